//! References that people read aloud and type: each ends in a check character,
//! so that a typing error is found before anything is looked up.

mod card_serial;
mod certificate_number;
mod request_reference;

pub use self::card_serial::CardSerial;
pub use self::certificate_number::CertificateNumber;
pub use self::request_reference::RequestReference;

/// A text that is not a reference of the expected kind, or was mistyped.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not of the form {form}, or mistyped: the last character checks the others")]
pub struct InvalidReference {
    /// What the reference looks like.
    pub form: &'static str,
}

/// Text, serde, schema and column of a reference that stands in a byte array.
macro_rules! reference {
    ($name:ident, $length:literal, $form:literal, $pattern:literal) => {
        impl $name {
            /// The reference as it is printed.
            #[must_use]
            pub fn as_str(&self) -> &str {
                std::str::from_utf8(&self.0).unwrap_or_default()
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::reference::InvalidReference;

            fn from_str(text: &str) -> Result<Self, Self::Err> {
                Self::parse(text).ok_or($crate::reference::InvalidReference { form: $form })
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .pattern(Some($pattern))
                    .max_length(Some($length))
                    .description(Some(concat!(
                        "Reference of the form `",
                        $form,
                        "`; the last character checks the others."
                    )))
                    .into()
            }
        }

        #[cfg(feature = "openapi")]
        impl utoipa::ToSchema for $name {}

        #[cfg(feature = "diesel")]
        $crate::text_column!($name);
    };
}

use reference;

/// Letters and digits in upper case, without what people put between them.
fn clean(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .filter(|letter| {
            !letter.is_whitespace() && !matches!(letter, '-' | '.' | '_' | '\u{2010}'..='\u{2015}')
        })
        .map(|letter| letter.to_ascii_uppercase())
}
