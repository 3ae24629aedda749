//! What lies at the returns desk.

use common::dto::page::cut;
use common::dto::returned_mail::StaffReturnedMail;
use common::ids::ReturnedMailId;
use common::statuses::ReturnedMailStatus;
use db::Conn;
use db::json::Json;
use db::returned_mail::ReturnedMailLine;

use crate::accounts::identity_rows::list_name;
use crate::context::Context;
use crate::error::ServiceResult;

/// At most `limit` letters, newest first, older than `before` if given, and the last
/// one's id if another page follows. Without a status those that lie at the desk.
///
/// # Errors
///
/// If the database fails.
pub async fn list_returned_mail(
    ctx: &Context,
    status: Option<ReturnedMailStatus>,
    (before, limit): (Option<ReturnedMailId>, u32),
) -> ServiceResult<(Vec<StaffReturnedMail>, Option<ReturnedMailId>)> {
    let statuses: Vec<_> = match status {
        Some(status) => vec![status],
        None => {
            let all = ReturnedMailStatus::ALL.iter().copied();
            all.filter(|status| status.is_open()).collect()
        }
    };
    ctx.read(move |conn| {
        let mut rows = db::returned_mail::list(conn, &statuses, before, i64::from(limit) + 1)?;
        let has_more = cut(&mut rows, limit);
        let last = rows.last().filter(|_| has_more).map(|row| row.letter.id);
        Ok((rows.iter().map(view).collect(), last))
    })
    .await
}

pub(super) fn of_staff(conn: &mut Conn, id: ReturnedMailId) -> ServiceResult<StaffReturnedMail> {
    Ok(view(&db::returned_mail::get_line(conn, id)?))
}

fn view(line: &ReturnedMailLine) -> StaffReturnedMail {
    let letter = &line.letter;
    let new_address = letter.new_address.clone().map(Json::into_inner);
    let old_address = line.address.clone().map(Json::into_inner);
    StaffReturnedMail {
        id: letter.id,
        request_id: letter.request_id,
        request_reference: line.request_reference.clone(),
        serial: line.serial.clone(),
        driver_name: list_name(&line.surname, &line.first_names),
        status: letter.status,
        reason: letter.reason,
        returned_at: letter.created_at.and_utc(),
        keep_until: letter.keep_until,
        send_to: match letter.status {
            ReturnedMailStatus::ReshipFree => old_address,
            ReturnedMailStatus::ReshipPaid => new_address,
            _ => None,
        },
        version: letter.version,
    }
}
