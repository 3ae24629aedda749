//! What every payment shows: its price, the order, and where it stands.

mod following;
mod open;
mod order;
mod price;

pub use self::following::{Following, Payable, follow};
pub use self::open::OpenPayment;
pub use self::order::{OpeningLine, Ordering, order_words};
pub use self::price::{OrderNotes, Price};
