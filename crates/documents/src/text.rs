//! Text as it is set: normalised, printable, broken into lines.

use unicode_normalization::UnicodeNormalization;

use crate::error::DocumentError;
use crate::fonts::{Fonts, REPLACEMENT, Weight};

/// The text with composed letters and only characters that can be printed;
/// others become the replacement sign.
pub(crate) fn printable(fonts: &Fonts, text: &str) -> String {
    let font = fonts.weight(Weight::Regular);
    let known = |character: char| match character {
        '\n' | '\r' | '\t' => ' ',
        other if font.has(other) => other,
        _ => REPLACEMENT,
    };
    text.nfc()
        .filter(|character| !is_invisible(*character))
        .map(known)
        .collect()
}

/// Marks of direction and joining have no shape and need none here.
const fn is_invisible(character: char) -> bool {
    matches!(character, '\u{00AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}' | '\u{FE0F}' | '\u{FEFF}')
}

/// Checks that a name or number can be printed as it is: on a certificate, a
/// replacement sign would make it somebody else's.
pub(crate) fn check_printable(field: &'static str, text: &str) -> Result<(), DocumentError> {
    let font = Fonts::get()?.weight(Weight::Regular);
    let missing = text
        .nfc()
        .find(|character| !is_invisible(*character) && !font.has(*character));
    missing.map_or(Ok(()), |character| {
        Err(DocumentError::Unprintable { field, character })
    })
}

/// Breaks a text into lines no wider than `width` millimetres: at spaces, after
/// hyphens, and inside a word only when the word alone is too wide.
pub(crate) fn lines(
    fonts: &Fonts,
    weight: Weight,
    size: u8,
    width: f32,
    text: &str,
) -> Vec<String> {
    let font = fonts.weight(weight);
    let text = printable(fonts, text);
    let fits = |line: &str| font.width(line.trim_end_matches(' '), size) <= width;
    let mut lines = Vec::new();
    let mut line = String::new();
    for piece in pieces(&text) {
        if fits(&format!("{line}{piece}")) {
            line.push_str(piece);
            continue;
        }
        if !line.is_empty() {
            lines.push(std::mem::take(&mut line));
        }
        for character in piece.chars() {
            if !line.is_empty() && !fits(&format!("{line}{character}")) {
                lines.push(std::mem::take(&mut line));
            }
            line.push(character);
        }
    }
    lines.push(line);
    lines
        .into_iter()
        .map(|line| line.trim_end_matches(' ').to_owned())
        .collect()
}

/// The text cut where a line may end: after spaces, and after hyphens and
/// slashes between letters. A number such as `IDF-2024-0153` stays whole.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut characters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((position, character)) = characters.next() {
        let after = characters.peek().map_or(' ', |(_, next)| *next);
        let ends = match character {
            ' ' => after != ' ',
            '-' | '‐' | '/' => before.is_alphabetic() && after.is_alphabetic(),
            _ => false,
        };
        if ends {
            let end = position + character.len_utf8();
            pieces.push(text.get(start..end).unwrap_or_default());
            start = end;
        }
        before = character;
    }
    pieces.push(text.get(start..).unwrap_or_default());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn breaks_everything_into_lines_that_fit() {
        let fonts = Fonts::get().unwrap();
        let texts = [
            "Anne-Sophie-Charlotte-Élisabeth-Marguerite de La Rochefoucauld-Montmorency",
            "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
            "ΠΑΠΑΔΌΠΟΥΛΟΣΠΑΠΑΔΌΠΟΥΛΟΣΠΑΠΑΔΌΠΟΥΛΟΣ Шевченкошевченкошевченко",
        ];
        for text in texts {
            let set = lines(fonts, Weight::Semibold, 11, 40.0, text);
            assert!(set.len() > 1, "{text}");
            for line in &set {
                assert!(
                    fonts.weight(Weight::Semibold).width(line, 11) <= 40.0,
                    "{line}"
                );
            }
            let without = |text: &str| text.replace(' ', "");
            assert_eq!(without(&set.concat()), without(text), "nothing is lost");
        }
    }

    #[test]
    fn composes_letters_and_replaces_what_has_no_shape() {
        let fonts = Fonts::get().unwrap();
        assert_eq!(printable(fonts, "Lefe\u{300}vre\u{200B}"), "Lefèvre");
        assert_eq!(printable(fonts, "📷 a\nb"), "□ a b");
        assert!(check_printable("surname", "Nguye\u{302}\u{303}n").is_ok());
        let error = check_printable("surname", "محمد").unwrap_err();
        assert!(matches!(
            error,
            DocumentError::Unprintable {
                field: "surname",
                character: 'م'
            }
        ));
    }

    #[test]
    fn cuts_words_and_double_names_but_not_numbers() {
        assert_eq!(
            pieces("n° IDF-2024-0153 de Jean-Paul"),
            ["n° ", "IDF-2024-0153 ", "de ", "Jean-", "Paul"]
        );
    }

    #[test]
    fn gives_one_empty_line_for_nothing() {
        assert_eq!(
            lines(Fonts::get().unwrap(), Weight::Regular, 10, 40.0, ""),
            [""]
        );
    }
}
