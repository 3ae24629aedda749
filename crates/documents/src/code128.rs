//! Code 128, character set B (ISO/IEC 15417): the barcode of a reference.

use crate::error::DocumentError;

/// Widths of bar, space, bar, … of each value, in modules.
const PATTERNS: [&[u8]; 106] = [
    b"212222", b"222122", b"222221", b"121223", b"121322", b"131222", b"122213", b"122312",
    b"132212", b"221213", b"221312", b"231212", b"112232", b"122132", b"122231", b"113222",
    b"123122", b"123221", b"223211", b"221132", b"221231", b"213212", b"223112", b"312131",
    b"311222", b"321122", b"321221", b"312212", b"322112", b"322211", b"212123", b"212321",
    b"232121", b"111323", b"131123", b"131321", b"112313", b"132113", b"132311", b"211313",
    b"231113", b"231311", b"112133", b"112331", b"132131", b"113123", b"113321", b"133121",
    b"313121", b"211331", b"231131", b"213113", b"213311", b"213131", b"311123", b"311321",
    b"331121", b"312113", b"312311", b"332111", b"314111", b"221411", b"431111", b"111224",
    b"111422", b"121124", b"121421", b"141122", b"141221", b"112214", b"112412", b"122114",
    b"122411", b"142112", b"142211", b"241211", b"221114", b"413111", b"241112", b"134111",
    b"111242", b"121142", b"121241", b"114212", b"124112", b"124211", b"411212", b"421112",
    b"421211", b"212141", b"214121", b"412121", b"111143", b"111341", b"131141", b"114113",
    b"114311", b"411113", b"411311", b"113141", b"114131", b"311141", b"411131", b"211412",
    b"211214", b"211232",
];

/// The value that begins set B.
const START_B: usize = 104;
const STOP: &[u8] = b"2331112";

/// What the weighted values are divided by for the check character.
const CHECK_MODULUS: usize = 103;

/// A barcode as bars on a line of modules, without the quiet zones.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Code128 {
    /// Of each bar, where it begins and how wide it is.
    pub(crate) bars: Vec<(u16, u16)>,
    /// The width of all.
    pub(crate) modules: u16,
}

impl Code128 {
    /// The white that scanners need on either side, in modules.
    pub(crate) const QUIET_MODULES: u16 = 10;

    /// The barcode of printable ASCII.
    ///
    /// # Errors
    /// [`DocumentError::NoBarcode`] for another character.
    pub(crate) fn new(text: &str) -> Result<Self, DocumentError> {
        let values: Vec<usize> = text.chars().map(value).collect::<Result<_, _>>()?;
        let mut code = Self {
            bars: Vec::new(),
            modules: 0,
        };
        let check = check_value(START_B, &values);
        for value in [START_B].into_iter().chain(values).chain([check]) {
            code.push(PATTERNS.get(value).copied().unwrap_or_default());
        }
        code.push(STOP);
        Ok(code)
    }

    fn push(&mut self, pattern: &[u8]) {
        for (index, width) in pattern.iter().enumerate() {
            let width = u16::from(width - b'0');
            if index % 2 == 0 {
                self.bars.push((self.modules, width));
            }
            self.modules += width;
        }
    }
}

fn value(character: char) -> Result<usize, DocumentError> {
    match character {
        ' '..='~' => Ok(character as usize - ' ' as usize),
        other => Err(DocumentError::NoBarcode(other)),
    }
}

fn check_value(start: usize, values: &[usize]) -> usize {
    let weighted = values.iter().zip(1..).map(|(value, place)| value * place);
    (start + weighted.sum::<usize>()) % CHECK_MODULUS
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str) -> Vec<usize> {
        text.chars()
            .map(|character| value(character).unwrap())
            .collect()
    }

    #[test]
    fn refuses_what_has_no_sign() {
        for (text, missing) in [("CQC-é", 'é'), ("a\nb", '\n'), ("\u{7f}", '\u{7f}')] {
            let refused = Code128::new(text).unwrap_err();
            assert!(matches!(refused, DocumentError::NoBarcode(found) if found == missing));
        }
    }

    #[test]
    fn computes_the_check_character_of_published_examples() {
        assert_eq!(check_value(103, &values("PJJ123C")), 54, "begun in set A");
        assert_eq!(check_value(START_B, &values("Wikipedia")), 88);
    }

    #[test]
    fn every_pattern_has_eleven_modules_and_is_its_own() {
        let sum = |pattern: &[u8]| pattern.iter().map(|w| u32::from(w - b'0')).sum::<u32>();
        assert!(PATTERNS.iter().all(|pattern| sum(pattern) == 11));
        let different: std::collections::BTreeSet<_> = PATTERNS.iter().collect();
        assert_eq!(different.len(), PATTERNS.len());
        assert_eq!(sum(STOP), 13);
    }

    #[test]
    fn draws_start_check_and_stop_around_the_text() {
        let code = Code128::new("CQC-2026-0004217-K").unwrap();
        assert_eq!(code.modules, 11 * (1 + 18 + 1) + 13);
        assert_eq!(code.bars.len(), 3 * 20 + 4);
        assert_eq!(code.bars[..3], [(0, 2), (3, 1), (6, 1)], "start B");
    }
}
