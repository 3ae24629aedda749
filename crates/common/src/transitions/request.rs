//! A card request (domain §9.3), and how it is shown to its driver.

mod words;

pub use self::words::{action_label, expected_next, label, step_label};

use super::{
    By, DRIVER, PRODUCTION, REVIEWERS, SUPERVISOR, SYSTEM, Transition, table_functions, transitions,
};
use crate::dto::request::RequestAction;
use crate::statuses::RequestStatus;
use crate::text_enum;
use crate::words::{RequestPurpose, Role};

text_enum! {
    /// What happens to a request.
    pub enum RequestEvent {
        /// The driver saves a step.
        Save = "save",
        /// The driver sends it.
        Submit = "submit",
        /// A replacement is paid for and needs no review.
        Settle = "settle",
        /// A replacement is paid for and has to be examined.
        SendPaid = "send_paid",
        /// The reception desk has the defective card.
        Receive = "receive",
        /// The defect is the issuer's.
        FindIssuerFault = "find_issuer_fault",
        /// The error is the driver's, who corrects it and pays.
        FindDriverFault = "find_driver_fault",
        /// Nothing is wrong with the card.
        FindNoDefect = "find_no_defect",
        /// A reviewer begins.
        Take = "take",
        /// A reviewer asks for corrections.
        AskInformation = "ask_information",
        /// The driver has answered every item.
        Respond = "respond",
        /// No answer came in time: to a question, or about a card that came back.
        CloseIncomplete = "close_incomplete",
        /// A reviewer accepts it.
        Approve = "approve",
        /// A supervisor refuses it, with reasons and remedies.
        Reject = "reject",
        /// The training behind it was cancelled, or its right to a card has gone.
        Stop = "stop",
        /// Its batch goes to production.
        SendToProduction = "send_to_production",
        /// A card fails the quality check and is made again.
        ReportDefect = "report_defect",
        /// The card is personalised and checked.
        FinishProduction = "finish_production",
        /// The card is handed to the carrier.
        Ship = "ship",
        /// The card arrived, or did not come back in time.
        Deliver = "deliver",
        /// The post brought the card back.
        Return = "return",
        /// The card is sent again.
        Reship = "reship",
    }
}

const ARRIVAL: &[By] = &[By::System, By::Role(Role::Production)];

/// Every allowed transition. A draft that is cancelled or left alone has no
/// next status: it is deleted with its files (see [`may_delete`]).
pub const TABLE: &[Transition<RequestStatus, RequestEvent>] = transitions! { RequestStatus, RequestEvent:
    Draft => Save => Draft, DRIVER;
    Draft => Submit => Submitted, DRIVER;
    Draft => Settle => Approved, SYSTEM;
    Draft => SendPaid => Submitted, SYSTEM;
    Submitted => Take => UnderReview, REVIEWERS;
    Submitted => Receive => UnderReview, PRODUCTION;
    Submitted => CloseIncomplete => ClosedIncomplete, SYSTEM;
    UnderReview => FindIssuerFault => Approved, REVIEWERS;
    UnderReview => FindDriverFault => InformationRequested, REVIEWERS;
    UnderReview => FindNoDefect => Rejected, REVIEWERS;
    InformationRequested => Settle => Approved, SYSTEM;
    UnderReview => AskInformation => InformationRequested, REVIEWERS;
    UnderReview => Approve => Approved, REVIEWERS;
    UnderReview => Reject => Rejected, SUPERVISOR;
    InformationRequested => Save => InformationRequested, DRIVER;
    InformationRequested => Respond => UnderReview, DRIVER;
    InformationRequested => CloseIncomplete => ClosedIncomplete, SYSTEM;
    Submitted => Stop => Rejected, SYSTEM;
    UnderReview => Stop => Rejected, SYSTEM;
    InformationRequested => Stop => Rejected, SYSTEM;
    Approved => Stop => Rejected, SYSTEM;
    Approved => SendToProduction => InProduction, PRODUCTION;
    InProduction => ReportDefect => InProduction, PRODUCTION;
    InProduction => FinishProduction => ReadyToShip, PRODUCTION;
    ReadyToShip => Ship => Shipped, PRODUCTION;
    Shipped => Deliver => Delivered, ARRIVAL;
    Shipped => Return => ReturnedUndelivered, PRODUCTION;
    Delivered => Return => ReturnedUndelivered, PRODUCTION;
    ReturnedUndelivered => Reship => Shipped, PRODUCTION;
    ReturnedUndelivered => CloseIncomplete => ClosedIncomplete, SYSTEM;
};

table_functions!(RequestStatus, RequestEvent);

/// Whether an event belongs to what is asked for. A card after a training is filled in
/// step by step and sent; a replacement has steps of its own, and its payment settles
/// it, or sends it to the reviewers where there is something to examine.
#[must_use]
pub fn fits(purpose: RequestPurpose, status: RequestStatus, event: RequestEvent) -> bool {
    use RequestEvent::{
        Approve, AskInformation, CloseIncomplete, FindDriverFault, FindIssuerFault, FindNoDefect,
        Receive, Reject, Respond, Save, SendPaid, Settle, Stop, Submit, Take,
    };
    let is_draft = status == RequestStatus::Draft;
    let is_analysis = matches!(
        event,
        Receive | FindIssuerFault | FindDriverFault | FindNoDefect
    );
    let is_review = matches!(
        event,
        Save | Respond | Take | AskInformation | Approve | Reject
    );
    match purpose {
        // A replacement rests on a card, not on a training that is unused.
        _ if event == Stop => purpose == RequestPurpose::Training,
        RequestPurpose::Quality => !(is_review || event == SendPaid || is_draft && event == Settle),
        _ if is_analysis => false,
        // Only a defective card is waited for.
        _ if event == CloseIncomplete && status == RequestStatus::Submitted => false,
        RequestPurpose::Training => !matches!(event, Settle | SendPaid),
        RequestPurpose::Loss => !matches!(event, Save | Submit | SendPaid),
        RequestPurpose::Theft | RequestPurpose::Exchange => match event {
            Settle => false,
            Save | Submit => !is_draft,
            _ => true,
        },
    }
}

/// Whether a training has to give the right to the card: any other takes the place of one.
#[must_use]
pub const fn needs_training(purpose: RequestPurpose) -> bool {
    matches!(purpose, RequestPurpose::Training)
}

/// Whether the licence has to hold, because the card says something of its holder for
/// the first time.
#[must_use]
pub const fn needs_licence(purpose: RequestPurpose) -> bool {
    matches!(purpose, RequestPurpose::Training | RequestPurpose::Exchange)
}

/// Whether it is paid for first and examined after: if it is refused, or closed for lack
/// of an answer, the money goes back.
#[must_use]
pub const fn is_paid_first(purpose: RequestPurpose) -> bool {
    matches!(purpose, RequestPurpose::Theft | RequestPurpose::Exchange)
}

/// Whether a request may be deleted with its data and files: a draft only, by
/// its driver ("Annuler", guide) or after a long rest.
#[must_use]
pub fn may_delete(status: RequestStatus, by: By) -> bool {
    status == RequestStatus::Draft && matches!(by, By::Role(Role::Driver) | By::System)
}

/// The actions of a row of "Mes demandes en cours", in order (guide).
#[must_use]
pub const fn row_actions(status: RequestStatus) -> &'static [RequestAction] {
    match status {
        RequestStatus::Draft => &[RequestAction::Resume, RequestAction::Cancel],
        RequestStatus::InformationRequested => &[RequestAction::Respond, RequestAction::View],
        _ => &[RequestAction::View],
    }
}

/// The statuses that lie ahead when all goes well, as the driver tells them apart.
#[must_use]
pub fn to_come(purpose: RequestPurpose, status: RequestStatus) -> Vec<RequestStatus> {
    use RequestStatus::{
        Approved, Delivered, Draft, InProduction, InformationRequested, ReadyToShip, Shipped,
        Submitted, UnderReview,
    };
    let way = [
        Submitted,
        UnderReview,
        Approved,
        InProduction,
        Shipped,
        Delivered,
    ];
    let passed = match status {
        // What is paid for needs no review.
        Draft if purpose == RequestPurpose::Loss => 2,
        Draft => 0,
        Submitted => 1,
        UnderReview | InformationRequested => 2,
        Approved => 3,
        InProduction | ReadyToShip => 4,
        Shipped => 5,
        _ => way.len(),
    };
    way.get(passed..).unwrap_or_default().to_vec()
}
