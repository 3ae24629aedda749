//! "Mes notifications": which choices there are.

use crate::dto::notice::{NoticeChoice, UpdateNoticePreferencesRequest};
use crate::field_error::{Faults, FieldErrorCode, pointer_to};

/// Checks the whole form, of somebody who has a phone that receives SMS or has none.
///
/// # Errors
///
/// Every fault, by JSON pointer into the request.
pub fn check_preferences(
    form: &UpdateNoticePreferencesRequest,
    has_mobile: bool,
) -> Result<Vec<NoticeChoice>, Faults> {
    let mut faults = Faults::new();
    for (index, choice) in form.choices.iter().enumerate() {
        let mut earlier = form.choices.iter().take(index);
        let is_double = earlier.any(|other| other.kind == choice.kind);
        faults.within(&pointer_to("/choices", index), |faults| {
            if is_double {
                faults.push("/kind", FieldErrorCode::DuplicateItem);
            }
            if !choice.email && !choice.kind.is_optional() {
                faults.push("/email", FieldErrorCode::NotAllowed);
            }
            if choice.sms && !choice.kind.has_sms() {
                faults.push("/sms", FieldErrorCode::NotAllowed);
            } else if choice.sms && !has_mobile {
                faults.push("/sms", FieldErrorCode::MobileMissing);
            }
        });
    }
    faults.into_result(Some(form.choices.clone()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::notice_kind::NoticeKind;

    fn codes(choices: &[(NoticeKind, bool, bool)], has_mobile: bool) -> Vec<(String, String)> {
        let choices = choices
            .iter()
            .map(|(kind, email, sms)| NoticeChoice {
                kind: *kind,
                email: *email,
                sms: *sms,
            })
            .collect();
        let form = UpdateNoticePreferencesRequest { choices };
        let faults = check_preferences(&form, has_mobile)
            .err()
            .unwrap_or_default();
        let found = faults
            .iter()
            .map(|(pointer, fault)| (pointer.to_owned(), fault.code.to_string()));
        found.collect()
    }

    #[test]
    fn what_the_law_wants_in_writing_stays_and_an_sms_needs_a_mobile() {
        let found = codes(
            &[
                (NoticeKind::InformationRequested, false, true),
                (NoticeKind::LicenceEnds, true, true),
                (NoticeKind::LicenceEnds, false, false),
            ],
            false,
        );
        let expected = [
            ("/choices/0/email", "not_allowed"),
            ("/choices/0/sms", "mobile_missing"),
            ("/choices/1/sms", "not_allowed"),
            ("/choices/2/kind", "duplicate_item"),
        ];
        let expected = expected.map(|(pointer, code)| (pointer.to_owned(), code.to_owned()));
        assert_eq!(found, expected);
        let fine = [
            (NoticeKind::InformationRequested, true, true),
            (NoticeKind::QualificationEnds, false, false),
        ];
        assert!(codes(&fine, true).is_empty());
    }
}
