//! The fees that staff enters, each with its first day.

use chrono::{DateTime, NaiveDate, Utc};

use super::review::StaffMember;
use crate::ids::FeeId;
use crate::text_enum;
use crate::words::FeeCode;

text_enum! {
    /// Where an amount stands in time.
    pub enum FeeStanding {
        /// A later one has taken its place.
        Past = "past",
        /// What is paid today.
        Present = "present",
        /// It begins on a day to come.
        Coming = "coming",
    }
}

response! {
    /// What something costs from a day on.
    pub struct FeeLine {
        /// Identifier.
        pub id: FeeId,
        /// What.
        pub fee: FeeCode,
        /// With tax, in euro cents: what is paid.
        pub amount_cents: i64,
        /// Without tax, in euro cents.
        pub net_cents: i64,
        /// Value-added tax, in euro cents.
        pub vat_cents: i64,
        /// Rate of the tax in hundredths of a per cent: 2000 is 20 %.
        pub vat_basis_points: i32,
        /// First day.
        pub applies_from: NaiveDate,
        /// Past, present or coming; only a coming one can be removed.
        pub standing: FeeStanding,
        /// Who entered it; none for the amounts that the service came with.
        pub entered_by: Option<StaffMember>,
        /// When it was entered.
        pub entered_at: DateTime<Utc>,
    }
}

request! {
    /// Enters what something costs from a coming day on.
    pub struct EnterFeeRequest {
        /// What.
        pub fee: FeeCode,
        /// With tax, in euros: `25` or `25,50`; `0` makes it free.
        #[cfg_attr(feature = "openapi", schema(max_length = 20, example = "25,50"))]
        pub amount: String,
        /// Rate of the tax in per cent: `20` or `5,5`; `0` without tax.
        #[cfg_attr(feature = "openapi", schema(max_length = 10, example = "20"))]
        pub vat_rate: String,
        /// First day, YYYY-MM-DD, tomorrow at the earliest.
        #[cfg_attr(feature = "openapi", schema(format = "date", max_length = 10))]
        pub applies_from: String,
    }
}
