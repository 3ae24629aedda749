//! The e-mail address, which is also the sign-in.

use super::text_value::text_value;
use crate::field_error::{Fault, FieldErrorCode};

/// The most characters of an address (RFC 5321, 4.5.3.1.3, less the brackets).
pub const MAX_EMAIL: usize = 254;

text_value! {
    /// An e-mail address whose domain is in lower case. That somebody reads it
    /// is shown by the link sent to it, not here.
    EmailAddress(parse), max 254, example "jean.dupont@exemple.fr"
}

impl EmailAddress {
    /// The form in which two addresses are compared: all lower case.
    #[must_use]
    pub fn comparison_key(&self) -> String {
        self.0.to_lowercase()
    }

    /// The part behind the @.
    #[must_use]
    pub fn domain(&self) -> &str {
        self.0.rsplit_once('@').map_or("", |(_, domain)| domain)
    }
}

fn parse(text: &str) -> Result<String, Fault> {
    let text = text.trim_matches(' ');
    if text.is_empty() {
        return Err(FieldErrorCode::Required.into());
    }
    if text.len() > MAX_EMAIL {
        return Err(Fault::new(FieldErrorCode::TooLong)
            .max(MAX_EMAIL)
            .count(text.len()));
    }
    let (local, domain) = text.split_once('@').ok_or(FieldErrorCode::EmailMalformed)?;
    if !is_local_part(local) || !is_domain(domain) {
        return Err(FieldErrorCode::EmailMalformed.into());
    }
    Ok(format!("{local}@{}", domain.to_lowercase()))
}

/// RFC 5322's dot-atom, with letters beyond ASCII (RFC 6531); no quoted form.
fn is_local_part(local: &str) -> bool {
    let is_atom =
        |letter: char| letter.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(letter);
    local.len() <= 64 && local.chars().all(is_atom) && local.split('.').all(|atom| !atom.is_empty())
}

fn is_domain(domain: &str) -> bool {
    let is_label = |label: &str| {
        (1..=63).contains(&label.len())
            && label
                .chars()
                .all(|letter| letter.is_alphanumeric() || letter == '-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let Some((_, top)) = domain.rsplit_once('.') else {
        return false;
    };
    domain.split('.').all(is_label)
        && top.chars().count() >= 2
        && !top.chars().all(|letter| letter.is_ascii_digit())
}

/// The domains under which most people in France have their mail.
const COMMON_DOMAINS: [&str; 19] = [
    "gmail.com",
    "orange.fr",
    "hotmail.fr",
    "hotmail.com",
    "free.fr",
    "yahoo.fr",
    "yahoo.com",
    "outlook.fr",
    "outlook.com",
    "live.fr",
    "sfr.fr",
    "wanadoo.fr",
    "laposte.net",
    "icloud.com",
    "bbox.fr",
    "neuf.fr",
    "gmx.fr",
    "aol.com",
    "protonmail.com",
];

/// The address that was probably meant, when the domain is a common one with a
/// typing error: `gmial.com` gives `gmail.com`. Nothing for a domain that is right.
#[must_use]
pub fn suggest_email(text: &str) -> Option<String> {
    let text = text.trim();
    let (local, domain) = text.rsplit_once('@')?;
    let domain = domain.to_lowercase();
    // The shortest names lie one letter away from too many others.
    if local.is_empty()
        || !(6..=30).contains(&domain.len())
        || COMMON_DOMAINS.contains(&domain.as_str())
    {
        return None;
    }
    // Existing domains that lie one letter away from a common one.
    const RIGHT: [&str; 8] = [
        "gmx.com",
        "gmx.de",
        "ymail.com",
        "mail.com",
        "email.com",
        "live.com",
        "aol.fr",
        "me.com",
    ];
    if RIGHT.contains(&domain.as_str()) {
        return None;
    }
    let near = |limit| {
        COMMON_DOMAINS
            .into_iter()
            .find(|common| distance(&domain, common) <= limit)
    };
    // Two errors are believed in a long name only: "fre.f" could be anything.
    let meant = near(1).or_else(|| near(2).filter(|common| common.len() >= 9))?;
    Some(format!("{local}@{meant}"))
}

/// Letters to insert, delete, replace or swap with the next (optimal string alignment).
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    let mut previous = None;
    for (index, letter) in left.chars().enumerate() {
        let mut next = vec![index + 1];
        for (column, &other) in right.iter().enumerate() {
            let cost = usize::from(letter != other);
            let mut best = (row[column] + cost)
                .min(row[column + 1] + 1)
                .min(next[column] + 1);
            let is_swap = column > 0 && previous == Some(other) && right[column - 1] == letter;
            if is_swap {
                best = best.min(before[column - 1] + 1);
            }
            next.push(best);
        }
        before = std::mem::replace(&mut row, next);
        previous = Some(letter);
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn accepts_addresses() {
        for (given, kept) in [
            ("jean.dupont+cqc@exemple.fr", "jean.dupont+cqc@exemple.fr"),
            (" Jean@EXEMPLE.FR ", "Jean@exemple.fr"),
            ("a@b.co", "a@b.co"),
            ("jörg@müller.de", "jörg@müller.de"),
        ] {
            assert_eq!(
                EmailAddress::parse(given)
                    .as_ref()
                    .map(EmailAddress::as_str),
                Ok(kept)
            );
        }
    }

    #[test]
    fn refuses_what_is_not_an_address() {
        for given in [
            "jean@",
            "@exemple.fr",
            "a b@c.fr",
            "x@y\r\nBcc:",
            "x@y.fr\r\nBcc: z@y.fr",
            "jean",
            "a@b@c.fr",
            "a@b",
            "a@b.c",
            "a@.fr",
            "a@b..fr",
            "a..b@c.fr",
            ".a@c.fr",
            "a@-b.fr",
            "a@127.0.0.1",
            "a@b.fr\t",
            "<a@b.fr>",
            "\"a\"@b.fr",
            "a@b.fr,c@d.fr",
        ] {
            let code = EmailAddress::parse(given).map_err(|fault| fault.code);
            assert_eq!(code, Err(FieldErrorCode::EmailMalformed), "{given}");
        }
        assert_eq!(
            EmailAddress::parse("  ").map_err(|fault| fault.code),
            Err(FieldErrorCode::Required)
        );
        let long = format!("{}@exemple.fr", "a".repeat(250));
        assert_eq!(
            EmailAddress::parse(&long).map_err(|fault| fault.code),
            Err(FieldErrorCode::TooLong)
        );
    }

    #[test]
    fn suggests_the_domain_that_was_meant() {
        for (given, meant) in [
            ("jean@gmial.com", "jean@gmail.com"),
            ("jean@gmail.con", "jean@gmail.com"),
            ("jean@gmail.co", "jean@gmail.com"),
            ("jean@ornage.fr", "jean@orange.fr"),
            ("jean@hotmial.fr", "jean@hotmail.fr"),
            ("jean@laposte.ne", "jean@laposte.net"),
            ("jean@oultook.fr", "jean@outlook.fr"),
        ] {
            assert_eq!(suggest_email(given).as_deref(), Some(meant));
        }
        for right in [
            "jean@gmail.com",
            "jean@exemple.fr",
            "jean@gmx.com",
            "jean@fr.fr",
            "jean",
            "@gmial.com",
            "jean@transports-durand.fr",
        ] {
            assert_eq!(suggest_email(right), None, "{right}");
        }
    }

    proptest! {
        #[test]
        fn parsing_twice_changes_nothing(text in "\\PC*|[a-zA-Z. ]{1,9}@[a-zA-Z.-]{1,9}\\.[A-Za-z]{2,4}") {
            if let Ok(email) = EmailAddress::parse(&text) {
                prop_assert!(!email.as_str().contains(char::is_control));
                let again = EmailAddress::parse(email.as_str());
                prop_assert_eq!(again, Ok(email));
            }
            if let Some(better) = suggest_email(&text) {
                prop_assert_eq!(suggest_email(&better), None);
            }
        }
    }
}
