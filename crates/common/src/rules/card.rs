//! Where a card stands (domain §9.4): one answer for its holder and for whoever
//! checks it on the road; and what its back says.

use chrono::NaiveDate;

use crate::dto::card::CardCategoryView;
use crate::dto::profile::CategoryView;
use crate::statuses::{CardStanding, CardStatus};
use crate::words::Sector;

/// The standing of a card on a day. That it has expired follows from the date.
#[must_use]
pub fn standing(status: CardStatus, valid_until: NaiveDate, today: NaiveDate) -> CardStanding {
    match status {
        CardStatus::Ordered | CardStatus::Produced => CardStanding::InProduction,
        CardStatus::Shipped => CardStanding::OnItsWay,
        CardStatus::InReturns => CardStanding::Returned,
        CardStatus::Active if today > valid_until => CardStanding::Expired,
        CardStatus::Active => CardStanding::Valid,
        CardStatus::Lost => CardStanding::Lost,
        CardStatus::Stolen => CardStanding::Stolen,
        CardStatus::Replaced => CardStanding::Replaced,
        CardStatus::Revoked => CardStanding::Revoked,
        CardStatus::Destroyed => CardStanding::Destroyed,
    }
}

/// The back of a card (domain §7.4): one line per licence category that is held on a day,
/// of a sector that is qualified until then or later.
#[must_use]
pub fn code_95_lines(
    held: &[CategoryView],
    today: NaiveDate,
    until: impl Fn(Sector) -> Option<NaiveDate>,
) -> Vec<CardCategoryView> {
    let held = held.iter().filter(|held| held.valid_until >= today);
    let line = |held: &CategoryView| {
        let until = until(held.category.sector())?;
        (until >= today).then_some(CardCategoryView {
            category: held.category,
            code_95_until: until,
        })
    };
    held.filter_map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_active_card_is_valid_and_through_its_last_day() {
        let last = NaiveDate::from_ymd_opt(2031, 3, 14).unwrap();
        for status in CardStatus::ALL {
            let is_active = *status == CardStatus::Active;
            let on_last = standing(*status, last, last);
            assert_eq!(on_last == CardStanding::Valid, is_active, "{status}");
            let after = standing(*status, last, last.succ_opt().unwrap());
            assert_ne!(after, CardStanding::Valid, "{status}");
            assert_eq!(after == CardStanding::Expired, is_active, "{status}");
        }
    }
}
