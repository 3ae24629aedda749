//! Mails and SMS about a card that came back. No personal data stands in a subject or
//! an SMS; links lead to the service's own pages, never past the sign-in.

use chrono::NaiveDate;
use common::words::{Language, NoticeChannel};
use db::drivers::DriverRow;
use db::returned_mail::ReturnedMailRow;
use serde::Serialize;

use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, addressee};

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
    tx.mail(&to, &mail)?;
    sms(tx, driver, to.language)
}

/// Nobody answered: the card is destroyed.
pub(super) fn destroyed(tx: &mut Tx<'_>, letter: &ReturnedMailRow) -> ServiceResult<()> {
    let (_, to, name) = addressee(tx, letter.driver_id)?;
    let url = tx.settings.link("mes-demandes/remplacement");
    tx.mail(&to, &CardDestroyed { name, url })
}

/// Beside the mail, for who wishes an SMS: a letter that lies somewhere is urgent.
fn sms(tx: &mut Tx<'_>, driver: DriverRow, language: Language) -> ServiceResult<()> {
    let (NoticeChannel::Sms, Some(phone)) = (driver.notice_channel, driver.phone) else {
        return Ok(());
    };
    let text = language.choose(
        "la poste n’a pas pu livrer votre courrier. Connectez-vous pour confirmer votre adresse.",
        "the post could not deliver your letter. Sign in to confirm your address.",
    );
    let (service, home) = (&tx.settings.operator.service_name, tx.settings.link(""));
    let text = format!("{service}\u{20}: {text} {home}");
    tx.sms(&phone, &text)
}
