//! What an exchange is about, and what the new card says (domain §7.7).

use chrono::NaiveDate;

use super::card::code_95_lines;
use crate::dto::card::CardCategoryView;
use crate::dto::profile::{CategoryView, IdentityView};
use crate::exchange::ExchangeReason;
use crate::words::AccountField;

/// The part of identity and licence that a reason is about.
#[must_use]
pub const fn fields(reason: ExchangeReason) -> &'static [AccountField] {
    use AccountField::{
        BirthCountry, BirthDate, BirthPlace, FirstNames, LicenceCountry, LicenceNumber,
        SurnameBirth, SurnameUsage,
    };
    match reason {
        ExchangeReason::CivilStatus => &[
            SurnameBirth,
            SurnameUsage,
            FirstNames,
            BirthDate,
            BirthPlace,
            BirthCountry,
        ],
        ExchangeReason::Licence => &[LicenceCountry, LicenceNumber],
    }
}

/// What the holder's profile says otherwise than the card, of that which a reason is about.
#[must_use]
pub fn changed(
    reason: ExchangeReason,
    printed: &IdentityView,
    profile: &IdentityView,
) -> Vec<AccountField> {
    let fields = fields(reason).iter().copied();
    fields
        .filter(|field| !is_same(*field, printed, profile))
        .collect()
}

fn is_same(field: AccountField, one: &IdentityView, other: &IdentityView) -> bool {
    match field {
        AccountField::SurnameBirth => one.surname_birth == other.surname_birth,
        AccountField::SurnameUsage => one.surname_usage == other.surname_usage,
        AccountField::FirstNames => one.first_names == other.first_names,
        AccountField::BirthDate => one.birth_date == other.birth_date,
        AccountField::BirthPlace => one.birth_place == other.birth_place,
        AccountField::BirthCountry => one.birth_country == other.birth_country,
        AccountField::LicenceCountry => one.licence.country == other.licence.country,
        AccountField::LicenceNumber => one.licence.number == other.licence.number,
        // No reason is about the rest.
        _ => true,
    }
}

/// The back of the new card: the days stay those of the card before. Another licence
/// may give other categories of the sectors that it had.
#[must_use]
pub fn exchanged_lines(
    reason: ExchangeReason,
    printed: &[CardCategoryView],
    held: &[CategoryView],
    today: NaiveDate,
) -> Vec<CardCategoryView> {
    match reason {
        ExchangeReason::CivilStatus => printed.to_vec(),
        ExchangeReason::Licence => code_95_lines(held, today, |sector| {
            let of_sector = printed
                .iter()
                .filter(|line| line.category.sector() == sector);
            of_sector.map(|line| line.code_95_until).max()
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dto::profile::LicenceView;
    use crate::words::{LicenceCategory, LicenceModel};

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn identity() -> IdentityView {
        IdentityView {
            surname_birth: "Lefèvre".to_owned(),
            surname_usage: None,
            first_names: "Camille".to_owned(),
            birth_date: day("1985-05-12"),
            birth_place: "Lyon".to_owned(),
            birth_country: "FR".to_owned(),
            nationality: "FR".to_owned(),
            licence: LicenceView {
                model: LicenceModel::Foreign,
                country: "PL".to_owned(),
                number: "ABC1234".to_owned(),
                document_number: None,
                issued_on: None,
                expires_on: None,
                authority: None,
                categories: Vec::new(),
            },
        }
    }

    #[test]
    fn a_reason_is_about_its_own_fields() {
        let printed = identity();
        let married = IdentityView {
            surname_usage: Some("Morel".to_owned()),
            ..identity()
        };
        let mut french = married.clone();
        french.licence.country = "FR".to_owned();
        french.licence.number = "210692106990".to_owned();
        french.nationality = "PL".to_owned();
        let of = |reason, profile: &IdentityView| changed(reason, &printed, profile);
        let usage = [AccountField::SurnameUsage];
        assert_eq!(of(ExchangeReason::CivilStatus, &printed), []);
        assert_eq!(of(ExchangeReason::CivilStatus, &married), usage);
        assert_eq!(of(ExchangeReason::CivilStatus, &french), usage);
        assert_eq!(of(ExchangeReason::Licence, &married), []);
        assert_eq!(
            of(ExchangeReason::Licence, &french),
            [AccountField::LicenceCountry, AccountField::LicenceNumber]
        );
        for reason in ExchangeReason::ALL {
            assert!(!fields(*reason).is_empty());
        }
    }

    #[test]
    fn the_days_stay_and_the_categories_are_those_of_the_licence() {
        let line = |category, until: &str| CardCategoryView {
            category,
            code_95_until: day(until),
        };
        let held = |category, until: &str| CategoryView {
            category,
            valid_until: day(until),
        };
        let printed = [
            line(LicenceCategory::C, "2030-06-30"),
            line(LicenceCategory::D, "2029-01-31"),
        ];
        let licence = [
            held(LicenceCategory::C, "2031-01-01"),
            held(LicenceCategory::CE, "2031-01-01"),
            held(LicenceCategory::D, "2026-11-26"),
        ];
        let today = day("2026-11-27");
        let lines = |reason, printed: &[CardCategoryView]| {
            exchanged_lines(reason, printed, &licence, today)
        };
        assert_eq!(lines(ExchangeReason::CivilStatus, &printed), printed);
        let expected = [
            line(LicenceCategory::C, "2030-06-30"),
            line(LicenceCategory::CE, "2030-06-30"),
        ];
        assert_eq!(lines(ExchangeReason::Licence, &printed), expected);
        // What the card before did not have is not won by another licence.
        assert_eq!(lines(ExchangeReason::Licence, &printed[1..]), []);
    }
}
