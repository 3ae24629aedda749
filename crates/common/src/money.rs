//! Sums of money.

use crate::text_enum;
use crate::words::Language;

/// A sum in euros, counted in cents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cents(pub i64);

impl Cents {
    /// As people write it: "1 234,50 €", "€1,234.50". Nothing in it breaks at
    /// the end of a line.
    #[must_use]
    pub fn text(self, language: Language) -> String {
        let (euros, cents) = self.parts();
        let sign = if self.0 < 0 { "\u{2212}" } else { "" };
        match language {
            Language::French => format!("{sign}{},{cents:02}\u{A0}€", grouped(euros, '\u{202F}')),
            Language::English => format!("{sign}€{}.{cents:02}", grouped(euros, ',')),
        }
    }

    /// As machines read it: "1234.50".
    #[must_use]
    pub fn decimal(self) -> String {
        let (euros, cents) = self.parts();
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{euros}.{cents:02}")
    }

    /// The sum of both; none when it is too large to be counted.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// So many times the sum; none when it is too large to be counted.
    #[must_use]
    pub fn times(self, quantity: u32) -> Option<Self> {
        self.0.checked_mul(i64::from(quantity)).map(Self)
    }

    const fn parts(self) -> (u64, u64) {
        (self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

/// A rate in basis points, as people write it: "20 %", "5,5 %", "20%".
#[must_use]
pub fn percent(basis_points: u32, language: Language) -> String {
    let (comma, sign) = match language {
        Language::French => (',', "\u{A0}%"),
        Language::English => ('.', "%"),
    };
    let parts = format!("{}{comma}{:02}", basis_points / 100, basis_points % 100);
    let number = parts.trim_end_matches('0').trim_end_matches(comma);
    format!("{number}{sign}")
}

text_enum! {
    /// Why no VAT is charged; an invoice without it has to say so (CGI, annex II, article
    /// 242 nonies A, I, 12°).
    pub enum VatExemption {
        /// What a public service does as such is not taxed (CGI, article 256 B).
        PublicService = "public_service",
        /// Small businesses charge none (franchise en base; CGI, article 293 B).
        SmallBusiness = "small_business",
    }
}

impl VatExemption {
    /// What the invoice says.
    #[must_use]
    pub const fn mention(self, language: Language) -> &'static str {
        match self {
            Self::PublicService => language.choose(
                "TVA non applicable, article 256 B du CGI.",
                "VAT not applicable, article 256 B of the French tax code (CGI).",
            ),
            Self::SmallBusiness => language.choose(
                "TVA non applicable, article 293 B du CGI.",
                "VAT not applicable, article 293 B of the French tax code (CGI).",
            ),
        }
    }
}

impl Default for VatExemption {
    /// The fee for an official document is where one expects no VAT.
    fn default() -> Self {
        Self::PublicService
    }
}

/// The digits in groups of three.
fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn does_not_count_further_than_it_can() {
        assert_eq!(Cents(i64::MAX).plus(Cents(1)), None);
        assert_eq!(Cents(i64::MAX).times(2), None);
        assert_eq!(Cents(-2083).times(3), Some(Cents(-6249)));
        assert_eq!(Cents(i64::MIN).decimal(), "-92233720368547758.08");
    }

    #[test]
    fn writes_sums_as_people_do() {
        let both = |cents| {
            [Language::French, Language::English].map(|language| Cents(cents).text(language))
        };
        assert_eq!(both(2500), ["25,00\u{A0}€", "€25.00"]);
        assert_eq!(both(0), ["0,00\u{A0}€", "€0.00"]);
        assert_eq!(both(-417), ["\u{2212}4,17\u{A0}€", "\u{2212}€4.17"]);
        assert_eq!(
            both(123_456_789),
            ["1\u{202F}234\u{202F}567,89\u{A0}€", "€1,234,567.89"]
        );
    }

    #[test]
    fn writes_rates() {
        let french = [2000, 550, 210, 1005, 0].map(|rate| percent(rate, Language::French));
        assert_eq!(
            french,
            [
                "20\u{A0}%",
                "5,5\u{A0}%",
                "2,1\u{A0}%",
                "10,05\u{A0}%",
                "0\u{A0}%"
            ]
        );
        assert_eq!(percent(2000, Language::English), "20%");
    }

    #[test]
    fn writes_sums_as_machines_read_them() {
        let texts = [0, 5, 2083, -417, 123_456_789].map(|cents| Cents(cents).decimal());
        assert_eq!(texts, ["0.00", "0.05", "20.83", "-4.17", "1234567.89"]);
    }
}
