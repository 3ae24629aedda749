//! What the acknowledgement of receipt says (Code des relations entre le public
//! et l'administration, L. 112-11 and R. 112-11-1).

use chrono::{DateTime, Utc};
use common::dates::{months_after, paris_date, paris_date_time};
use common::words::Language;
use db::documents::DocumentWithFile;
use db::drivers::DriverRow;
use db::requests::RequestRow;
use documents::acknowledgement::{AcknowledgementData, ImplicitDecision, ReceivedDocument};

use super::entitlement;
use crate::accounts::identity_rows;
use crate::error::ServiceResult;
use crate::papers;
use crate::settings::Settings;

/// Months of silence after which a request is deemed accepted, the rule where no
/// text says otherwise (L. 231-1).
const SILENCE_MONTHS: u32 = 2;

/// Gathers what the acknowledgement shows.
pub(crate) fn data(
    settings: &Settings,
    (driver, request, documents): (&DriverRow, &RequestRow, &[DocumentWithFile]),
    now: DateTime<Utc>,
    language: Language,
) -> ServiceResult<AcknowledgementData> {
    let identity = identity_rows::to_view(&driver.identity);
    let (day, time) = paris_date_time(now);
    let required = entitlement::required(driver, request.identity_proof, &settings.policy)?;
    let received = documents.iter().map(|(document, file)| {
        let listed = required.iter().find(|listed| listed.kind == document.kind);
        ReceivedDocument {
            title: listed.map_or_else(
                || document.kind.to_string(),
                |listed| listed.title(language).to_owned(),
            ),
            file_name: document.name.clone(),
            size: u64::try_from(file.size).unwrap_or_default(),
            sha256: from_hex(&file.sha256),
        }
    });
    Ok(AcknowledgementData {
        operator: papers::operator(settings),
        reference: request.reference.clone(),
        applicant: identity_rows::display_name(&identity),
        subject: subject(language).to_owned(),
        received_at: day.and_time(time),
        service_name: settings.operator.service_name.clone(),
        implicit_decision: Some(implicit_decision(now, language)),
        documents: received.collect(),
    })
}

/// What is asked for, in one line.
pub(crate) const fn subject(language: Language) -> &'static str {
    language.choose(
        "Demande de carte de qualification de conducteur (CQC)",
        "Request for a driver qualification card (CQC)",
    )
}

fn implicit_decision(now: DateTime<Utc>, language: Language) -> ImplicitDecision {
    let text = language.choose(
        "Sans réponse dans un délai de deux mois, votre demande est réputée acceptée (CRPA, L. 231-1). Vous pouvez alors en demander l’attestation (CRPA, L. 232-3).",
        "Without an answer within two months, your request is deemed accepted (CRPA, L. 231-1). You can then ask for a statement of it (CRPA, L. 232-3).",
    );
    ImplicitDecision {
        text: text.to_owned(),
        date: months_after(paris_date(now), SILENCE_MONTHS),
        remedies: remedies(language),
    }
}

/// How a decision can be contested, with the time limits.
pub(crate) fn remedies(language: Language) -> Vec<String> {
    let remedies = [
        language.choose(
            "Un recours gracieux auprès du service, dans les deux mois de la décision.",
            "A request for reconsideration to the service, within two months of the decision.",
        ),
        language.choose(
            "Un recours contentieux devant le tribunal administratif, dans les deux mois de la décision ou de la réponse au recours gracieux (Code de justice administrative, R. 421-1).",
            "An appeal to the administrative court, within two months of the decision or of the answer to the request for reconsideration (Code de justice administrative, R. 421-1).",
        ),
    ];
    remedies.map(ToOwned::to_owned).to_vec()
}

/// The bytes of a SHA-256; zeros where the text is none.
fn from_hex(text: &str) -> [u8; 32] {
    let mut bytes = [0; 32];
    for (byte, pair) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
        let pair = std::str::from_utf8(pair).unwrap_or_default();
        *byte = u8::from_str_radix(pair, 16).unwrap_or_default();
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_a_hash_back() {
        let text = "00ff10".to_owned() + &"ab".repeat(29);
        let bytes = from_hex(&text);
        assert_eq!((bytes[0], bytes[1], bytes[2], bytes[31]), (0, 255, 16, 171));
    }

    #[test]
    fn silence_is_counted_in_whole_months() {
        let now = "2026-12-31T22:30:00Z".parse().unwrap();
        assert_eq!(
            implicit_decision(now, Language::French).date.to_string(),
            "2027-02-28"
        );
    }
}
