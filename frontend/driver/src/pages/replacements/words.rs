//! A replacement's reason in words.

use common::words::{DocumentKind, ReplacementStep, RequestPurpose};
use ui::i18n::{Texts, t_string};

/// Why the card is replaced.
pub fn reason_word(i18n: Texts, purpose: RequestPurpose) -> &'static str {
    match purpose {
        RequestPurpose::Exchange => t_string!(i18n, replacements.reason_exchange),
        RequestPurpose::Theft => t_string!(i18n, replacements.reason_theft),
        RequestPurpose::Quality => t_string!(i18n, replacements.reason_quality),
        _ => t_string!(i18n, replacements.reason_loss),
    }
}

/// The heading of a step.
pub fn step_title(i18n: Texts, purpose: RequestPurpose, step: ReplacementStep) -> &'static str {
    match (step, purpose) {
        (ReplacementStep::Declaration, RequestPurpose::Theft) => {
            t_string!(i18n, replacements.step_declaration_theft)
        }
        (ReplacementStep::Declaration, _) => t_string!(i18n, replacements.step_declaration),
        (ReplacementStep::Defects, _) => t_string!(i18n, replacements.step_defects),
        (ReplacementStep::Report, _) => t_string!(i18n, replacements.step_report),
        (ReplacementStep::Change, _) => t_string!(i18n, replacements.step_change),
        (ReplacementStep::Foreign, _) => t_string!(i18n, replacements.step_foreign),
        (ReplacementStep::Evidence, _) => t_string!(i18n, replacements.step_evidence),
        (ReplacementStep::Pictures, _) => t_string!(i18n, replacements.step_pictures),
        (ReplacementStep::Addresses, _) => t_string!(i18n, replacements.step_addresses),
        (ReplacementStep::Summary, RequestPurpose::Quality) => {
            t_string!(i18n, replacements.step_summary_quality)
        }
        (ReplacementStep::Summary, _) => t_string!(i18n, replacements.step_summary),
    }
}

/// Whether a document is printed on the card.
pub const fn is_picture(kind: DocumentKind) -> bool {
    matches!(kind, DocumentKind::Photo | DocumentKind::Signature)
}
