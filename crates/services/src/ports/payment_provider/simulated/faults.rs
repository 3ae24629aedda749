//! What goes wrong between the service and the simulated provider.

use anyhow::anyhow;

use super::PaymentError;

/// Which calls fail.
#[derive(Debug, Default)]
pub(super) struct Faults {
    /// So many calls fail before their effect.
    pub failing: u32,
    /// Every call does.
    pub is_down: bool,
    /// So many answers are lost after the effect.
    pub losing: u32,
    /// So many of a hundred are.
    pub lost_percent: u8,
    draws: u32,
}

impl Faults {
    pub(super) fn before(&mut self) -> Result<(), PaymentError> {
        if self.is_down || take_one(&mut self.failing) {
            return Err(PaymentError::Unavailable(anyhow!(
                "the simulated provider is away"
            )));
        }
        Ok(())
    }

    pub(super) fn after(&mut self) -> Result<(), PaymentError> {
        if take_one(&mut self.losing) || self.draw() < u32::from(self.lost_percent) {
            return Err(PaymentError::Unavailable(anyhow!(
                "the simulated provider's answer is lost"
            )));
        }
        Ok(())
    }

    /// A number below a hundred: scattered, but the same in every run. (Steps of the
    /// golden section fall evenly, however many are taken.)
    fn draw(&mut self) -> u32 {
        self.draws = self.draws.wrapping_add(1);
        let scattered = self.draws.wrapping_mul(0x9E37_79B9);
        ((scattered >> 16) * 100) >> 16
    }
}

fn take_one(calls: &mut u32) -> bool {
    let is_left = *calls > 0;
    *calls = calls.saturating_sub(1);
    is_left
}
