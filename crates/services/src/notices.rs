//! What drivers are told by the clock, because something ends (domain §14). Each
//! job goes through what may be due page by page; a row of `notices`, written with
//! the mail, keeps each notice from being sent twice.

mod certificates;
mod licences;
mod qualifications;

#[cfg(test)]
mod tests;

pub use certificates::RemindCertificates;
pub use licences::RemindLicences;
pub use qualifications::RemindQualifications;

use common::ids::DriverId;
use db::Conn;
use db::drivers::DriverRow;

use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::mails::Recipient;
use crate::requests::draft_upkeep::for_each;

/// How many rows are looked at in one reading.
const PAGE: i64 = 500;

/// What one reading found.
struct Found<I, C> {
    /// What a notice is due about.
    due: Vec<I>,
    /// The last row looked at; none when there are no more.
    last: Option<C>,
}

/// Reads page after page with `find`, which only reads, and gives what is due to
/// `tell`, in one transaction each. A failure does not keep the others from being told.
async fn sweep<I, C, F>(
    ctx: &Context,
    find: F,
    tell: fn(&mut Tx<'_>, I) -> ServiceResult<()>,
) -> anyhow::Result<()>
where
    I: Copy + Send + Sync + 'static,
    C: Copy + Send + 'static,
    F: Fn(&mut Conn, Option<C>) -> ServiceResult<Found<I, C>> + Clone + Send + 'static,
{
    let (mut after, mut outcome) = (None, Ok(()));
    loop {
        let find = find.clone();
        let found = ctx.read(move |conn| find(conn, after)).await?;
        if let Err(error) = for_each(ctx, found.due, tell).await {
            outcome = Err(error);
        }
        if found.last.is_none() {
            return outcome;
        }
        after = found.last;
    }
}

/// Notes a notice as sent. Says whether it was not sent before.
fn note(tx: &mut Tx<'_>, subject: &str, kind: &str) -> ServiceResult<bool> {
    if db::notices::exists(tx, subject, kind)? {
        return Ok(false);
    }
    let now = tx.now;
    db::notices::insert(tx, subject, kind, now)?;
    Ok(true)
}

/// A driver, with how to write to them and their name.
fn addressee(conn: &mut Conn, driver: DriverId) -> ServiceResult<(DriverRow, Recipient, String)> {
    let driver = db::drivers::get(conn, driver)?;
    let account = db::accounts::get(conn, driver.account_id)?;
    let to = Recipient {
        email: account.email,
        language: account.language,
    };
    Ok((driver, to, account.display_name))
}
