//! The numbers that apply unless the operator gives others.

use chrono::NaiveDate;

use super::{
    Anticipation, CertificatePolicy, CertificateStart, ExchangePolicy, ImplicitDecisionPolicy,
    NoticePolicy, ReplacementPolicy, RequestPolicy, RetentionPolicy, ReturnedMailPolicy,
    RulePolicy, SilenceRegime, TrainingPolicy,
};
use crate::documents_required::DocumentPolicy;
use crate::exchange::ExchangeReason;
use crate::rules::notices::Lead;

impl Default for RulePolicy {
    fn default() -> Self {
        Self {
            validity_years: 5,
            anticipation: vec![
                Anticipation {
                    from: None,
                    months: 6,
                },
                // Décret 2021-1482 of 12 November 2021.
                Anticipation {
                    from: NaiveDate::from_ymd_opt(2022, 2, 1),
                    months: 12,
                },
            ],
            training: TrainingPolicy::default(),
            certificate: CertificatePolicy::default(),
            request: RequestPolicy::default(),
            replacement: ReplacementPolicy::default(),
            exchange: ExchangePolicy::default(),
            returned_mail: ReturnedMailPolicy::default(),
            implicit_decision: ImplicitDecisionPolicy::default(),
            retention: RetentionPolicy::default(),
            notices: NoticePolicy::default(),
            documents: DocumentPolicy::default(),
        }
    }
}

impl Default for CertificatePolicy {
    fn default() -> Self {
        Self {
            start: CertificateStart::Issue,
            months: 4,
        }
    }
}

impl Default for RequestPolicy {
    fn default() -> Self {
        Self {
            information_days: 30,
            information_reminder_days: vec![7, 2],
            delivered_after_days: 15,
        }
    }
}

impl Default for ReplacementPolicy {
    fn default() -> Self {
        Self {
            ends_soon_days: 60,
            payment_minutes: 60,
            return_days: 60,
            return_reminder_days: 30,
        }
    }
}

impl Default for ExchangePolicy {
    fn default() -> Self {
        Self {
            reasons: ExchangeReason::ALL.to_vec(),
            max_years: 6,
        }
    }
}

impl Default for ReturnedMailPolicy {
    fn default() -> Self {
        Self {
            keep_days: 90,
            reminder_days: vec![15, 45, 75],
        }
    }
}

impl Default for NoticePolicy {
    fn default() -> Self {
        Self {
            certificate: vec![Lead::Months(2), Lead::Months(1), Lead::Days(7)],
            qualification: [12, 6, 3, 1].map(Lead::Months).to_vec(),
            licence: vec![Lead::Months(3)],
        }
    }
}

impl Default for ImplicitDecisionPolicy {
    fn default() -> Self {
        let texts = |texts: [&str; 2]| texts.map(ToOwned::to_owned).to_vec();
        Self {
            regime: SilenceRegime::Refusal,
            months: 2,
            remedies_french: texts([
                "Un recours gracieux auprès du service, dans les deux mois de la décision.",
                "Un recours contentieux devant le tribunal administratif, dans les deux mois de la décision ou de la réponse au recours gracieux (Code de justice administrative, R. 421-1 et R. 421-2).",
            ]),
            remedies_english: texts([
                "A request for reconsideration to the service, within two months of the decision.",
                "An appeal to the administrative court, within two months of the decision or of the answer to the request for reconsideration (Code de justice administrative, R. 421-1 and R. 421-2).",
            ]),
        }
    }
}

impl Default for RetentionPolicy {
    fn default() -> Self {
        Self {
            continuing_recap_years: 6,
            draft_days: 90,
            draft_reminder_days: 60,
            document_months: 6,
            portrait_months: 6,
            register_years: 6,
            audit_years: 6,
            message_years: 2,
            sign_in_months: 12,
            invoice_years: 10,
        }
    }
}
