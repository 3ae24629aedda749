//! A card request (domain §9.3), and how it is shown to its driver.

use super::{
    By, DRIVER, PRODUCTION, REVIEWERS, SUPERVISOR, SYSTEM, Transition, table_functions, transitions,
};
use crate::dto::request::RequestAction;
use crate::statuses::RequestStatus;
use crate::text_enum;
use crate::words::{Language, RequestPurpose, Role};

text_enum! {
    /// What happens to a request.
    pub enum RequestEvent {
        /// The driver saves a step.
        Save = "save",
        /// The driver sends it.
        Submit = "submit",
        /// A replacement is paid for and needs no review.
        Settle = "settle",
        /// A reviewer begins.
        Take = "take",
        /// A reviewer asks for corrections.
        AskInformation = "ask_information",
        /// The driver has answered every item.
        Respond = "respond",
        /// No answer came in time.
        CloseIncomplete = "close_incomplete",
        /// A reviewer accepts it.
        Approve = "approve",
        /// A supervisor refuses it, with reasons and remedies.
        Reject = "reject",
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
    Submitted => Take => UnderReview, REVIEWERS;
    UnderReview => AskInformation => InformationRequested, REVIEWERS;
    UnderReview => Approve => Approved, REVIEWERS;
    UnderReview => Reject => Rejected, SUPERVISOR;
    InformationRequested => Save => InformationRequested, DRIVER;
    InformationRequested => Respond => UnderReview, DRIVER;
    InformationRequested => CloseIncomplete => ClosedIncomplete, SYSTEM;
    Approved => SendToProduction => InProduction, PRODUCTION;
    InProduction => ReportDefect => InProduction, PRODUCTION;
    InProduction => FinishProduction => ReadyToShip, PRODUCTION;
    ReadyToShip => Ship => Shipped, PRODUCTION;
    Shipped => Deliver => Delivered, ARRIVAL;
    Shipped => Return => ReturnedUndelivered, PRODUCTION;
    Delivered => Return => ReturnedUndelivered, PRODUCTION;
    ReturnedUndelivered => Reship => Shipped, PRODUCTION;
};

table_functions!(RequestStatus, RequestEvent);

/// Whether an event belongs to what is asked for. A card after a training is filled in
/// step by step and sent; a replacement has steps of its own, and its payment settles it.
#[must_use]
pub fn fits(purpose: RequestPurpose, event: RequestEvent) -> bool {
    let is_replacement = purpose != RequestPurpose::Training;
    match event {
        RequestEvent::Save | RequestEvent::Submit => !is_replacement,
        RequestEvent::Settle => is_replacement,
        _ => true,
    }
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

/// The action's word in the guide.
#[must_use]
pub const fn action_label(action: RequestAction, language: Language) -> &'static str {
    let (french, english) = match action {
        RequestAction::Resume => ("Reprendre", "Resume"),
        RequestAction::Cancel => ("Annuler", "Cancel"),
        RequestAction::View => ("Afficher", "View"),
        RequestAction::Respond => ("Répondre", "Respond"),
    };
    language.choose(french, english)
}

/// The status as its driver reads it.
#[must_use]
pub const fn label(status: RequestStatus, language: Language) -> &'static str {
    let (french, english) = match status {
        RequestStatus::Draft => ("À terminer", "To be finished"),
        RequestStatus::Submitted => ("Envoyée", "Sent"),
        RequestStatus::UnderReview => ("En cours d’analyse", "Being examined"),
        RequestStatus::InformationRequested => (
            "Information complémentaire demandée",
            "Further information requested",
        ),
        RequestStatus::Approved => ("Validée", "Approved"),
        RequestStatus::Rejected => ("Refusée", "Refused"),
        RequestStatus::ClosedIncomplete => {
            ("Close faute de réponse", "Closed for lack of an answer")
        }
        RequestStatus::InProduction | RequestStatus::ReadyToShip => {
            ("En fabrication", "In production")
        }
        RequestStatus::Shipped => ("Expédiée", "Shipped"),
        RequestStatus::Delivered => ("Reçue", "Received"),
        RequestStatus::ReturnedUndelivered => ("Pli non distribué", "Returned undelivered"),
    };
    language.choose(french, english)
}

/// A step of the history as its driver reads it: a draft was begun then, whatever
/// has become of it.
#[must_use]
pub const fn step_label(status: RequestStatus, language: Language) -> &'static str {
    match status {
        RequestStatus::Draft => language.choose("Commencée", "Begun"),
        status => label(status, language),
    }
}

/// What comes next, and who has to act.
#[must_use]
pub const fn expected_next(status: RequestStatus, language: Language) -> &'static str {
    let (french, english) = match status {
        RequestStatus::Draft => (
            "Reprenez votre demande pour la compléter et l’envoyer.",
            "Resume your request to complete and send it.",
        ),
        RequestStatus::Submitted => (
            "Un agent va examiner votre demande. Vous n’avez rien à faire.",
            "A reviewer will examine your request. You have nothing to do.",
        ),
        RequestStatus::UnderReview => (
            "Un agent examine votre demande. Vous serez averti du résultat.",
            "A reviewer is examining your request. You will be told the result.",
        ),
        RequestStatus::InformationRequested => (
            "Répondez avant la date limite pour que l’analyse reprenne.",
            "Respond before the deadline so that the examination can go on.",
        ),
        RequestStatus::Approved => (
            "Votre carte part en fabrication avec le prochain lot.",
            "Your card goes into production with the next batch.",
        ),
        RequestStatus::InProduction | RequestStatus::ReadyToShip => (
            "Votre carte sera envoyée à l’adresse de livraison dès qu’elle sera contrôlée.",
            "Your card will be sent to the delivery address once it has been checked.",
        ),
        RequestStatus::Shipped => (
            "Surveillez votre boîte aux lettres.",
            "Watch your letter box.",
        ),
        RequestStatus::Delivered => (
            "Votre carte est active. Gardez-la avec vous quand vous conduisez.",
            "Your card is active. Keep it with you when you drive.",
        ),
        RequestStatus::ReturnedUndelivered => (
            "La poste n’a pas pu livrer votre carte. Confirmez ou changez votre adresse.",
            "The post could not deliver your card. Confirm or change your address.",
        ),
        RequestStatus::Rejected => (
            "Lisez les motifs et les recours. Une nouvelle demande est possible.",
            "Read the reasons and remedies. A new request is possible.",
        ),
        RequestStatus::ClosedIncomplete => (
            "Faites une nouvelle demande : votre formation est de nouveau disponible.",
            "Make a new request: your training is available again.",
        ),
    };
    language.choose(french, english)
}
