//! A request's statuses and actions in its driver's words.

use crate::dto::request::RequestAction;
use crate::statuses::RequestStatus;
use crate::words::{Language, RequestPurpose};

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
pub const fn label(
    purpose: RequestPurpose,
    status: RequestStatus,
    language: Language,
) -> &'static str {
    if matches!(purpose, RequestPurpose::Quality)
        && let Some((french, english)) = label_of_defect(status)
    {
        return language.choose(french, english);
    }
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

/// Where the words for a defective card are others.
const fn label_of_defect(status: RequestStatus) -> Option<(&'static str, &'static str)> {
    Some(match status {
        RequestStatus::Submitted => ("Carte attendue", "Card awaited"),
        RequestStatus::InformationRequested => (
            "Correction et paiement demandés",
            "Correction and payment requested",
        ),
        RequestStatus::Rejected => ("Aucun défaut constaté", "No defect found"),
        RequestStatus::ClosedIncomplete => ("Close", "Closed"),
        _ => return None,
    })
}

/// A step of the history as its driver reads it: a draft was begun then, whatever
/// has become of it.
#[must_use]
pub const fn step_label(
    purpose: RequestPurpose,
    status: RequestStatus,
    language: Language,
) -> &'static str {
    match status {
        RequestStatus::Draft => language.choose("Commencée", "Begun"),
        status => label(purpose, status, language),
    }
}

/// What comes next, and who has to act.
#[must_use]
pub const fn expected_next(
    purpose: RequestPurpose,
    status: RequestStatus,
    language: Language,
) -> &'static str {
    let (french, english) = match (purpose, status) {
        (RequestPurpose::Quality, RequestStatus::Submitted) => (
            "Envoyez votre carte avec le coupon retour à l’adresse qui y figure.",
            "Send your card with the return slip to the address on it.",
        ),
        (RequestPurpose::Quality, RequestStatus::UnderReview) => (
            "Votre carte est arrivée. Un agent l’analyse et vous serez averti du résultat.",
            "Your card has arrived. It is being analysed, and you will be told the result.",
        ),
        (RequestPurpose::Quality, RequestStatus::InformationRequested) => (
            "Corrigez l’erreur et réglez le remplacement avant la date limite.",
            "Correct the error and pay for the replacement before the deadline.",
        ),
        (RequestPurpose::Quality, RequestStatus::Rejected) => (
            "Votre carte vous est renvoyée. Elle reste valable.",
            "Your card is sent back to you. It is still valid.",
        ),
        (RequestPurpose::Quality, RequestStatus::ClosedIncomplete) => (
            "Sans votre carte ou sans réponse de votre part, la demande est close. Vous pouvez en faire une autre.",
            "Without your card or an answer from you, the request is closed. You can make another one.",
        ),
        (RequestPurpose::Theft | RequestPurpose::Exchange, RequestStatus::Rejected) => (
            "Lisez les motifs et les recours. Ce que vous avez payé vous est remboursé.",
            "Read the reasons and remedies. What you paid is given back.",
        ),
        (RequestPurpose::Theft | RequestPurpose::Exchange, RequestStatus::ClosedIncomplete) => (
            "Ce que vous avez payé vous est remboursé. Vous pouvez refaire une demande.",
            "What you paid is given back. You can make another request.",
        ),
        (_, RequestStatus::Draft) => (
            "Reprenez votre demande pour la compléter et l’envoyer.",
            "Resume your request to complete and send it.",
        ),
        (_, RequestStatus::Submitted) => (
            "Un agent va examiner votre demande. Vous n’avez rien à faire.",
            "A reviewer will examine your request. You have nothing to do.",
        ),
        (_, RequestStatus::UnderReview) => (
            "Un agent examine votre demande. Vous serez averti du résultat.",
            "A reviewer is examining your request. You will be told the result.",
        ),
        (_, RequestStatus::InformationRequested) => (
            "Répondez avant la date limite pour que l’analyse reprenne.",
            "Respond before the deadline so that the examination can go on.",
        ),
        (_, RequestStatus::Approved) => (
            "Votre carte part en fabrication avec le prochain lot.",
            "Your card goes into production with the next batch.",
        ),
        (_, RequestStatus::InProduction | RequestStatus::ReadyToShip) => (
            "Votre carte sera envoyée à l’adresse de livraison dès qu’elle sera contrôlée.",
            "Your card will be sent to the delivery address once it has been checked.",
        ),
        (_, RequestStatus::Shipped) => (
            "Surveillez votre boîte aux lettres.",
            "Watch your letter box.",
        ),
        (_, RequestStatus::Delivered) => (
            "Votre carte est active. Gardez-la avec vous quand vous conduisez.",
            "Your card is active. Keep it with you when you drive.",
        ),
        (_, RequestStatus::ReturnedUndelivered) => (
            "La poste n’a pas pu livrer votre carte. Confirmez ou changez votre adresse.",
            "The post could not deliver your card. Confirm or change your address.",
        ),
        (_, RequestStatus::Rejected) => (
            "Lisez les motifs et les recours. Une nouvelle demande est possible.",
            "Read the reasons and remedies. A new request is possible.",
        ),
        (_, RequestStatus::ClosedIncomplete) => (
            "Vous pouvez faire une nouvelle demande. Si votre carte non réclamée a été détruite, demandez son remplacement.",
            "You can make another request. If your card was destroyed because nobody claimed it, ask for its replacement.",
        ),
    };
    language.choose(french, english)
}
