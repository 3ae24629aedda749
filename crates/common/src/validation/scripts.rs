//! The letters that the cards and documents can show: those of their font.

/// The letters of the printed font, as ranges in order: Latin with the letters of
/// all European languages and of Vietnamese, Greek, and Cyrillic. A test of
/// `documents` holds this table against the font.
const LETTERS: &[(char, char)] = &[
    ('A', 'Z'),
    ('a', 'z'),
    ('\u{aa}', '\u{aa}'),
    ('\u{b5}', '\u{b5}'),
    ('\u{ba}', '\u{ba}'),
    ('\u{c0}', '\u{d6}'),
    ('\u{d8}', '\u{f6}'),
    ('\u{f8}', '\u{181}'),
    ('\u{186}', '\u{186}'),
    ('\u{18a}', '\u{18a}'),
    ('\u{18d}', '\u{190}'),
    ('\u{192}', '\u{194}'),
    ('\u{196}', '\u{197}'),
    ('\u{19a}', '\u{19b}'),
    ('\u{19e}', '\u{19e}'),
    ('\u{1a0}', '\u{1a1}'),
    ('\u{1af}', '\u{1b1}'),
    ('\u{1b7}', '\u{1b7}'),
    ('\u{1bf}', '\u{1c3}'),
    ('\u{1cd}', '\u{1dd}'),
    ('\u{1e2}', '\u{1e7}'),
    ('\u{1ea}', '\u{1eb}'),
    ('\u{1ee}', '\u{1f0}'),
    ('\u{1f4}', '\u{1f5}'),
    ('\u{1f7}', '\u{201}'),
    ('\u{204}', '\u{205}'),
    ('\u{208}', '\u{209}'),
    ('\u{20c}', '\u{20d}'),
    ('\u{218}', '\u{220}'),
    ('\u{222}', '\u{223}'),
    ('\u{226}', '\u{227}'),
    ('\u{237}', '\u{237}'),
    ('\u{23a}', '\u{23e}'),
    ('\u{241}', '\u{245}'),
    ('\u{248}', '\u{249}'),
    ('\u{259}', '\u{259}'),
    ('\u{2bb}', '\u{2bc}'),
    ('\u{2c6}', '\u{2cc}'),
    ('\u{2d0}', '\u{2d1}'),
    ('\u{374}', '\u{374}'),
    ('\u{37a}', '\u{37a}'),
    ('\u{386}', '\u{386}'),
    ('\u{388}', '\u{38a}'),
    ('\u{38c}', '\u{38c}'),
    ('\u{38e}', '\u{3a1}'),
    ('\u{3a3}', '\u{3d1}'),
    ('\u{3d5}', '\u{3d5}'),
    ('\u{3d7}', '\u{3d7}'),
    ('\u{3d9}', '\u{3d9}'),
    ('\u{3db}', '\u{3db}'),
    ('\u{3dd}', '\u{3dd}'),
    ('\u{3e1}', '\u{3e1}'),
    ('\u{3f4}', '\u{3f4}'),
    ('\u{3f7}', '\u{3f8}'),
    ('\u{400}', '\u{45f}'),
    ('\u{462}', '\u{463}'),
    ('\u{472}', '\u{475}'),
    ('\u{490}', '\u{493}'),
    ('\u{496}', '\u{49b}'),
    ('\u{4a0}', '\u{4a3}'),
    ('\u{4aa}', '\u{4ab}'),
    ('\u{4ae}', '\u{4b3}'),
    ('\u{4b6}', '\u{4b7}'),
    ('\u{4ba}', '\u{4bb}'),
    ('\u{4c0}', '\u{4c4}'),
    ('\u{4c7}', '\u{4c8}'),
    ('\u{4cf}', '\u{4d1}'),
    ('\u{4d4}', '\u{4d9}'),
    ('\u{4e2}', '\u{4e3}'),
    ('\u{4e6}', '\u{4e9}'),
    ('\u{4ee}', '\u{4ef}'),
    ('\u{4f2}', '\u{4f3}'),
    ('\u{4f6}', '\u{4f7}'),
    ('\u{1e02}', '\u{1e03}'),
    ('\u{1e06}', '\u{1e07}'),
    ('\u{1e0a}', '\u{1e11}'),
    ('\u{1e16}', '\u{1e17}'),
    ('\u{1e1e}', '\u{1e2b}'),
    ('\u{1e32}', '\u{1e3b}'),
    ('\u{1e3e}', '\u{1e49}'),
    ('\u{1e52}', '\u{1e53}'),
    ('\u{1e56}', '\u{1e63}'),
    ('\u{1e66}', '\u{1e67}'),
    ('\u{1e6a}', '\u{1e6f}'),
    ('\u{1e72}', '\u{1e73}'),
    ('\u{1e7e}', '\u{1e85}'),
    ('\u{1e8e}', '\u{1e97}'),
    ('\u{1e9e}', '\u{1ef9}'),
];

/// Whether a letter, composed (NFC), can be printed on cards and documents.
#[must_use]
pub fn is_printed_letter(letter: char) -> bool {
    let behind = LETTERS.partition_point(|(first, _)| *first <= letter);
    let range = behind.checked_sub(1).and_then(|index| LETTERS.get(index));
    range.is_some_and(|(_, last)| letter <= *last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ranges_are_in_order_and_apart() {
        let apart = |pair: &[(char, char)]| pair[0].1 < pair[1].0;
        assert!(LETTERS.windows(2).all(apart));
        assert!(LETTERS.iter().all(|(first, last)| first <= last));
    }

    #[test]
    fn knows_the_scripts_of_europe_and_no_other() {
        for letter in "AzéŁĐșỗΩϊЖґ".chars() {
            assert!(is_printed_letter(letter), "{letter}");
        }
        for letter in "محमक가あא'-1 \u{302}".chars() {
            assert!(!is_printed_letter(letter), "{letter}");
        }
    }
}
