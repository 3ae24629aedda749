//! Why a call is refused: a closed list of stable words, each with its HTTP
//! status and two sentences. This is the only home of these sentences; a faulty
//! field has its own list in `field_error`.

use crate::words::Language;

/// Declares the codes with their status and their sentences.
macro_rules! problems {
    ($(
        $(#[$meta:meta])*
        $variant:ident = $text:literal, $status:literal,
        fr: $title_fr:literal, $detail_fr:literal,
        en: $title_en:literal, $detail_en:literal;
    )+) => {
        crate::text_enum! {
            /// The stable word in `code` of a problem document.
            pub enum ProblemCode { $( $(#[$meta])* $variant = $text ),+ }
        }

        impl ProblemCode {
            /// The HTTP status it is answered with.
            #[must_use]
            pub const fn status(self) -> u16 {
                match self { $(Self::$variant => $status),+ }
            }

            /// What happened, the same for every problem of this code.
            #[must_use]
            pub const fn title(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$variant, Language::French) => $title_fr,
                        (Self::$variant, Language::English) => $title_en,
                    )+
                }
            }

            /// What to do about it.
            #[must_use]
            pub const fn detail(self, language: Language) -> &'static str {
                match (self, language) {
                    $(
                        (Self::$variant, Language::French) => $detail_fr,
                        (Self::$variant, Language::English) => $detail_en,
                    )+
                }
            }
        }
    };
}

problems! {
    /// The body is not JSON, or a parameter has the wrong form.
    Malformed = "malformed", 400,
    fr: "La demande est mal formée.", "Vérifiez le format de la demande.",
    en: "The request is malformed.", "Check the format of the request.";
    /// A query parameter that the operation does not know.
    UnknownParameter = "unknown_parameter", 400,
    fr: "Un paramètre est inconnu ou mal formé.", "Vérifiez le nom et la valeur des paramètres.",
    en: "A parameter is unknown or malformed.", "Check the names and values of the parameters.";
    /// A cursor that was altered, belongs to other filters, or is too old.
    CursorExpired = "cursor_expired", 400,
    fr: "Le curseur n’est plus valable.", "Recommencez la liste depuis le début.",
    en: "The cursor is no longer valid.", "Begin the list again.";
    /// A creation without `Idempotency-Key`.
    IdempotencyKeyMissing = "idempotency_key_missing", 400,
    fr: "L’en-tête Idempotency-Key manque.", "Envoyez une clé de 1 à 255 caractères, nouvelle pour chaque opération.",
    en: "The header Idempotency-Key is missing.", "Send a key of 1 to 255 characters, new for each operation.";
    /// No access token, or one that is not valid.
    Unauthenticated = "unauthenticated", 401,
    fr: "Vous n’êtes pas connecté.", "Connectez-vous, puis recommencez.",
    en: "You are not signed in.", "Sign in and try again.";
    /// The session was ended or has run out.
    SessionEnded = "session_ended", 401,
    fr: "Votre session est terminée.", "Reconnectez-vous.",
    en: "Your session has ended.", "Sign in again.";
    /// Mail address and password do not belong together.
    CredentialsWrong = "credentials_wrong", 401,
    fr: "L’adresse électronique ou le mot de passe est incorrect.", "Vérifiez votre saisie ou choisissez « Mot de passe oublié ».",
    en: "The e-mail address or the password is wrong.", "Check what you typed, or choose “Forgotten password”.";
    /// Signed in, but without this right.
    Forbidden = "forbidden", 403,
    fr: "Vous n’avez pas le droit d’effectuer cette opération.", "Adressez-vous au service si vous pensez que c’est une erreur.",
    en: "You may not do this.", "Ask the service if you think this is a mistake.";
    /// A driver whose data must be corrected first: the rest of the space is closed.
    CorrectionRequired = "correction_required", 403,
    fr: "Des informations de votre compte sont à corriger.", "Corrigez-les, puis envoyez-les pour une nouvelle analyse.",
    en: "Some information of your account has to be corrected.", "Correct it and send it for another review.";
    /// A driver whose data are under review: the space is closed, or can only be read.
    ReviewRunning = "review_running", 403,
    fr: "Vos informations sont en cours d’analyse.", "Cette opération sera possible après la réponse, sous 24 h.",
    en: "Your information is being reviewed.", "This will be possible after the answer, within 24 hours.";
    /// A client's token lacks the scope.
    InsufficientScope = "insufficient_scope", 403,
    fr: "Le jeton n’a pas la portée nécessaire.", "Demandez un jeton avec la portée indiquée dans la documentation.",
    en: "The token lacks the scope.", "Ask for a token with the scope that the documentation names.";
    /// A cookie came with a request from another site.
    CrossSite = "cross_site", 403,
    fr: "La demande vient d’un autre site.", "Ouvrez le service dans votre navigateur et recommencez.",
    en: "The request comes from another site.", "Open the service in your browser and try again.";
    /// There is no such thing, or it belongs to somebody else.
    NotFound = "not_found", 404,
    fr: "Cet élément est introuvable.", "Vérifiez l’adresse.",
    en: "There is no such thing.", "Check the address.";
    /// The path exists, with other methods.
    MethodNotAllowed = "method_not_allowed", 405,
    fr: "Cette méthode n’est pas possible ici.", "L’en-tête Allow indique les méthodes possibles.",
    en: "This method is not possible here.", "The header Allow lists the possible ones.";
    /// The thing exists already.
    AlreadyExists = "already_exists", 409,
    fr: "Cet élément existe déjà.", "Utilisez l’élément existant.",
    en: "This exists already.", "Use the existing one.";
    /// The thing is in a state from which this cannot be done.
    WrongState = "wrong_state", 409,
    fr: "Cette opération n’est plus possible.", "L’état a changé ; actualisez la page.",
    en: "This is no longer possible.", "The state has changed; reload the page.";
    /// A training that can no longer be corrected: its time has passed, or a card rests on it.
    TrainingFixed = "training_fixed", 409,
    fr: "Cette formation ne peut plus être corrigée.", "Le délai de correction est passé, ou une carte a été accordée. Annulez la formation, puis déclarez-la de nouveau.",
    en: "This training can no longer be corrected.", "The time for corrections has passed, or a card was granted. Cancel the training, then declare it again.";
    /// The driver has an open request already; `instance` says where.
    OpenRequest = "open_request", 409,
    fr: "Une demande est déjà en cours.", "Reprenez cette demande ou attendez sa fin.",
    en: "A request is already under way.", "Go on with that request, or wait until it has ended.";
    /// A payment is under way: money may still come.
    PaymentOpen = "payment_open", 409,
    fr: "Un paiement est en cours.", "Terminez-le ou abandonnez-le, puis recommencez. Ne payez pas une seconde fois.",
    en: "A payment is under way.", "Finish or abandon it, then try again. Do not pay a second time.";
    /// Money that was paid is being given back.
    RefundOpen = "refund_open", 409,
    fr: "Un remboursement est en cours.", "Attendez qu'il soit fait, puis recommencez.",
    en: "A refund is under way.", "Wait until it is done, then try again.";
    /// The same idempotency key is being answered right now.
    IdempotencyInProgress = "idempotency_in_progress", 409,
    fr: "La même opération est en cours.", "Attendez sa réponse, puis recommencez avec la même clé.",
    en: "The same operation is in progress.", "Wait for its answer, then try again with the same key.";
    /// A single-use link that was used or has run out.
    LinkExpired = "link_expired", 410,
    fr: "Ce lien n’est plus valable.", "Demandez un nouveau lien.",
    en: "This link is no longer valid.", "Ask for a new link.";
    /// `If-Match` names an older version.
    Stale = "stale", 412,
    fr: "Les données ont changé entre-temps.", "Actualisez la page, puis recommencez.",
    en: "The data have changed meanwhile.", "Reload and try again.";
    /// The body is larger than allowed.
    TooLarge = "too_large", 413,
    fr: "L’envoi est trop volumineux.", "Réduisez la taille, puis recommencez.",
    en: "What was sent is too large.", "Make it smaller and try again.";
    /// The body's media type is not one that the operation takes.
    UnsupportedMediaType = "unsupported_media_type", 415,
    fr: "Ce type de contenu n’est pas accepté.", "La documentation indique les types acceptés.",
    en: "This media type is not accepted.", "The documentation names the accepted ones.";
    /// At least one field is wrong; `errors` lists them all.
    ValidationFailed = "validation_failed", 422,
    fr: "La requête contient des erreurs.", "Corrigez les champs indiqués.",
    en: "The request contains errors.", "Correct the fields that are listed.";
    /// No card can be requested now; `errors` gives every reason with its remedy.
    NotEntitled = "not_entitled", 422,
    fr: "Une carte ne peut pas être demandée pour l’instant.", "Lisez les motifs et ce qu’il faut faire.",
    en: "A card cannot be requested for now.", "Read the reasons and what to do.";
    /// The same idempotency key came with another body.
    IdempotencyKeyReused = "idempotency_key_reused", 422,
    fr: "La clé Idempotency-Key a déjà servi pour une autre demande.", "Utilisez une nouvelle clé.",
    en: "The Idempotency-Key was used for another request.", "Use a new key.";
    /// `If-Match` is required here.
    PreconditionRequired = "precondition_required", 428,
    fr: "L’en-tête If-Match manque.", "Envoyez l’ETag de la version que vous modifiez.",
    en: "The header If-Match is missing.", "Send the ETag of the version you are changing.";
    /// Too many requests in too short a time.
    RateLimited = "rate_limited", 429,
    fr: "Trop de demandes en peu de temps.", "Attendez le délai indiqué, puis recommencez.",
    en: "Too many requests in a short time.", "Wait as long as indicated, then try again.";
    /// A fault of the service; the log has the rest.
    Internal = "internal", 500,
    fr: "Une erreur est survenue.", "Recommencez plus tard ; si l’erreur persiste, donnez le numéro de la demande au service.",
    en: "Something went wrong.", "Try again later; if it persists, give the request id to the service.";
    /// The service cannot answer for now.
    Unavailable = "unavailable", 503,
    fr: "Le service est momentanément indisponible.", "Recommencez dans quelques instants.",
    en: "The service is unavailable for the moment.", "Try again in a moment.";
}

impl ProblemCode {
    /// The last part of the address that explains the code: words joined with hyphens.
    #[must_use]
    pub fn slug(self) -> String {
        self.as_str().replace('_', "-")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_is_one_of_an_error() {
        for code in ProblemCode::ALL {
            assert!((400..=503).contains(&code.status()), "{code}");
        }
    }

    #[test]
    fn no_sentence_is_empty() {
        for code in ProblemCode::ALL {
            for language in Language::ALL {
                assert!(code.title(*language).ends_with('.'), "{code}");
                assert!(code.detail(*language).ends_with('.'), "{code}");
            }
        }
    }
}
