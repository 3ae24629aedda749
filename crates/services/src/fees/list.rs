//! The fees with their first days: past, present and coming.

use chrono::NaiveDate;
use common::dates::paris_date;
use common::dto::fee::FeeLine;
use common::dto::review::StaffMember;
use common::ids::AccountId;
use common::rules::fee::{split, standing};
use db::Conn;
use db::fees::FeeRow;

use crate::context::Context;
use crate::error::ServiceResult;

/// Every amount of everything; of each thing the latest first.
///
/// # Errors
///
/// If the database fails.
pub async fn list_fees(ctx: &Context) -> ServiceResult<Vec<FeeLine>> {
    let today = paris_date(ctx.now());
    ctx.read(move |conn| {
        let rows = db::fees::list(conn)?;
        lines(conn, &rows, &rows, today)
    })
    .await
}

/// Some amounts as staff sees them, among all that there are.
pub(super) fn lines(
    conn: &mut Conn,
    shown: &[FeeRow],
    all: &[FeeRow],
    today: NaiveDate,
) -> ServiceResult<Vec<FeeLine>> {
    let mut ids: Vec<_> = shown.iter().filter_map(|row| row.created_by).collect();
    ids.sort_unstable();
    ids.dedup();
    let names = db::accounts::list_names(conn, &ids)?;
    Ok(shown
        .iter()
        .map(|row| line(row, in_force(row, all, today), &names, today))
        .collect())
}

/// The first day of the amount that is paid today in the row's place.
fn in_force(row: &FeeRow, all: &[FeeRow], today: NaiveDate) -> Option<NaiveDate> {
    let begun = all
        .iter()
        .filter(|other| other.code == row.code && other.applies_from <= today);
    begun.map(|other| other.applies_from).max()
}

fn line(
    row: &FeeRow,
    in_force: Option<NaiveDate>,
    names: &[(AccountId, String)],
    today: NaiveDate,
) -> FeeLine {
    let amounts = split(row.amount_cents, row.vat_basis_points.into());
    let entered_by = names.iter().find(|(id, _)| Some(*id) == row.created_by);
    FeeLine {
        id: row.id,
        fee: row.code,
        amount_cents: row.amount_cents,
        net_cents: amounts.net_cents,
        vat_cents: amounts.vat_cents,
        vat_basis_points: row.vat_basis_points,
        applies_from: row.applies_from,
        standing: standing(row.applies_from, in_force, today),
        entered_by: entered_by.map(|(id, name)| StaffMember {
            id: *id,
            name: name.clone(),
        }),
        entered_at: row.created_at.and_utc(),
    }
}
