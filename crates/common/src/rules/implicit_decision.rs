//! What silence amounts to, and what asking for information changes about it
//! (Code des relations entre le public et l'administration). The regime depends
//! on the operator's status, so it is configuration (decision 3).

use chrono::NaiveDate;

use super::policy::{ImplicitDecisionPolicy, SilenceRegime};
use crate::dates::months_after;
use crate::words::Language;

impl ImplicitDecisionPolicy {
    /// The day on which silence becomes a decision on a request received on a day.
    #[must_use]
    pub fn comes_about_on(&self, received: NaiveDate) -> NaiveDate {
        months_after(received, self.months)
    }

    /// What silence means, for the acknowledgement of receipt (R. 112-11-1, 3°).
    #[must_use]
    pub fn meaning(&self, language: Language) -> String {
        let months = self.months;
        match (self.regime, language) {
            (SilenceRegime::Refusal, Language::French) => format!(
                "Sans réponse dans un délai de {months} mois, votre demande est réputée refusée (CRPA, L. 231-4). Vous pouvez alors demander les motifs de ce refus (CRPA, L. 232-4)."
            ),
            (SilenceRegime::Refusal, Language::English) => format!(
                "Without an answer within {months} months, your request is deemed refused (CRPA, L. 231-4). You can then ask for the reasons of this refusal (CRPA, L. 232-4)."
            ),
            (SilenceRegime::Acceptance, Language::French) => format!(
                "Sans réponse dans un délai de {months} mois, votre demande est réputée acceptée (CRPA, L. 231-1). Vous pouvez alors en demander l’attestation (CRPA, L. 232-3)."
            ),
            (SilenceRegime::Acceptance, Language::English) => format!(
                "Without an answer within {months} months, your request is deemed accepted (CRPA, L. 231-1). You can then ask for a statement of it (CRPA, L. 232-3)."
            ),
        }
    }

    /// What a request for missing items changes about it (L. 114-5): the time of
    /// a refusal stands still until the answer, that of an acceptance begins with it.
    #[must_use]
    pub const fn effect_of_information_request(&self, language: Language) -> &'static str {
        match self.regime {
            SilenceRegime::Refusal => language.choose(
                "Le délai au terme duquel votre demande est réputée refusée est suspendu jusqu’à votre réponse, au plus tard jusqu’à cette date (CRPA, L. 114-5).",
                "The time after which your request is deemed refused stands still until you answer, at the latest until that date (CRPA, L. 114-5).",
            ),
            SilenceRegime::Acceptance => language.choose(
                "Le délai au terme duquel votre demande est réputée acceptée ne court qu’à compter de la réception de votre réponse complète (CRPA, L. 114-5).",
                "The time after which your request is deemed accepted only begins when your complete answer is received (CRPA, L. 114-5).",
            ),
        }
    }

    /// How a decision can be contested, with the time limits.
    #[must_use]
    pub fn remedies(&self, language: Language) -> Vec<String> {
        match language {
            Language::French => self.remedies_french.clone(),
            Language::English => self.remedies_english.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn accepting() -> ImplicitDecisionPolicy {
        serde_json::from_str(r#"{ "regime": "acceptance", "months": 4 }"#).unwrap()
    }

    #[test]
    fn silence_is_a_refusal_after_two_months_unless_configured() {
        let policy = ImplicitDecisionPolicy::default();
        let received = "2026-12-31".parse().unwrap();
        assert_eq!(policy.comes_about_on(received).to_string(), "2027-02-28");
        assert!(
            policy
                .meaning(Language::French)
                .contains("2 mois, votre demande est réputée refusée")
        );
        assert!(policy.meaning(Language::English).contains("deemed refused"));
        let policy = accepting();
        assert_eq!(policy.comes_about_on(received).to_string(), "2027-04-30");
        assert!(
            policy
                .meaning(Language::French)
                .contains("4 mois, votre demande est réputée acceptée")
        );
        assert_eq!(policy.remedies(Language::French).len(), 2);
    }

    #[test]
    fn a_question_stops_a_refusal_and_puts_off_an_acceptance() {
        let text =
            |policy: ImplicitDecisionPolicy| policy.effect_of_information_request(Language::French);
        assert!(text(ImplicitDecisionPolicy::default()).contains("suspendu"));
        assert!(text(accepting()).contains("ne court qu’à compter"));
    }
}
