//! The four boxes at the end of the account form: all ticked, each with the
//! present version of its text.

use crate::dto::account::ConsentGiven;
use crate::field_error::{Faults, FieldErrorCode, pointer_to};
use crate::words::ConsentKind;

/// A text to accept, and its present version; which texts there are is the
/// server's configuration.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ConsentVersion {
    /// Which text.
    pub kind: ConsentKind,
    /// Its present version, such as `2026-01`.
    pub version: String,
}

/// Checks that each of the four boxes was ticked under its present version.
/// Faults stand at `/consents/terms_of_use` and so on, below the prefix.
pub fn check_consents(given: &[ConsentGiven], present: &[ConsentVersion], faults: &mut Faults) {
    for kind in ConsentKind::ALL {
        let pointer = pointer_to("/consents", kind);
        let Some(consent) = given.iter().find(|consent| consent.kind == *kind) else {
            faults.push(&pointer, FieldErrorCode::ConsentRequired);
            continue;
        };
        let is_present =
            |text: &ConsentVersion| text.kind == *kind && text.version == consent.version;
        if !present.iter().any(is_present) {
            faults.push(&pointer, FieldErrorCode::ConsentOutdated);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_all_four_in_their_present_version() {
        let present: Vec<_> = ConsentKind::ALL
            .iter()
            .map(|kind| ConsentVersion {
                kind: *kind,
                version: "2".to_owned(),
            })
            .collect();
        let mut given: Vec<_> = ConsentKind::ALL
            .iter()
            .map(|kind| ConsentGiven {
                kind: *kind,
                version: "2".to_owned(),
            })
            .collect();
        let mut faults = Faults::new();
        check_consents(&given, &present, &mut faults);
        assert!(faults.is_empty());

        given.pop();
        given[0].version = "1".to_owned();
        check_consents(&given, &present, &mut faults);
        let found: Vec<_> = faults
            .iter()
            .map(|(pointer, fault)| (pointer, fault.code))
            .collect();
        assert_eq!(
            found,
            [
                ("/consents/terms_of_use", FieldErrorCode::ConsentOutdated),
                ("/consents/exactness", FieldErrorCode::ConsentRequired),
            ]
        );
    }
}
