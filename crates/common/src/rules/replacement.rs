//! May a card be replaced (domain §7.6)?

use chrono::{Days, NaiveDate};

use super::policy::ReplacementPolicy;
use crate::dates::days_after;
use crate::exchange::ExchangeReason;
use crate::ids::RequestId;
use crate::statuses::{CardStanding, CardStatus, RequestStatus};
use crate::text_enum;
use crate::words::{Language, ReplacementStep, RequestPurpose};

text_enum! {
    /// Why a card cannot be replaced.
    pub enum ReplacementBlock {
        /// It has not reached its holder, or is no longer in force.
        NotInForce = "card_not_in_force",
        /// Its last day has passed.
        Expired = "card_expired",
        /// A replacement of it is under way.
        OpenReplacement = "open_replacement",
    }
}

text_enum! {
    /// Why another way is better, although a replacement is possible.
    pub enum ReplacementAdvice {
        /// A newer training gives the right to a new card, free of charge.
        NewerTraining = "newer_training",
        /// The card ends soon; a replacement ends on the same day.
        EndsSoon = "ends_soon",
    }
}

/// What is known of a card.
#[derive(Clone, Copy, Debug)]
pub struct ReplacementFacts {
    /// Its status.
    pub status: CardStatus,
    /// Its last day.
    pub valid_until: NaiveDate,
    /// Whether it was destroyed because nobody claimed it after the post had brought it
    /// back (domain §9.6): it never reached its holder, who still has the right to one.
    pub was_unclaimed: bool,
    /// The replacement that is under way.
    pub open: Option<RequestId>,
    /// Whether a training gives the right to a new card that was not asked for yet.
    pub is_entitled: bool,
}

/// The steps of a replacement, in order (guide); of an exchange, for its reason.
#[must_use]
pub const fn steps(
    purpose: RequestPurpose,
    reason: Option<ExchangeReason>,
) -> &'static [ReplacementStep] {
    use ReplacementStep::{
        Addresses, Change, Declaration, Defects, Evidence, Foreign, Pictures, Report, Summary,
    };
    match (purpose, reason) {
        (RequestPurpose::Loss, None) => &[Declaration, Addresses, Summary],
        (RequestPurpose::Theft, None) => &[Declaration, Report, Addresses, Summary],
        (RequestPurpose::Quality, None) => &[Defects, Addresses, Summary],
        (RequestPurpose::Exchange, Some(ExchangeReason::CivilStatus | ExchangeReason::Licence)) => {
            &[Change, Evidence, Addresses, Summary]
        }
        (RequestPurpose::Exchange, Some(ExchangeReason::Foreign)) => {
            &[Foreign, Evidence, Pictures, Addresses, Summary]
        }
        _ => &[],
    }
}

/// Whether its driver has to undertake to give the card back if it is found (guide).
#[must_use]
pub const fn needs_undertaking(purpose: RequestPurpose) -> bool {
    matches!(purpose, RequestPurpose::Loss | RequestPurpose::Theft)
}

/// Why a card cannot be replaced on a day, if it cannot. A replacement that is under
/// way is the reason worth telling, whatever the card has become by it.
#[must_use]
pub fn block(facts: &ReplacementFacts, today: NaiveDate) -> Option<ReplacementBlock> {
    if facts.open.is_some() {
        return Some(ReplacementBlock::OpenReplacement);
    }
    if facts.was_unclaimed && facts.valid_until >= today {
        return None;
    }
    match super::card::standing(facts.status, facts.valid_until, today) {
        CardStanding::Valid => None,
        CardStanding::Expired => Some(ReplacementBlock::Expired),
        _ => Some(ReplacementBlock::NotInForce),
    }
}

/// Whether a driver who wants a card replaced may mean this one: one that can be, or
/// will be once it has arrived, or whose replacement is under way.
#[must_use]
pub fn is_offered(facts: &ReplacementFacts, today: NaiveDate) -> bool {
    facts.open.is_some()
        || (facts.was_unclaimed && facts.valid_until >= today)
        || matches!(
            super::card::standing(facts.status, facts.valid_until, today),
            CardStanding::Valid
                | CardStanding::InProduction
                | CardStanding::OnItsWay
                | CardStanding::Returned
        )
}

/// Whether a card never reached its holder although its request has ended: only one that
/// nobody claimed ends its request without having been delivered.
#[must_use]
pub const fn was_unclaimed(card: CardStatus, request: RequestStatus) -> bool {
    matches!(card, CardStatus::Destroyed) && matches!(request, RequestStatus::ClosedIncomplete)
}

/// Whether a defective card was announced and has not arrived yet.
#[must_use]
pub const fn is_awaited(purpose: RequestPurpose, status: RequestStatus) -> bool {
    matches!(purpose, RequestPurpose::Quality) && matches!(status, RequestStatus::Submitted)
}

/// Last day on which a defective card is waited for that was announced on a day.
#[must_use]
pub fn send_back_by(announced_on: NaiveDate, policy: &ReplacementPolicy) -> NaiveDate {
    days_after(announced_on, policy.return_days)
}

/// Whether its driver is to be reminded of it.
#[must_use]
pub fn is_return_reminder_due(
    announced_on: NaiveDate,
    today: NaiveDate,
    policy: &ReplacementPolicy,
) -> bool {
    today >= days_after(announced_on, policy.return_reminder_days)
}

/// What to propose instead.
#[must_use]
pub fn advice(
    facts: &ReplacementFacts,
    today: NaiveDate,
    policy: &ReplacementPolicy,
) -> Option<ReplacementAdvice> {
    let soon = today.checked_add_days(Days::new(policy.ends_soon_days.into()));
    if facts.is_entitled {
        Some(ReplacementAdvice::NewerTraining)
    } else {
        (soon? > facts.valid_until).then_some(ReplacementAdvice::EndsSoon)
    }
}

impl ReplacementBlock {
    /// In a few words.
    #[must_use]
    pub const fn title(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::NotInForce => ("Carte pas en vigueur", "Card not in force"),
            Self::Expired => ("Carte expirée", "Expired card"),
            Self::OpenReplacement => ("Remplacement en cours", "Replacement under way"),
        };
        language.choose(french, english)
    }

    /// The rule in a sentence.
    #[must_use]
    pub const fn explanation(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::NotInForce => (
                "Seule une carte que vous avez reçue et qui est encore en vigueur peut être remplacée.",
                "Only a card that has reached you and is still in force can be replaced.",
            ),
            Self::Expired => (
                "Cette carte a expiré : elle ne peut plus être remplacée.",
                "This card has expired: it can no longer be replaced.",
            ),
            Self::OpenReplacement => (
                "Un remplacement de cette carte est déjà en cours.",
                "A replacement of this card is already under way.",
            ),
        };
        language.choose(french, english)
    }

    /// What to do.
    #[must_use]
    pub const fn remedy(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::NotInForce => (
                "Suivez votre demande en cours dans « Mes demandes ».",
                "Follow your request under \"My requests\".",
            ),
            Self::Expired => (
                "Suivez une formation continue, puis demandez une nouvelle carte.",
                "Take a periodic training, then request a new card.",
            ),
            Self::OpenReplacement => (
                "Reprenez la demande qui est ouverte.",
                "Go on with the request that is open.",
            ),
        };
        language.choose(french, english)
    }
}

impl ReplacementAdvice {
    /// What is better, and why.
    #[must_use]
    pub const fn text(self, language: Language) -> &'static str {
        let (french, english) = match self {
            Self::NewerTraining => (
                "Une formation plus récente vous donne droit à une nouvelle carte, sans frais.",
                "A newer training gives you the right to a new card, free of charge.",
            ),
            Self::EndsSoon => (
                "Cette carte expire bientôt, et la carte de remplacement aura la même date de fin.",
                "This card expires soon, and the replacement will end on the same day.",
            ),
        };
        language.choose(french, english)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn facts(status: CardStatus) -> ReplacementFacts {
        ReplacementFacts {
            status,
            valid_until: day("2027-06-30"),
            was_unclaimed: false,
            open: None,
            is_entitled: false,
        }
    }

    #[test]
    fn only_a_card_in_force_is_replaced_and_once_at_a_time() {
        let today = day("2027-06-30");
        let open = Some("req_019ab3f0c5d87c3e9a51f2b6d4e8a713".parse().unwrap());
        for status in CardStatus::ALL {
            let expected = match status {
                CardStatus::Active => None,
                _ => Some(ReplacementBlock::NotInForce),
            };
            let facts = facts(*status);
            assert_eq!(block(&facts, today), expected, "{status}");
            let twice = ReplacementFacts { open, ..facts };
            let expected = Some(ReplacementBlock::OpenReplacement);
            assert_eq!(block(&twice, today), expected, "{status}");
            assert!(is_offered(&twice, today));
        }
        let active = facts(CardStatus::Active);
        let expired = Some(ReplacementBlock::Expired);
        assert_eq!(block(&active, day("2027-07-01")), expired);
    }

    #[test]
    fn cards_that_are_gone_are_not_offered() {
        let today = day("2027-06-30");
        for status in CardStatus::ALL {
            let is_gone = matches!(
                status,
                CardStatus::Lost
                    | CardStatus::Stolen
                    | CardStatus::Replaced
                    | CardStatus::Revoked
                    | CardStatus::Destroyed
            );
            assert_eq!(is_offered(&facts(*status), today), !is_gone, "{status}");
        }
        let active = facts(CardStatus::Active);
        assert!(!is_offered(&active, day("2027-07-01")));
        let unclaimed = ReplacementFacts {
            was_unclaimed: true,
            ..facts(CardStatus::Destroyed)
        };
        assert!(is_offered(&unclaimed, today));
        assert_eq!(block(&unclaimed, today), None);
        assert!(!is_offered(&unclaimed, day("2027-07-01")));
        assert!(block(&unclaimed, day("2027-07-01")).is_some());
    }

    #[test]
    fn a_defective_card_is_waited_for_sixty_days() {
        let policy = ReplacementPolicy::default();
        let announced_on = day("2026-11-27");
        assert_eq!(send_back_by(announced_on, &policy), day("2027-01-26"));
        let is_due = |on| is_return_reminder_due(announced_on, day(on), &policy);
        assert!(!is_due("2026-12-26"));
        assert!(is_due("2026-12-27"));
        assert!(is_awaited(
            RequestPurpose::Quality,
            RequestStatus::Submitted
        ));
        assert!(!is_awaited(RequestPurpose::Theft, RequestStatus::Submitted));
        assert!(!is_awaited(
            RequestPurpose::Quality,
            RequestStatus::UnderReview
        ));
    }

    #[test]
    fn the_free_way_is_proposed_first_and_sixty_days_before_the_end() {
        let policy = ReplacementPolicy::default();
        let active = facts(CardStatus::Active);
        assert_eq!(advice(&active, day("2027-05-01"), &policy), None);
        let soon = Some(ReplacementAdvice::EndsSoon);
        assert_eq!(advice(&active, day("2027-05-02"), &policy), soon);
        let entitled = ReplacementFacts {
            is_entitled: true,
            ..active
        };
        let newer = Some(ReplacementAdvice::NewerTraining);
        assert_eq!(advice(&entitled, day("2027-05-02"), &policy), newer);
    }
}
