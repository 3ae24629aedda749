//! Rule R9: whose training is it? A licence is found by issuing country and
//! number; then name and birth date must agree.

use chrono::NaiveDate;

use crate::statuses::TrainingMatch;
use crate::validation::names::comparison_key;
use crate::words::AccountField;

/// A person as a training centre declares them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DeclaredIdentity<'a> {
    /// Surname, at birth or in use.
    pub surname: &'a str,
    /// Date of birth.
    pub birth_date: NaiveDate,
}

/// The driver whose licence has the declared country and number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KnownIdentity<'a> {
    /// Surname at birth.
    pub surname_birth: &'a str,
    /// Surname in use, when different.
    pub surname_usage: Option<&'a str>,
    /// Date of birth.
    pub birth_date: NaiveDate,
}

/// The decision, and what differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdentityMatch {
    /// Attached, doubtful, or unattached.
    pub outcome: TrainingMatch,
    /// What a reviewer has to compare; empty unless doubtful.
    pub differences: Vec<AccountField>,
}

/// Decides. `known` is the driver found by issuing country and number of the
/// licence, both normalised; none when no account has it.
#[must_use]
pub fn match_identity(
    declared: &DeclaredIdentity<'_>,
    known: Option<&KnownIdentity<'_>>,
) -> IdentityMatch {
    let Some(known) = known else {
        return IdentityMatch {
            outcome: TrainingMatch::Unattached,
            differences: Vec::new(),
        };
    };
    let key = comparison_key(declared.surname);
    let is_same = |surname: &str| !key.is_empty() && comparison_key(surname) == key;
    let mut differences = Vec::new();
    if !is_same(known.surname_birth) && !known.surname_usage.is_some_and(is_same) {
        differences.push(AccountField::SurnameBirth);
    }
    if declared.birth_date != known.birth_date {
        differences.push(AccountField::BirthDate);
    }
    let outcome = if differences.is_empty() {
        TrainingMatch::Attached
    } else {
        TrainingMatch::Doubtful
    };
    IdentityMatch {
        outcome,
        differences,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn compares_name_and_birth_date() {
        let known = KnownIdentity {
            surname_birth: "Lefèvre-Dùran",
            surname_usage: Some("Martin"),
            birth_date: day("1985-03-27"),
        };
        let decide = |surname, birth_date| {
            let declared = DeclaredIdentity {
                surname,
                birth_date: day(birth_date),
            };
            match_identity(&declared, Some(&known))
        };
        for surname in ["LEFEVRE DURAN", "lefèvre-dùran", "MARTIN"] {
            assert_eq!(
                decide(surname, "1985-03-27").outcome,
                TrainingMatch::Attached,
                "{surname}"
            );
        }
        assert_eq!(
            decide("LEFEVRE", "1985-03-27").differences,
            [AccountField::SurnameBirth]
        );
        assert_eq!(
            decide("MARTIN", "1985-03-28").differences,
            [AccountField::BirthDate]
        );
        assert_eq!(decide("", "1990-01-01").differences.len(), 2);
        assert_eq!(decide("", "1990-01-01").outcome, TrainingMatch::Doubtful);
        let nobody = DeclaredIdentity {
            surname: "X",
            birth_date: day("1990-01-01"),
        };
        assert_eq!(
            match_identity(&nobody, None).outcome,
            TrainingMatch::Unattached
        );
    }
}
