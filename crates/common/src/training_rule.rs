//! The rules that a declared training is held against, by name.

use crate::text_enum;

text_enum! {
    /// A rule of domain §7.1.
    pub enum TrainingRule {
        /// The approval covers kind, sector and every day.
        Approval = "R1",
        /// The hours of the law.
        Hours = "R2",
        /// The sequences of an FCO.
        Sequences = "R3",
        /// Not in the future, and declared in time.
        Declaration = "R4",
        /// Bridging builds on the other sector.
        Bridging = "R5",
        /// An FCO builds on an initial qualification.
        Fco = "R6",
        /// The minimum age.
        Age = "R7",
        /// Not recorded already.
        Duplicate = "R8",
        /// Whose training it is.
        Matching = "R9",
    }
}
