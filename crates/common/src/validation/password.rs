//! Which passwords are accepted. The guide's rule is shown as a live list; a
//! long passphrase is accepted without it; the block-list always counts
//! (docs/adr; OWASP ASVS 5.0, 6.2; CNIL deliberation 2022-100).

mod blocked;
mod listed;

use super::names::comparison_key;
use crate::field_error::{Fault, FieldErrorCode};
use crate::text_enum;

/// The least characters of a password by the guide's rule.
pub const MIN_PASSWORD: usize = 12;

/// From this many characters on no kind of character is asked for.
pub const MIN_PASSPHRASE: usize = 16;

/// The most characters, so that hashing cannot be made expensive.
pub const MAX_PASSWORD: usize = 128;

text_enum! {
    /// A line of the live list beside the password field.
    pub enum PasswordRule {
        /// At least 12 characters.
        Length = "length",
        /// At least one upper-case letter; a passphrase needs none.
        Upper = "upper",
        /// At least one lower-case letter; a passphrase needs none.
        Lower = "lower",
        /// At least one special character; a passphrase needs none.
        Special = "special",
        /// At most 128 characters.
        Maximum = "maximum",
        /// Not among the passwords that are tried first.
        NotCommon = "not_common",
        /// Contains neither name nor e-mail address.
        NotPersonal = "not_personal",
    }
}

/// Whether a rule is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordCheck {
    /// The rule.
    pub rule: PasswordRule,
    /// Whether the password keeps it.
    pub is_met: bool,
}

/// Whose password it is; what is not known is left empty.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PasswordContext<'a> {
    /// The e-mail address of the account.
    pub email: &'a str,
    /// Surnames and first names.
    pub names: &'a [&'a str],
}

/// Checks each rule, in the order of the list.
#[must_use]
pub fn password_checks(password: &str, context: &PasswordContext<'_>) -> [PasswordCheck; 7] {
    let length = password.chars().count();
    let is_phrase = length >= MIN_PASSPHRASE;
    let has = |test: fn(char) -> bool| is_phrase || password.chars().any(test);
    [
        (PasswordRule::Length, length >= MIN_PASSWORD),
        (PasswordRule::Upper, has(char::is_uppercase)),
        (PasswordRule::Lower, has(char::is_lowercase)),
        (PasswordRule::Special, has(is_special)),
        (PasswordRule::Maximum, length <= MAX_PASSWORD),
        (PasswordRule::NotCommon, !blocked::is_common(password)),
        (PasswordRule::NotPersonal, !is_personal(password, context)),
    ]
    .map(|(rule, is_met)| PasswordCheck { rule, is_met })
}

/// Neither letter, digit nor control character; a space is special.
fn is_special(letter: char) -> bool {
    !letter.is_alphanumeric() && !letter.is_control()
}

/// Checks a new password.
///
/// # Errors
///
/// The fault of the first rule that is not kept.
pub fn check_password(password: &str, context: &PasswordContext<'_>) -> Result<(), Fault> {
    if password.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    let broken = password_checks(password, context)
        .into_iter()
        .find(|check| !check.is_met);
    broken.map_or(Ok(()), |check| Err(fault_of(check.rule)))
}

/// Checks a new password typed twice (guide).
///
/// # Errors
///
/// As [`check_password`] for the first, at `/password`; a different second, at
/// `/confirmation`.
pub fn check_new_password(
    password: &str,
    confirmation: &str,
    context: &PasswordContext<'_>,
    faults: &mut crate::field_error::Faults,
) {
    faults.check("/password", check_password(password, context));
    if password != confirmation {
        faults.push("/confirmation", FieldErrorCode::PasswordsDiffer);
    }
}

fn fault_of(rule: PasswordRule) -> Fault {
    match rule {
        PasswordRule::Length => Fault::new(FieldErrorCode::PasswordTooShort).min(MIN_PASSWORD),
        PasswordRule::Upper => FieldErrorCode::PasswordNoUpper.into(),
        PasswordRule::Lower => FieldErrorCode::PasswordNoLower.into(),
        PasswordRule::Special => FieldErrorCode::PasswordNoSpecial.into(),
        PasswordRule::Maximum => Fault::new(FieldErrorCode::PasswordTooLong).max(MAX_PASSWORD),
        PasswordRule::NotCommon => FieldErrorCode::PasswordCommon.into(),
        PasswordRule::NotPersonal => FieldErrorCode::PasswordContainsIdentity.into(),
    }
}

/// Names of fewer than four letters ("Léa", "Ali") are not looked for: they
/// stand in too many words.
fn is_personal(password: &str, context: &PasswordContext<'_>) -> bool {
    let key = comparison_key(password);
    let local = context.email.split('@').next().unwrap_or_default();
    let words = context.names.iter().flat_map(|name| name.split([' ', '-']));
    let parts = local.split(['.', '_', '-', '+']);
    words
        .chain(parts)
        .chain([local])
        .chain(context.names.iter().copied())
        .map(comparison_key)
        .any(|word| word.chars().count() >= 4 && key.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const JEAN: PasswordContext<'_> = PasswordContext {
        email: "jean.dupont@exemple.fr",
        names: &["Dupont", "Jean Noël"],
    };

    fn code(password: &str) -> Result<(), FieldErrorCode> {
        check_password(password, &JEAN).map_err(|fault| fault.code)
    }

    #[test]
    fn follows_the_guide() {
        for good in ["Camion!Bleu2024", "Route-Soleil#75", "Éléphant?rose"] {
            assert_eq!(code(good), Ok(()), "{good}");
        }
        for (bad, expected) in [
            ("Camion2024bleu", FieldErrorCode::PasswordNoSpecial),
            ("camion!bleu202", FieldErrorCode::PasswordNoUpper),
            ("CAMION!BLEU202", FieldErrorCode::PasswordNoLower),
            ("Cam!on24", FieldErrorCode::PasswordTooShort),
            ("", FieldErrorCode::Required),
        ] {
            assert_eq!(code(bad), Err(expected), "{bad}");
        }
        assert_eq!(
            code(&"Aé!x9".repeat(26)),
            Err(FieldErrorCode::PasswordTooLong)
        );
    }

    #[test]
    fn accepts_long_phrases_without_the_rule() {
        assert_eq!(code("quatre lapins verts"), Ok(()));
        assert_eq!(code("quatrelapins"), Err(FieldErrorCode::PasswordNoUpper));
    }

    #[test]
    fn refuses_what_is_tried_first() {
        for bad in [
            "Password1234!",
            "MotDePasse2024!",
            "Azertyuiop123!",
            "aaaaaaaaaaaaaaaaaa",
            "abababababababab",
            "CQC-Hub-2026!",
            "Hubprotransport1!",
            "1234567890123456",
            "P@ssw0rd1234",
            "qwertyuiopasdfgh",
        ] {
            assert_eq!(code(bad), Err(FieldErrorCode::PasswordCommon), "{bad}");
        }
        for bad in [
            "Dupont!Camion75",
            "NOEL!camion75",
            "jean.dupont@exemple.fr",
            "Camion!dupönt75",
        ] {
            assert_eq!(
                code(bad),
                Err(FieldErrorCode::PasswordContainsIdentity),
                "{bad}"
            );
        }
    }

    proptest! {
        #[test]
        fn the_list_and_the_check_agree(password in "\\PC*|[a-cA-C1!]{10,20}") {
            let all = password_checks(&password, &JEAN).iter().all(|check| check.is_met);
            prop_assert_eq!(all, code(&password).is_ok());
        }
    }
}
