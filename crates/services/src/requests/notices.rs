//! The mails and SMS about a request. No personal data stands in a subject or an
//! SMS; links lead to the service's own pages, never past the sign-in.

use chrono::NaiveDate;
use common::ids::FileId;
use common::notice_kind::NoticeKind;
use common::transitions::request::{expected_next, is_paid_first, label};
use db::drivers::DriverRow;
use db::requests::RequestRow;
use serde::Serialize;

use super::acknowledgement;
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::AttachmentRef;
use crate::mails::{Mail, Recipient};
use crate::notices::tell::{SmsText, tell};

/// What every mail about a request shows.
#[derive(Serialize)]
struct About {
    name: String,
    reference: String,
    url: String,
}

#[derive(Serialize)]
struct Received {
    #[serde(flatten)]
    about: About,
    #[serde(skip)]
    acknowledgement: Option<AttachmentRef>,
}

impl Mail for Received {
    const TEMPLATE: &'static str = "request_received";

    fn attachments(&self) -> Vec<AttachmentRef> {
        self.acknowledgement.iter().cloned().collect()
    }
}

#[derive(Serialize)]
struct Progress {
    #[serde(flatten)]
    about: About,
    status: &'static str,
    next: &'static str,
}

impl Mail for Progress {
    const TEMPLATE: &'static str = "request_progress";
}

#[derive(Serialize)]
struct Asked {
    #[serde(flatten)]
    about: About,
    items: usize,
    deadline: NaiveDate,
    effect: &'static str,
    is_reminder: bool,
    is_paid: bool,
}

impl Mail for Asked {
    const TEMPLATE: &'static str = "information_requested";
}

#[derive(Serialize)]
struct Rejected {
    #[serde(flatten)]
    about: About,
    reasons: Vec<String>,
    remedies: Vec<String>,
    #[serde(skip)]
    letter: Option<AttachmentRef>,
}

impl Mail for Rejected {
    const TEMPLATE: &'static str = "request_rejected";

    fn attachments(&self) -> Vec<AttachmentRef> {
        self.letter.iter().cloned().collect()
    }
}

#[derive(Serialize)]
struct Shipped {
    #[serde(flatten)]
    about: About,
    carrier: String,
    tracking_number: String,
    /// The card that is not valid any more because of this one.
    replaced: Option<String>,
}

impl Mail for Shipped {
    const TEMPLATE: &'static str = "card_shipped";
}

#[derive(Serialize)]
struct DraftWaits {
    #[serde(flatten)]
    about: About,
    kept_until: NaiveDate,
}

impl Mail for DraftWaits {
    const TEMPLATE: &'static str = "draft_reminder";
}

fn about(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
) -> ServiceResult<(Recipient, About)> {
    let account = db::accounts::get(tx, driver.account_id)?;
    let to = Recipient::of(&account);
    let about = About {
        name: account.display_name,
        reference: request.reference.clone(),
        url: tx.settings.link(&format!("mes-demandes/{}", request.id)),
    };
    Ok((to, about))
}

fn pdf(file: FileId, name: &str, request: &RequestRow) -> AttachmentRef {
    AttachmentRef {
        file,
        name: format!("{name}-{}.pdf", request.reference),
    }
}

/// The request was received; its acknowledgement goes with the mail.
pub(crate) fn received(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
    acknowledgement: FileId,
) -> ServiceResult<()> {
    let (to, about) = about(tx, driver, request)?;
    let acknowledgement = Some(AttachmentRef {
        file: acknowledgement,
        name: acknowledgement::file_name(request, to.language),
    });
    tx.mail(
        &to,
        &Received {
            about,
            acknowledgement,
        },
    )
}

/// The request has reached another status; says what comes next.
pub(crate) fn progress(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
) -> ServiceResult<()> {
    let (to, about) = about(tx, driver, request)?;
    let mail = Progress {
        about,
        status: label(request.purpose, request.status, to.language),
        next: expected_next(request.purpose, request.status, to.language),
    };
    tx.mail(&to, &mail)
}

/// Something must be corrected: by mail, which alone says what and until when (CRPA,
/// L. 114-5), and by SMS if the driver wishes so (guide).
pub(crate) fn asked(
    tx: &mut Tx<'_>,
    (driver, request): (&DriverRow, &RequestRow),
    (items, deadline): (usize, NaiveDate),
    is_reminder: bool,
) -> ServiceResult<()> {
    let (to, about) = about(tx, driver, request)?;
    let url = format!("{}/repondre", about.url);
    let silence = &tx.settings.policy.implicit_decision;
    let mail = Asked {
        about: About { url, ..about },
        items,
        deadline,
        effect: silence.effect_of_information_request(to.language),
        is_reminder,
        is_paid: is_paid_first(request.purpose),
    };
    let sms = if is_reminder { REMINDER } else { QUESTION };
    let kind = NoticeKind::InformationRequested;
    tell(tx, driver, &to, kind, (&mail, Some(sms)))
}

const QUESTION: SmsText = SmsText {
    french: "votre demande attend une information complémentaire. Connectez-vous pour répondre.",
    english: "your request needs further information. Sign in to answer.",
};

const REMINDER: SmsText = SmsText {
    french: "rappel, votre demande attend une information. Connectez-vous pour répondre.",
    english: "reminder, your request waits for information. Sign in to answer.",
};

/// The request is refused; the letter goes with the mail.
pub(crate) fn rejected(
    tx: &mut Tx<'_>,
    (driver, request): (&DriverRow, &RequestRow),
    (reasons, remedies): (Vec<String>, Vec<String>),
    letter: FileId,
) -> ServiceResult<()> {
    let (to, about) = about(tx, driver, request)?;
    let name = to.language.choose("decision", "decision");
    let letter = Some(pdf(letter, name, request));
    tx.mail(
        &to,
        &Rejected {
            about,
            reasons,
            remedies,
            letter,
        },
    )
}

/// The card is on its way, and the one in whose place it is sent, if there is one, is not
/// valid any more.
pub(crate) fn shipped(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
    replaced: Option<String>,
) -> ServiceResult<()> {
    let (to, about) = about(tx, driver, request)?;
    let mail = Shipped {
        about,
        carrier: request.carrier.clone().unwrap_or_default(),
        tracking_number: request.tracking_number.clone().unwrap_or_default(),
        replaced,
    };
    tx.mail(&to, &mail)
}

/// A draft waits, and until when.
pub(crate) fn draft_waits(
    tx: &mut Tx<'_>,
    driver: &DriverRow,
    request: &RequestRow,
    kept_until: NaiveDate,
) -> ServiceResult<()> {
    let (to, about) = about(tx, driver, request)?;
    let url = format!("{}/reprendre", about.url);
    let mail = DraftWaits {
        about: About { url, ..about },
        kept_until,
    };
    tell(tx, driver, &to, NoticeKind::DraftWaits, (&mail, None))
}
