//! Fees in words.

use common::dto::fee::FeeStanding;
use ui::components::Tone;
use ui::i18n::{Texts, t_string};

/// Where an amount stands in time.
pub fn standing_word(i18n: Texts, standing: FeeStanding) -> &'static str {
    match standing {
        FeeStanding::Past => t_string!(i18n, staff_fees.standing_past),
        FeeStanding::Present => t_string!(i18n, staff_fees.standing_present),
        FeeStanding::Coming => t_string!(i18n, staff_fees.standing_coming),
    }
}

/// The colour that supports it.
pub const fn tone(standing: FeeStanding) -> Tone {
    match standing {
        FeeStanding::Past => Tone::Neutral,
        FeeStanding::Present => Tone::Success,
        FeeStanding::Coming => Tone::Progress,
    }
}
