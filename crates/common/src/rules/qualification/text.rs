//! The steps in words.

use super::{QualificationRule, QualificationStep};
use crate::dates::long_date;
use crate::words::{Language, TrainingKind};

impl QualificationRule {
    /// Where the rule stands in the Code des transports.
    #[must_use]
    pub const fn legal_reference(self) -> &'static str {
        match self {
            Self::Initial | Self::Late | Self::TooEarly => "R. 3314-10",
            Self::Bridging => "R. 3314-13",
            Self::Anticipated => "R. 3314-12",
            Self::Recognised => "2022/2561/UE",
        }
    }
}

impl TrainingKind {
    /// The training's name on screens and documents.
    #[must_use]
    pub const fn label(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::InitialLong => (
                "Qualification initiale longue",
                "Long initial qualification",
            ),
            Self::Fimo => ("FIMO", "FIMO (accelerated initial qualification)"),
            Self::Bridging => ("Passerelle", "Bridging training"),
            Self::Fco => ("FCO", "FCO (periodic training)"),
            Self::Equivalence => ("Équivalence", "Equivalence"),
        };
        language.choose(french, english)
    }
}

impl QualificationStep {
    /// One or two sentences: what the training did, the dates, the article.
    #[must_use]
    pub fn explanation(&self, language: Language) -> String {
        let name = self.kind.label(language);
        let end = long_date(self.completed_on, language);
        let until = long_date(self.until, language);
        let previous = long_date(self.previous_until.unwrap_or(self.until), language);
        let months = self.window_months;
        let text = match (language, self.rule) {
            (Language::French, QualificationRule::Initial) => {
                format!("{name} terminée le {end} : valable cinq ans, jusqu’au {until}.")
            }
            (Language::French, QualificationRule::Recognised) => format!(
                "Qualification d’un autre État, reconnue par échange : valable jusqu’au {until}."
            ),
            (Language::French, QualificationRule::Bridging) => format!(
                "{name} terminée le {end} : une même période pour les deux secteurs, jusqu’au {until}."
            ),
            (Language::French, QualificationRule::Anticipated) => format!(
                "{name} terminée le {end}, dans les {months} mois avant l’échéance du {previous} : la nouvelle période commence à cette échéance, jusqu’au {until}."
            ),
            (Language::French, QualificationRule::Late) => format!(
                "{name} terminée le {end}, après l’échéance du {previous} : nouvelle période jusqu’au {until}.{}",
                self.gap(language)
            ),
            (Language::French, QualificationRule::TooEarly) => format!(
                "{name} terminée le {end}, plus de {months} mois avant l’échéance du {previous} : la période court depuis la formation, jusqu’au {until}."
            ),
            (Language::English, QualificationRule::Initial) => {
                format!("{name} completed on {end}: valid for five years, until {until}.")
            }
            (Language::English, QualificationRule::Recognised) => format!(
                "Qualification of another State, recognised by exchange: valid until {until}."
            ),
            (Language::English, QualificationRule::Bridging) => {
                format!("{name} completed on {end}: one period for both sectors, until {until}.")
            }
            (Language::English, QualificationRule::Anticipated) => format!(
                "{name} completed on {end}, within {months} months before the due date of {previous}: the new period begins on that date and lasts until {until}."
            ),
            (Language::English, QualificationRule::Late) => format!(
                "{name} completed on {end}, after the due date of {previous}: new period until {until}.{}",
                self.gap(language)
            ),
            (Language::English, QualificationRule::TooEarly) => format!(
                "{name} completed on {end}, more than {months} months before the due date of {previous}: the period runs from the training, until {until}."
            ),
        };
        format!("{text} ({})", self.rule.legal_reference())
    }

    fn gap(&self, language: Language) -> String {
        match (self.gap_days(), language) {
            (None, _) => String::new(),
            (Some(1), Language::French) => " Un jour sans qualification.".to_owned(),
            (Some(days), Language::French) => format!(" {days} jours sans qualification."),
            (Some(1), Language::English) => " One day without qualification.".to_owned(),
            (Some(days), Language::English) => format!(" {days} days without qualification."),
        }
    }
}
