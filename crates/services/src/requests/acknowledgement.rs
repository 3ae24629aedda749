//! What the acknowledgement of receipt says (Code des relations entre le public
//! et l'administration, L. 112-11 and R. 112-11-1).

use chrono::{DateTime, Utc};
use common::dates::{paris_date, paris_date_time};
use common::rules::policy::ImplicitDecisionPolicy;
use common::words::{Language, RequestPurpose};
use db::documents::DocumentWithFile;
use db::drivers::DriverRow;
use db::requests::RequestRow;
use documents::acknowledgement::{AcknowledgementData, ImplicitDecision, ReceivedDocument};

use super::entitlement;
use crate::accounts::identity_rows;
use crate::error::ServiceResult;
use crate::papers;
use crate::settings::Settings;

/// The name under which a request's acknowledgement is saved; that of a defective card is
/// the slip with which it is sent in.
pub(crate) fn file_name(request: &RequestRow, language: Language) -> String {
    let word = match request.purpose {
        RequestPurpose::Quality => language.choose("coupon-retour", "return-slip"),
        _ => language.choose("accuse-reception", "acknowledgement"),
    };
    format!("{word}-{}.pdf", request.reference)
}

/// Gathers what the acknowledgement shows.
pub(crate) fn data(
    settings: &Settings,
    (driver, request, documents): (&DriverRow, &RequestRow, &[DocumentWithFile]),
    now: DateTime<Utc>,
    language: Language,
) -> ServiceResult<AcknowledgementData> {
    let identity = identity_rows::to_view(&driver.identity);
    let (day, time) = paris_date_time(now);
    let required = entitlement::required_for(driver, request, &settings.policy)?;
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
        subject: subject(request.purpose, language).to_owned(),
        received_at: day.and_time(time),
        service_name: settings.operator.service_name.clone(),
        implicit_decision: Some(implicit_decision(
            &settings.policy.implicit_decision,
            now,
            language,
        )),
        documents: received.collect(),
    })
}

/// What is asked for, in one line.
pub(crate) const fn subject(purpose: RequestPurpose, language: Language) -> &'static str {
    match purpose {
        RequestPurpose::Exchange => language.choose(
            "Demande d’échange de carte de qualification de conducteur (CQC)",
            "Request for the exchange of a driver qualification card (CQC)",
        ),
        _ => language.choose(
            "Demande de carte de qualification de conducteur (CQC)",
            "Request for a driver qualification card (CQC)",
        ),
    }
}

fn implicit_decision(
    policy: &ImplicitDecisionPolicy,
    now: DateTime<Utc>,
    language: Language,
) -> ImplicitDecision {
    ImplicitDecision {
        text: policy.meaning(language),
        date: policy.comes_about_on(paris_date(now)),
        remedies: policy.remedies(language),
    }
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
}
