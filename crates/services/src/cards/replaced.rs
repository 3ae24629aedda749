//! The card in whose place another one is asked for.

use db::Conn;
use db::cards::CardWithRequest;
use db::requests::RequestRow;

use crate::error::ServiceResult;

/// The card that a request replaces; none if it replaces none of ours.
///
/// # Errors
///
/// If the database fails.
pub(crate) fn find_replaced(
    conn: &mut Conn,
    request: &RequestRow,
) -> ServiceResult<Option<CardWithRequest>> {
    let Some(card) = request.replaces_card_id else {
        return Ok(None);
    };
    let driver = request.driver_id;
    Ok(Some(db::cards::get_of_driver(conn, driver, card)?))
}
