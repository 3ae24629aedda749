//! What the letter of a refusal says.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::request::RejectionReason;
use common::words::Language;
use db::drivers::DriverRow;
use db::requests::RequestRow;
use documents::decision_letter::{DecisionLetterData, DecisionReason};

use super::reject::in_words;
use crate::accounts::identity_rows;
use crate::papers;
use crate::requests::acknowledgement::subject;
use crate::settings::Settings;

/// Gathers what the letter shows.
pub(super) fn data(
    settings: &Settings,
    (driver, request, reasons): (&DriverRow, &RequestRow, &[RejectionReason]),
    (today, signatory): (NaiveDate, &str),
    language: Language,
) -> DecisionLetterData {
    let identity = identity_rows::to_view(&driver.identity);
    let address = &driver.address;
    let mut lines = address.lines.clone();
    lines.push(format!("{} {}", address.postal_code, address.town));
    let requested_at = request.submitted_at.unwrap_or(request.created_at);
    DecisionLetterData {
        operator: papers::operator(settings),
        reference: request.reference.clone(),
        recipient: identity_rows::display_name(&identity),
        recipient_address: lines,
        place: place(&settings.operator.address),
        date: today,
        subject: subject(request.purpose, language).to_owned(),
        requested_on: paris_date(requested_at.and_utc()),
        reasons: reasons
            .iter()
            .map(|reason| DecisionReason {
                fact: in_words(reason, language),
                law: "Code des transports, R. 3314-28".to_owned(),
            })
            .collect(),
        remedies: settings.policy.implicit_decision.remedies(language),
        signatory: signatory.to_owned(),
        signatory_capacity: language
            .choose("Responsable de l’instruction", "Head of examination")
            .to_owned(),
    }
}

/// The town at the end of the operator's address: "1 rue X, 75001 Paris".
fn place(address: &str) -> String {
    let last = address.rsplit(',').next().unwrap_or(address).trim();
    last.trim_start_matches(|letter: char| letter.is_ascii_digit())
        .trim()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::place;

    #[test]
    fn finds_the_town() {
        assert_eq!(place("1 rue de l’Exemple, 75001 Paris"), "Paris");
        assert_eq!(place("Lyon"), "Lyon");
    }
}
