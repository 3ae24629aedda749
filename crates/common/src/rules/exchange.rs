//! What an exchange is about, and what the new card says (domain §7.7).

use chrono::NaiveDate;

use super::card::code_95_lines;
use super::qualification::CompletedTraining;
use crate::countries::Country;
use crate::dates::{long_date, years_before};
use crate::dto::card::CardCategoryView;
use crate::dto::profile::{CategoryView, IdentityView};
use crate::exchange::ExchangeReason;
use crate::ids::{RequestId, TrainingId};
use crate::text_enum;
use crate::words::{AccountField, Language, Sector, TrainingKind};

text_enum! {
    /// Why a qualification of another State cannot be exchanged for a card.
    pub enum ForeignBlock {
        /// The driver has a French card already.
        CardInForce = "card_in_force",
        /// Its exchange is under way.
        OpenExchange = "open_exchange",
    }
}

/// What is known of a driver who may hold a qualification of another State.
#[derive(Clone, Copy, Debug, Default)]
pub struct ForeignFacts {
    /// The last day of the driver's French card, in force or under way.
    pub card_until: Option<NaiveDate>,
    /// The exchange that is under way.
    pub open: Option<RequestId>,
}

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
        ExchangeReason::Foreign => &[],
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
        ExchangeReason::Licence | ExchangeReason::Foreign => code_95_lines(held, today, |sector| {
            let lines = printed.iter();
            let of_sector = lines.filter(|line| line.category.sector() == sector);
            of_sector.map(|line| line.code_95_until).max()
        }),
    }
}

/// Whether a State may have given a qualification that is exchanged for a French card.
#[must_use]
pub fn may_have_issued(country: Country) -> bool {
    country.is_eea() && !country.is_france()
}

/// Why a qualification of another State cannot be exchanged for a card, if it cannot.
#[must_use]
pub const fn foreign_block(facts: &ForeignFacts) -> Option<ForeignBlock> {
    if facts.open.is_some() {
        Some(ForeignBlock::OpenExchange)
    } else if facts.card_until.is_some() {
        Some(ForeignBlock::CardInForce)
    } else {
        None
    }
}

/// The back of a card for a qualification of another State, which ends as it ends there.
#[must_use]
pub fn foreign_lines(
    (sectors, until): (&[Sector], NaiveDate),
    held: &[CategoryView],
    today: NaiveDate,
) -> Vec<CardCategoryView> {
    code_95_lines(held, today, |sector| {
        sectors.contains(&sector).then_some(until)
    })
}

/// When a qualification of another State that ends on a day is taken to have begun: a
/// period before, so that what was taught here since then counts after it.
#[must_use]
pub fn recognised_from(until: NaiveDate, validity_years: u32) -> NaiveDate {
    years_before(until, validity_years)
}

/// A recognised qualification of another State, as the other rules take it.
#[must_use]
pub const fn as_training(
    id: TrainingId,
    sector: Sector,
    (from, until): (NaiveDate, NaiveDate),
) -> CompletedTraining {
    CompletedTraining {
        id,
        kind: TrainingKind::Equivalence,
        sector,
        completed_on: from,
        recognised_until: Some(until),
    }
}

impl ForeignBlock {
    /// In a few words.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::CardInForce => ("Carte française en vigueur", "French card in force"),
            Self::OpenExchange => ("Échange en cours", "Exchange under way"),
        };
        language.choose(french, english)
    }

    /// The rule, with its dates.
    #[must_use]
    pub fn explanation(self, facts: &ForeignFacts, language: Language) -> String {
        match (self, facts.card_until, language) {
            (Self::CardInForce, Some(until), Language::French) => format!(
                "Vous avez déjà une carte française, valable jusqu’au {}.",
                long_date(until, language)
            ),
            (Self::CardInForce, Some(until), Language::English) => format!(
                "You have a French card already, valid until {}.",
                long_date(until, language)
            ),
            (_, _, Language::French) => {
                "L’échange de votre qualification est déjà en cours.".to_owned()
            }
            (_, _, Language::English) => {
                "The exchange of your qualification is already under way.".to_owned()
            }
        }
    }

    /// What to do.
    #[must_use]
    pub const fn remedy(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::CardInForce => (
                "Pour la prolonger, suivez une formation continue ; pour la remplacer, choisissez un autre motif.",
                "To prolong it, take a periodic training; to replace it, choose another reason.",
            ),
            Self::OpenExchange => (
                "Reprenez la demande qui est ouverte.",
                "Go on with the request that is open.",
            ),
        };
        language.choose(french, english)
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
        assert_eq!(of(ExchangeReason::Foreign, &french), []);
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

    #[test]
    fn another_state_of_the_area_may_have_issued_it() {
        let may = |code| may_have_issued(Country::parse(code).unwrap());
        assert!(["PL", "PT", "NO", "IS", "LI"].into_iter().all(may));
        assert!(!["FR", "RE", "CH", "GB", "UA"].into_iter().any(may));
    }

    #[test]
    fn one_french_card_and_one_exchange_at_a_time() {
        let card = ForeignFacts {
            card_until: Some(day("2030-06-30")),
            open: None,
        };
        let open = ForeignFacts {
            open: Some("req_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap()),
            ..card
        };
        assert_eq!(foreign_block(&ForeignFacts::default()), None);
        assert_eq!(foreign_block(&card), Some(ForeignBlock::CardInForce));
        assert_eq!(foreign_block(&open), Some(ForeignBlock::OpenExchange));
        for language in [Language::French, Language::English] {
            for block in ForeignBlock::ALL {
                assert!(block.explanation(&card, language).ends_with('.'));
                assert!(block.remedy(language).ends_with('.'));
                assert!(!block.title(language).is_empty());
            }
        }
        let text = ForeignBlock::CardInForce.explanation(&card, Language::French);
        assert!(text.contains("30 juin 2030"), "{text}");
    }

    #[test]
    fn the_card_ends_as_the_qualification_of_the_other_state() {
        let until = day("2028-02-29");
        let held = [LicenceCategory::C, LicenceCategory::D].map(|category| CategoryView {
            category,
            valid_until: day("2030-01-01"),
        });
        let lines = foreign_lines((&[Sector::Goods], until), &held, day("2026-11-27"));
        let expected = [CardCategoryView {
            category: LicenceCategory::C,
            code_95_until: until,
        }];
        assert_eq!(lines, expected);
        assert_eq!(recognised_from(until, 5), day("2023-02-28"));
    }
}
