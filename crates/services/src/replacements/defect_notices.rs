//! Mails about a defective card: the return slip, the wait, the finding.

use chrono::NaiveDate;
use common::card_defect::DefectFinding;
use common::ids::FileId;
use db::requests::RequestRow;
use serde::Serialize;

use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::AttachmentRef;
use crate::mails::{Mail, Recipient, addressee};
use crate::requests::acknowledgement;

#[derive(Serialize)]
struct ReturnSlip {
    name: String,
    reference: String,
    url: String,
    #[serde(skip)]
    slip: Vec<AttachmentRef>,
}

impl Mail for ReturnSlip {
    const TEMPLATE: &'static str = "return_slip";

    fn attachments(&self) -> Vec<AttachmentRef> {
        self.slip.clone()
    }
}

#[derive(Serialize)]
struct CardAwaited {
    name: String,
    reference: String,
    kept_until: NaiveDate,
    url: String,
}

impl Mail for CardAwaited {
    const TEMPLATE: &'static str = "card_awaited";
}

#[derive(Serialize)]
struct DefectAnalysed {
    name: String,
    reference: String,
    finding: DefectFinding,
    comment: String,
    deadline: Option<NaiveDate>,
    url: String,
}

impl Mail for DefectAnalysed {
    const TEMPLATE: &'static str = "defect_analysed";
}

fn about(tx: &mut Tx<'_>, request: &RequestRow) -> ServiceResult<(Recipient, String, String)> {
    let (_, to, name) = addressee(tx, request.driver_id)?;
    let url = tx.settings.link(&format!("mes-demandes/{}", request.id));
    Ok((to, name, url))
}

/// The slip to be sent with the card.
pub(super) fn slip(tx: &mut Tx<'_>, request: &RequestRow, file: FileId) -> ServiceResult<()> {
    let (to, name, url) = about(tx, request)?;
    let mail = ReturnSlip {
        name,
        reference: request.reference.clone(),
        url,
        slip: vec![AttachmentRef {
            file,
            name: acknowledgement::file_name(request, to.language),
        }],
    };
    tx.mail(&to, &mail)
}

/// The card has not arrived yet.
pub(super) fn awaited(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    until: NaiveDate,
) -> ServiceResult<()> {
    let (to, name, url) = about(tx, request)?;
    let mail = CardAwaited {
        name,
        reference: request.reference.clone(),
        kept_until: until,
        url,
    };
    tx.mail(&to, &mail)
}

/// What the analysis found, and until when to act if there is something to do.
pub(super) fn finding(
    tx: &mut Tx<'_>,
    request: &RequestRow,
    (finding, comment): (DefectFinding, &str),
    deadline: Option<NaiveDate>,
) -> ServiceResult<()> {
    let (to, name, url) = about(tx, request)?;
    let mail = DefectAnalysed {
        name,
        reference: request.reference.clone(),
        finding,
        comment: comment.to_owned(),
        deadline,
        url,
    };
    tx.mail(&to, &mail)
}
