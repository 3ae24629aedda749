//! What several of the staff's pages are made of.

mod address_lines;
mod assigned;
mod due_clock;
mod filters;
mod findings;
mod navigation;
mod paged;
mod reason_fields;
mod stale;
mod status_tags;

pub use self::address_lines::*;
pub use self::assigned::*;
pub use self::due_clock::*;
pub use self::filters::*;
pub use self::findings::*;
pub use self::navigation::*;
pub use self::paged::*;
pub use self::reason_fields::*;
pub use self::stale::*;
pub use self::status_tags::*;
