//! Passwords that are tried first: those of a long list that have 12 characters or
//! more, and what shorter ones become when they are made long enough, which is a
//! well-known word, a row of keys or a repetition, with digits and a sign at the end.

use super::listed::LISTED;

/// Words that are not a secret, alone or with digits and signs around them, as
/// [`fold`] writes them.
const WORDS: &[&str] = &[
    "password",
    "passwort",
    "motdepasse",
    "motdepase",
    "monmotdepasse",
    "passe",
    "secret",
    "topsecret",
    "azerty",
    "azertyuiop",
    "azertyuiopqsdfghjklm",
    "qwerty",
    "qwertyuiop",
    "qwertz",
    "qwertzuiop",
    "azertyqwerty",
    "bonjour",
    "bonsoir",
    "soleil",
    "doudou",
    "chouchou",
    "loulou",
    "jetaime",
    "marseille",
    "paris",
    "france",
    "football",
    "welcome",
    "bienvenue",
    "letmein",
    "iloveyou",
    "princess",
    "princesse",
    "dragon",
    "monkey",
    "admin",
    "administrator",
    "administrateur",
    "root",
    "user",
    "utilisateur",
    "test",
    "testtest",
    "changeme",
    "changezmoi",
    "default",
    "login",
    "connexion",
    "superman",
    "batman",
    "starwars",
    "pokemon",
    "sunshine",
    "master",
    "hello",
    "helloworld",
    "abcdefgh",
    "abcdef",
    "abcd",
    "abc",
    "computer",
    "ordinateur",
    "internet",
    "google",
    "facebook",
    "samsung",
    "iphone",
    "android",
    "liverpool",
    "chelsea",
    "barcelona",
    "juventus",
    "psg",
    "cheval",
    "nicolas",
    "thomas",
    "camille",
    "julien",
    "isabelle",
    "vacances",
    "liberte",
    "amour",
    "coucou",
    "trustno",
    "whatever",
    "passwordpassword",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertyuiopasdfgh",
    "azertyuiopqsdfgh",
    "correcthorsebatterystaple",
    // Words of this service.
    "cqc",
    "hub",
    "cqchub",
    "hubcqc",
    "hubpro",
    "hubprotransport",
    "protransport",
    "transport",
    "transports",
    "cartecqc",
    "carte",
    "conducteur",
    "conductrice",
    "chauffeur",
    "routier",
    "poidslourd",
    "poidslourds",
    "camion",
    "cartedequalification",
    "cartedequalificationdeconducteur",
    "qualification",
    "fimo",
    "fco",
    "fimofco",
    "permis",
    "permisdeconduire",
    "marchandises",
    "voyageurs",
    "formation",
    "driver",
    "driverqualificationcard",
    "truck",
    "truckdriver",
];

/// Rows of keys and of characters, read in both directions.
const ROWS: &[&str] = &[
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "azertyuiopqsdfghjklmwxcvbn",
    "qwertyuiopasdfghjklzxcvbnm",
    "qwertzuiopasdfghjklyxcvbnm",
    "&é\"'(-è_çà)=",
    "1q2w3e4r5t6y7u8i9o0p",
    "1a2z3e4r5t6y7u8i9o0p",
];

/// Whether a password is among those that are tried first.
pub(super) fn is_common(password: &str) -> bool {
    let lower = password.to_lowercase();
    is_listed(&lower)
        || is_repetition(&lower)
        || is_row(&lower)
        || WORDS.contains(&fold(&lower, false).as_str())
        || WORDS.contains(&fold(&lower, true).as_str())
}

/// Whether the list has it, as it is or without the digits and signs at its end.
fn is_listed(lower: &str) -> bool {
    let without_signs = lower.trim_end_matches(|letter: char| !letter.is_alphanumeric());
    let without_digits = lower.trim_end_matches(|letter: char| !letter.is_alphabetic());
    [lower, without_signs, without_digits]
        .iter()
        .any(|password| LISTED.binary_search(password).is_ok())
}

/// Letters only. With `is_leet`, digits and signs within the word are read as
/// the letters they stand for ("p@ssw0rd"); at its end they are padding.
fn fold(lower: &str, is_leet: bool) -> String {
    let is_padding = |letter: char| !letter.is_alphabetic();
    let core = if is_leet {
        lower
            .trim_end_matches(is_padding)
            .trim_start_matches(|letter: char| letter.is_ascii_digit())
    } else {
        lower
    };
    core.chars()
        .map(|letter| match letter {
            '@' | '4' if is_leet => 'a',
            '0' if is_leet => 'o',
            '3' if is_leet => 'e',
            'é' | 'è' | 'ê' => 'e',
            '1' | '!' if is_leet => 'i',
            '$' | '5' if is_leet => 's',
            '7' if is_leet => 't',
            letter => letter,
        })
        .filter(|letter| letter.is_alphabetic())
        .collect()
}

/// The same up to four characters over and over.
fn is_repetition(lower: &str) -> bool {
    let letters: Vec<char> = lower.chars().collect();
    (1..=4).any(|period| {
        letters.len() >= 3 * period
            && letters
                .iter()
                .zip(letters.iter().skip(period))
                .all(|(left, right)| left == right)
    })
}

/// A piece of a row of keys, forwards or backwards.
fn is_row(lower: &str) -> bool {
    let backwards: String = lower.chars().rev().collect();
    lower.chars().count() >= 4
        && ROWS
            .iter()
            .any(|row| row.contains(lower) || row.contains(&backwards))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_words_behind_digits_and_signs() {
        for common in [
            "password2024!!",
            "p@ssw0rd",
            "Camion2024!",
            "2024Conducteur!!",
            "9876543210",
            "azertyuiopqs",
            "abcabcabcabc",
        ] {
            assert!(is_common(common), "{common}");
        }
    }

    #[test]
    fn the_list_is_in_order_and_every_entry_of_it_is_found() {
        assert!(LISTED.is_sorted() && LISTED.len() > 150);
        for password in LISTED {
            assert!(password.chars().count() >= 12, "{password}");
            assert_eq!(*password, password.to_lowercase());
            let (first, rest) = password.split_at(1);
            let capital = format!("{}{rest}", first.to_uppercase());
            assert!(is_common(password) && is_common(&capital), "{password}");
            if password.ends_with(char::is_alphanumeric) {
                assert!(is_common(&format!("{capital}!")), "{capital}!");
            }
        }
        assert!(is_common("Manchesterunited2024!"));
    }

    #[test]
    fn leaves_other_words_alone() {
        for fine in [
            "camion!bleu2024",
            "route-soleil#75",
            "quatre lapins verts",
            "tracteur et remorque",
        ] {
            assert!(!is_common(fine), "{fine}");
        }
    }
}
