//! Mails and SMS about a card that came back. No personal data stands in a subject or
//! an SMS; links lead to the service's own pages, never past the sign-in.

use chrono::NaiveDate;
use common::notice_kind::NoticeKind;
use db::returned_mail::ReturnedMailRow;
use serde::Serialize;

use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, addressee};
use crate::notices::tell::{SmsText, tell};

const CAME_BACK: SmsText = SmsText {
    french: "la poste n’a pas pu livrer votre courrier. Connectez-vous pour confirmer votre adresse.",
    english: "the post could not deliver your letter. Sign in to confirm your address.",
};

const DESTROYED: SmsText = SmsText {
    french: "votre courrier n’a pas été réclamé. Connectez-vous pour savoir que faire.",
    english: "your letter was not claimed. Sign in to see what to do.",
};

#[derive(Serialize)]
struct CardReturned {
    name: String,
    kept_until: NaiveDate,
    is_reminder: bool,
    url: String,
}

impl Mail for CardReturned {
    const TEMPLATE: &'static str = "card_returned";
}

#[derive(Serialize)]
struct CardDestroyed {
    name: String,
    url: String,
}

impl Mail for CardDestroyed {
    const TEMPLATE: &'static str = "card_destroyed";
}

/// The card came back, or still waits so many days later.
pub(super) fn came_back(
    tx: &mut Tx<'_>,
    letter: &ReturnedMailRow,
    reminder: Option<u32>,
) -> ServiceResult<()> {
    let (driver, to, name) = addressee(tx, letter.driver_id)?;
    let page = format!("mes-cartes/pli-non-distribue/{}", letter.id);
    let mail = CardReturned {
        name,
        kept_until: letter.keep_until,
        is_reminder: reminder.is_some(),
        url: tx.settings.link(&page),
    };
    let kind = NoticeKind::ReturnedMail;
    tell(tx, &driver, &to, kind, (&mail, Some(CAME_BACK)))
}

/// Nobody answered: the card is destroyed.
pub(super) fn destroyed(tx: &mut Tx<'_>, letter: &ReturnedMailRow) -> ServiceResult<()> {
    let (driver, to, name) = addressee(tx, letter.driver_id)?;
    let url = tx.settings.link("mes-demandes/remplacement");
    let mail = CardDestroyed { name, url };
    let kind = NoticeKind::ReturnedMail;
    tell(tx, &driver, &to, kind, (&mail, Some(DESTROYED)))
}
