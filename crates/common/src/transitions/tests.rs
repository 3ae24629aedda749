use super::request::{RequestEvent, may_delete, row_actions};
use super::*;
use crate::dto::request::RequestAction;
use crate::statuses::*;
use crate::words::{Language, RequestPurpose};
use proptest::prelude::*;

/// Every status is reached from the first ones, and no line stands twice.
macro_rules! table_test {
    ($name:ident, $module:ident, $status:ident, $event:ident, from [$($first:ident),+]) => {
        #[test]
        fn $name() {
            use super::$module::{$event, TABLE, allowed, next, who};
            let mut reached = vec![$($status::$first),+];
            loop {
                let new: Vec<_> = TABLE
                    .iter()
                    .filter(|line| reached.contains(&line.from) && !reached.contains(&line.to))
                    .map(|line| line.to)
                    .collect();
                if new.is_empty() {
                    break;
                }
                reached.extend(new);
            }
            for status in $status::ALL {
                assert!(reached.contains(status), "{status} cannot be reached");
                for event in $event::ALL {
                    let lines: Vec<_> =
                        TABLE.iter().filter(|line| line.from == *status && line.event == *event).collect();
                    assert!(lines.len() <= 1, "{status} {event} stands twice");
                    assert_eq!(next(*status, *event), lines.first().map(|line| line.to));
                    assert_eq!(next(*status, *event).is_some(), !who(*status, *event).is_empty());
                    assert_eq!(next(*status, *event).is_some(), allowed(*status).any(|other| other == *event));
                }
            }
            for event in $event::ALL {
                assert!(TABLE.iter().any(|line| line.event == *event), "{event} never happens");
            }
        }
    };
}

table_test!(
    identity_reviews,
    identity_review,
    IdentityReview,
    IdentityEvent,
    from[Submitted]
);
table_test!(
    credentials,
    credential,
    CredentialState,
    CredentialEvent,
    from[None]
);
table_test!(training_records, training, TrainingStatus, TrainingEvent, from [Valid, NeedsReview]);
table_test!(
    certificates,
    certificate,
    CertificateStatus,
    CertificateEvent,
    from[Issued]
);
table_test!(requests, request, RequestStatus, RequestEvent, from[Draft]);
table_test!(
    documents,
    document,
    DocumentStatus,
    DocumentEvent,
    from[Received]
);
table_test!(
    payments,
    payment,
    PaymentStatus,
    PaymentEvent,
    from[Created]
);
table_test!(
    returned_mail,
    returned_mail,
    ReturnedMailStatus,
    ReturnedMailEvent,
    from[AwaitingDriver]
);
table_test!(refunds, refund, RefundStatus, RefundEvent, from[Proposed]);
table_test!(cards, card, CardStatus, CardEvent, from[Ordered]);

/// What must be true of a request, told apart from the table.
#[derive(Default)]
struct Model {
    was_sent: bool,
    was_taken: bool,
    is_approved: bool,
    is_closed: bool,
    was_shipped: bool,
}

impl Model {
    fn follow(&mut self, to: RequestStatus) {
        self.was_sent |= to != RequestStatus::Draft;
        self.was_taken |= to == RequestStatus::UnderReview;
        self.is_approved |= to == RequestStatus::Approved;
        self.is_closed |= matches!(
            to,
            RequestStatus::Rejected | RequestStatus::ClosedIncomplete
        );
        self.was_shipped |= to == RequestStatus::Shipped;
    }
}

proptest! {
    #[test]
    fn a_request_keeps_its_promises(events in proptest::collection::vec(0..RequestEvent::ALL.len(), 1..60)) {
        let mut status = RequestStatus::Draft;
        let mut model = Model::default();
        for index in events {
            let event = RequestEvent::ALL[index];
            let Some(to) = request::next(status, event) else {
                prop_assert!(request::who(status, event).is_empty());
                continue;
            };
            prop_assert!(!model.is_closed, "{} after the end", event);
            model.follow(to);
            if to == RequestStatus::Draft {
                prop_assert!(!model.was_sent, "a request that was sent is never a draft again");
            }
            if to == RequestStatus::Approved || to == RequestStatus::Rejected {
                let by_itself = matches!(event, RequestEvent::Settle | RequestEvent::Stop);
                prop_assert!(model.was_taken || by_itself);
            }
            if to == RequestStatus::InProduction {
                prop_assert!(model.is_approved);
            }
            if to == RequestStatus::Delivered {
                prop_assert!(model.was_shipped);
            }
            prop_assert_eq!(may_delete(to, By::Role(Role::Driver)), !model.was_sent);
            status = to;
        }
    }
}

#[test]
fn rows_offer_the_guides_actions() {
    assert_eq!(
        row_actions(RequestStatus::Draft),
        [RequestAction::Resume, RequestAction::Cancel]
    );
    assert_eq!(
        row_actions(RequestStatus::InformationRequested),
        [RequestAction::Respond, RequestAction::View]
    );
    assert_eq!(row_actions(RequestStatus::Shipped), [RequestAction::View]);
    assert_eq!(
        request::action_label(RequestAction::Respond, Language::French),
        "Répondre"
    );
}

#[test]
fn duties_are_separate() {
    for line in request::TABLE {
        let reviews = line.by.contains(&By::Role(Role::Agent))
            || line.by.contains(&By::Role(Role::Supervisor));
        let prints = line.by.contains(&By::Role(Role::Production));
        assert!(!(reviews && prints), "{} {}", line.from, line.event);
        assert_eq!(line.event == RequestEvent::Reject, line.by == SUPERVISOR);
    }
}

#[test]
fn nobody_approves_a_refund_of_their_own() {
    use super::refund::{RefundEvent, is_other_person};
    let (one, other) = (crate::ids::AccountId::new(), crate::ids::AccountId::new());
    assert!(!is_other_person(RefundEvent::Approve, Some(one), one));
    assert!(is_other_person(RefundEvent::Approve, Some(one), other));
    assert!(is_other_person(RefundEvent::Approve, None, one));
    assert!(is_other_person(RefundEvent::Decline, Some(one), one));
}

#[test]
fn access_needs_password_and_review() {
    use super::credential::{Access, access};
    let open = |credential, review| access(credential, review, false);
    assert_eq!(
        open(CredentialState::Active, IdentityReview::Conform),
        Access::Full
    );
    assert_eq!(
        open(CredentialState::Active, IdentityReview::CorrectionRequested),
        Access::CorrectionOnly
    );
    assert_eq!(
        open(CredentialState::Active, IdentityReview::Rejected),
        Access::Closed
    );
    assert_eq!(
        open(CredentialState::Invited, IdentityReview::Conform),
        Access::Closed
    );
    assert_eq!(
        access(CredentialState::Active, IdentityReview::UnderReview, true),
        Access::ReadOnly
    );
}

#[test]
fn statuses_have_words() {
    let all = RequestStatus::ALL.iter();
    let all = all.flat_map(|status| {
        RequestPurpose::ALL
            .iter()
            .map(move |purpose| (purpose, status))
    });
    for (purpose, status) in all {
        for language in [Language::French, Language::English] {
            assert!(!request::label(*purpose, *status, language).is_empty());
            assert!(request::expected_next(*purpose, *status, language).ends_with('.'));
        }
    }
}
