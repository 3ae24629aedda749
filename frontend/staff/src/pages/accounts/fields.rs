//! What stands in each field of an account, in words.

use common::dto::profile::{CategoryView, IdentityView};
use common::dto::review::AccountReviewView;
use common::words::AccountField;
use ui::format::{country, short_date};
use ui::i18n::{Texts, t_string};

use crate::words::licence_model;

/// A field with what the driver sent, now and in the round before.
#[derive(Clone, PartialEq)]
pub struct Compared {
    /// The field.
    pub field: AccountField,
    /// What was sent in this round; empty when nothing.
    pub now: String,
    /// What was sent in the round before, when there was one that had it.
    pub before: Option<String>,
}

impl Compared {
    /// Whether the driver changed it since the round before.
    pub fn is_changed(&self) -> bool {
        self.before
            .as_ref()
            .is_some_and(|before| *before != self.now)
    }
}

/// Every field of the account, in the order of the form.
pub fn compared(i18n: Texts, review: &AccountReviewView) -> Vec<Compared> {
    let fields = AccountField::ALL.iter().map(|field| {
        let before = review
            .previous_identity
            .as_ref()
            .and_then(|identity| identity_value(i18n, identity, *field));
        let now = identity_value(i18n, &review.identity, *field)
            .unwrap_or_else(|| contact_value(i18n, review, *field));
        Compared {
            field: *field,
            now,
            before,
        }
    });
    fields.collect()
}

/// What stands in a field of identity or licence; none for other fields.
fn identity_value(i18n: Texts, identity: &IdentityView, field: AccountField) -> Option<String> {
    let day = |day| short_date(i18n.get_locale(), day);
    let licence = &identity.licence;
    let text = match field {
        AccountField::SurnameBirth => identity.surname_birth.clone(),
        AccountField::SurnameUsage => identity.surname_usage.clone().unwrap_or_default(),
        AccountField::FirstNames => identity.first_names.clone(),
        AccountField::BirthDate => day(identity.birth_date),
        AccountField::BirthPlace => identity.birth_place.clone(),
        AccountField::BirthCountry => country(i18n, &identity.birth_country),
        AccountField::Nationality => country(i18n, &identity.nationality),
        AccountField::LicenceModel => licence_model(i18n, licence.model).to_owned(),
        AccountField::LicenceCountry => country(i18n, &licence.country),
        AccountField::LicenceNumber => licence.number.clone(),
        AccountField::LicenceDocumentNumber => licence.document_number.clone().unwrap_or_default(),
        AccountField::LicenceIssuedOn => licence.issued_on.map(day).unwrap_or_default(),
        AccountField::LicenceCategories => categories(i18n, &licence.categories),
        AccountField::Address | AccountField::Phone => return None,
    };
    Some(text)
}

fn contact_value(i18n: Texts, review: &AccountReviewView, field: AccountField) -> String {
    match field {
        AccountField::Address => {
            let address = &review.address;
            let place = format!("{} {}", address.postal_code, address.town);
            let mut lines = address.lines.clone();
            lines.push(place);
            lines.push(country(i18n, &address.country));
            lines.join("\n")
        }
        _ => review.phone.clone().unwrap_or_default(),
    }
}

/// Categories with their ends, one per line: « C jusqu’au 12/03/2028 ».
pub fn categories(i18n: Texts, held: &[CategoryView]) -> String {
    let words = held.iter().map(|one| {
        let date = short_date(i18n.get_locale(), one.valid_until);
        format!(
            "{} {}",
            one.category,
            t_string!(i18n, staff.until, date = date)
        )
    });
    words.collect::<Vec<_>>().join("\n")
}
