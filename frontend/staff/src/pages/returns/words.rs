//! Letters that came back, in words.

use common::statuses::ReturnedMailStatus;
use ui::components::Tone;
use ui::i18n::{Texts, t_string};

/// Where a letter stands.
pub fn status_word(i18n: Texts, status: ReturnedMailStatus) -> &'static str {
    match status {
        ReturnedMailStatus::AwaitingDriver => t_string!(i18n, staff_returns.status_awaiting_driver),
        ReturnedMailStatus::ReshipFree => t_string!(i18n, staff_returns.status_reship_free),
        ReturnedMailStatus::ReshipPaid => t_string!(i18n, staff_returns.status_reship_paid),
        ReturnedMailStatus::Shipped => t_string!(i18n, staff_returns.status_shipped),
        ReturnedMailStatus::Destroyed => t_string!(i18n, staff_returns.status_destroyed),
    }
}

/// The colour that supports it.
pub const fn tone(status: ReturnedMailStatus) -> Tone {
    match status {
        ReturnedMailStatus::AwaitingDriver => Tone::Neutral,
        ReturnedMailStatus::ReshipFree | ReturnedMailStatus::ReshipPaid => Tone::Attention,
        ReturnedMailStatus::Shipped => Tone::Success,
        ReturnedMailStatus::Destroyed => Tone::Danger,
    }
}
