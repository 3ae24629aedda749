//! What drivers are told by the clock, because something ends (domain §14), and how they
//! choose the ways of what they are told. Each job goes through what may be due page by
//! page; a row of `notices`, written with the mail, keeps each notice from being sent
//! twice. `docs/notices.md` lists every notice with its cause.

mod certificates;
mod licences;
pub mod preferences;
mod qualifications;
pub(crate) mod tell;

#[cfg(test)]
mod tests;

pub use certificates::RemindCertificates;
pub use licences::RemindLicences;
pub use qualifications::RemindQualifications;

use db::Conn;

use crate::context::{Context, Tx};
use crate::error::ServiceResult;
use crate::requests::draft_upkeep::for_each;

/// How many rows are looked at in one reading.
pub(crate) const PAGE: i64 = 500;

/// What one reading found.
pub(crate) struct Found<I, C> {
    /// What a notice is due about.
    pub(crate) due: Vec<I>,
    /// The last row looked at; none when there are no more.
    pub(crate) last: Option<C>,
}

/// Reads page after page with `find`, which only reads, and gives what is due to
/// `tell`, in one transaction each. A failure does not keep the others from being told.
pub(crate) async fn sweep<I, C, F>(
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
pub(crate) fn note(tx: &mut Tx<'_>, subject: &str, kind: &str) -> ServiceResult<bool> {
    if db::notices::exists(tx, subject, kind)? {
        return Ok(false);
    }
    let now = tx.now;
    db::notices::insert(tx, subject, kind, now)?;
    Ok(true)
}
