//! Countries by ISO 3166-1 alpha-2, with French and English names.

use crate::field_error::{Fault, FieldErrorCode};
use crate::words::Language;

mod table;

use self::table::COUNTRIES;

/// A country of ISO 3166-1, by its two letters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(
    feature = "diesel",
    derive(diesel::expression::AsExpression, diesel::deserialize::FromSqlRow)
)]
#[cfg_attr(feature = "diesel", diesel(sql_type = diesel::sql_types::Text))]
pub struct Country(&'static str);

/// Member States of the European Union.
const EUROPEAN_UNION: [&str; 27] = [
    "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT",
    "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK",
];

/// The other States of the European Economic Area. Their nationals, and those of
/// Switzerland, work in France without a permit.
const EEA_BESIDE_UNION: [&str; 3] = ["IS", "LI", "NO"];

/// Parts of the French Republic that have a code of their own.
const OVERSEAS_FRANCE: [&str; 12] = [
    "BL", "GF", "GP", "MF", "MQ", "NC", "PF", "PM", "RE", "TF", "WF", "YT",
];

impl Country {
    /// France.
    pub const FRANCE: Self = Self("FR");

    /// Finds a country by its two letters, in upper or lower case.
    ///
    /// # Errors
    ///
    /// Nothing given, or letters that are no country's.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let code = text.trim().to_ascii_uppercase();
        if code.is_empty() {
            return Err(FieldErrorCode::Required.into());
        }
        COUNTRIES
            .binary_search_by_key(&code.as_str(), |entry| entry.0)
            .ok()
            .and_then(|index| COUNTRIES.get(index))
            .map(|entry| Self(entry.0))
            .ok_or_else(|| FieldErrorCode::CountryUnknown.into())
    }

    /// The two letters.
    #[must_use]
    pub const fn as_str(&self) -> &'static str {
        self.0
    }

    /// The country's usual name.
    #[must_use]
    pub fn name(self, language: Language) -> &'static str {
        let entry = COUNTRIES.iter().find(|entry| entry.0 == self.0);
        entry.map_or(self.0, |entry| match language {
            Language::French => entry.1,
            Language::English => entry.2,
        })
    }

    /// Whether its nationals may work in France without a residence permit:
    /// European Union, European Economic Area, Switzerland.
    #[must_use]
    pub fn is_free_movement(self) -> bool {
        self.is_eea() || self.0 == "CH"
    }

    /// Whether it belongs to the European Economic Area.
    #[must_use]
    pub fn is_eea(self) -> bool {
        EUROPEAN_UNION.contains(&self.0) || EEA_BESIDE_UNION.contains(&self.0) || self.is_france()
    }

    /// Whether it is France or a part of it with a code of its own. Their
    /// licences and postal codes are French.
    #[must_use]
    pub fn is_france(self) -> bool {
        self == Self::FRANCE || OVERSEAS_FRANCE.contains(&self.0)
    }

    /// Every country, in the order of its name in that language, for a list to
    /// choose from; France stands first.
    #[must_use]
    pub fn list(language: Language) -> Vec<Self> {
        let mut countries: Vec<_> = COUNTRIES.iter().map(|entry| Self(entry.0)).collect();
        countries.sort_by_cached_key(|country| {
            let key = crate::validation::names::comparison_key(country.name(language));
            (*country != Self::FRANCE, key)
        });
        countries
    }
}

impl std::fmt::Display for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::fmt::Debug for Country {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }
}

impl std::str::FromStr for Country {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::parse(text)
    }
}

impl serde::Serialize for Country {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Country {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Country {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[A-Z]{2}$"))
            .max_length(Some(2))
            .description(Some("Country, ISO 3166-1 alpha-2."))
            .examples(["FR"])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Country {}

#[cfg(feature = "diesel")]
crate::text_column!(Country);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_complete_and_in_order() {
        assert_eq!(COUNTRIES.len(), 249);
        assert!(COUNTRIES.is_sorted_by(|left, right| left.0 < right.0));
        for code in EUROPEAN_UNION
            .iter()
            .chain(&EEA_BESIDE_UNION)
            .chain(&OVERSEAS_FRANCE)
        {
            assert!(Country::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn finds_countries() {
        assert_eq!(Country::parse(" fr "), Ok(Country::FRANCE));
        assert_eq!(
            Country::parse("DE").map(|country| country.name(Language::French)),
            Ok("Allemagne")
        );
        assert_eq!(
            Country::parse("XX").map_err(|fault| fault.code),
            Err(FieldErrorCode::CountryUnknown)
        );
        assert_eq!(
            Country::parse("").map_err(|fault| fault.code),
            Err(FieldErrorCode::Required)
        );
    }

    #[test]
    fn knows_who_needs_a_permit_to_work() {
        let free = |code| Country::parse(code).unwrap().is_free_movement();
        assert!(["FR", "RE", "PL", "CH", "NO"].into_iter().all(free));
        assert!(!["GB", "MA", "UA", "TR"].into_iter().any(free));
    }

    #[test]
    fn lists_by_name_without_regard_to_accents() {
        let names: Vec<_> = Country::list(Language::French)
            .iter()
            .map(|country| country.name(Language::French))
            .collect();
        assert_eq!(names.first(), Some(&"France"));
        let place = |name: &str| names.iter().position(|other| *other == name);
        assert!(place("Égypte") < place("Espagne"));
        assert!(place("Danemark") < place("Égypte"));
    }
}
