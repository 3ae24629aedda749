//! The account that is signed in, as it sees itself.

use common::dto::session::AccountView;
use common::ids::AccountId;
use common::statuses::IdentityReview;
use db::Conn;
use db::accounts::AccountRow;

use crate::context::Context;
use crate::error::ServiceResult;

/// The account.
///
/// # Errors
///
/// [`ServiceError::NotFound`](crate::ServiceError::NotFound) if there is none.
pub async fn get(ctx: &Context, id: AccountId) -> ServiceResult<AccountView> {
    ctx.read(move |conn| {
        let account = db::accounts::get(conn, id)?;
        let review = review_of(conn, &account)?;
        Ok(view(&account, review))
    })
    .await
}

/// The state of the identity review; none for staff.
pub(super) fn review_of(
    conn: &mut Conn,
    account: &AccountRow,
) -> ServiceResult<Option<IdentityReview>> {
    if account.role.is_staff() {
        return Ok(None);
    }
    Ok(db::drivers::find_standing(conn, account.id)?.map(|standing| standing.review))
}

pub(super) fn view(account: &AccountRow, review: Option<IdentityReview>) -> AccountView {
    AccountView {
        id: account.id,
        role: account.role,
        display_name: account.display_name.clone(),
        email: account.email.clone(),
        language: account.language,
        review,
    }
}
