//! The one place that decides by which way a notice goes whose channel can be chosen.

use common::notice_kind::{Channels, NoticeKind};
use common::validation::phone::PhoneNumber;
use common::words::Language;
use db::Conn;
use db::drivers::DriverRow;

use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, Recipient};

/// What an SMS says, behind the service's name and before its address: that something
/// waits, and nothing of a person.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SmsText {
    /// In French.
    pub(crate) french: &'static str,
    /// In English.
    pub(crate) english: &'static str,
}

impl SmsText {
    fn written(self, tx: &Tx<'_>, language: Language) -> String {
        let (service, home) = (&tx.settings.operator.service_name, tx.settings.link(""));
        let text = language.choose(self.french, self.english);
        format!("{service}\u{20}: {text} {home}")
    }
}

/// Tells a driver something by the ways that they chose. Of an occasion without an SMS
/// only the mail is sent; where an SMS alone is wanted and cannot be sent, the mail says
/// the same.
///
/// # Errors
///
/// If the database fails, or the mail's template cannot be filled.
pub(crate) fn tell<M: Mail>(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    to: &Recipient,
    kind: NoticeKind,
    (mail, sms): (&M, Option<SmsText>),
) -> ServiceResult<()> {
    let channels = channels(tx, driver, kind)?;
    let text = sms
        .filter(|_| channels.sms)
        .map(|sms| sms.written(tx, to.language));
    match (channels.email, text, mobile(driver)) {
        (false, None, _) => Ok(()),
        (false, Some(text), Some(phone)) => tx.sms_or_mail(phone, &text, to, mail),
        (true, Some(text), Some(phone)) => {
            tx.mail(to, mail)?;
            tx.sms(phone, &text)
        }
        (true, None, _) | (_, Some(_), None) => tx.mail(to, mail),
    }
}

/// What a driver has chosen for a kind, or what applies without a choice.
pub(super) fn channels(
    conn: &mut Conn,
    driver: &DriverRow,
    kind: NoticeKind,
) -> ServiceResult<Channels> {
    let chosen = db::notice_preferences::find(conn, driver.id, kind)?;
    Ok(chosen.map_or_else(
        || kind.default_channels(driver.notice_channel),
        |row| Channels {
            email: row.email,
            sms: row.sms,
        },
    ))
}

/// The driver's phone, if it receives SMS.
pub(super) fn mobile(driver: &DriverRow) -> Option<&str> {
    let phone = driver.phone.as_deref();
    phone.filter(|phone| PhoneNumber::parse_mobile(phone).is_ok())
}
