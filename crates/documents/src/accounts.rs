//! Invoices and credit notes for who keeps the books: a table for spreadsheets, and
//! accounting entries. Both are written piece by piece, so that any number fits.

pub mod csv;
pub mod fec;

use chrono::NaiveDate;
use common::money::Cents;
use common::validation::account_number::{AccountNumber, JournalCode};

/// An invoice or a credit note in the accounts. Its amounts are positive: that a credit
/// note gives back follows from its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Accounted {
    /// Its place among all that were ever issued, from 1.
    pub position: u64,
    /// Its number.
    pub number: String,
    /// Whether money is given back.
    pub is_credit_note: bool,
    /// Date of issue, Paris.
    pub issued_on: NaiveDate,
    /// Including VAT.
    pub gross: Cents,
    /// The VAT in it.
    pub vat: Cents,
    /// What else it says; none once its time is over.
    pub details: Option<AccountedDetails>,
}

/// What an invoice says beside numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountedDetails {
    /// Who buys.
    pub buyer: String,
    /// What was paid for.
    pub description: String,
    /// Reference of the request.
    pub request: String,
    /// VAT rate in basis points.
    pub vat_rate: u32,
    /// Our id of the payment.
    pub payment: String,
    /// The number of the invoice that a credit note corrects.
    pub corrects: Option<String>,
}

impl Accounted {
    /// Without VAT.
    const fn net(&self) -> Cents {
        Cents(self.gross.0 - self.vat.0)
    }
}

/// The accounts that entries are made in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountPlan {
    /// The journal of sales.
    pub journal: JournalCode,
    /// What customers owe.
    pub customers: AccountNumber,
    /// What is sold.
    pub sales: AccountNumber,
    /// VAT that is owed to the State.
    pub vat: AccountNumber,
}

/// A sum as French software reads it: "1234,50", "-4,17".
fn decimal(amount: Cents) -> String {
    amount.decimal().replace('.', ",")
}

#[cfg(test)]
mod samples {
    use super::*;

    /// An invoice of 25.00 €, and the credit note that gives it back.
    pub fn both() -> [Accounted; 2] {
        let invoice = Accounted {
            position: 41,
            number: "F2026-000001".to_owned(),
            is_credit_note: false,
            issued_on: NaiveDate::from_ymd_opt(2026, 11, 3).unwrap(),
            gross: Cents(2_500),
            vat: Cents(417),
            details: Some(AccountedDetails {
                buyer: "Chloé D’ARTAGNAN".to_owned(),
                description: "Remplacement pour perte".to_owned(),
                request: "CQC-2026-0004217-K".to_owned(),
                vat_rate: 2_000,
                payment: "pay_1".to_owned(),
                corrects: None,
            }),
        };
        let details = invoice.details.clone().map(|details| AccountedDetails {
            corrects: Some(invoice.number.clone()),
            ..details
        });
        let credit_note = Accounted {
            position: 42,
            number: "A2026-000001".to_owned(),
            is_credit_note: true,
            issued_on: NaiveDate::from_ymd_opt(2026, 11, 4).unwrap(),
            details,
            ..invoice.clone()
        };
        [invoice, credit_note]
    }

    /// The accounts of the default configuration.
    pub fn plan() -> AccountPlan {
        AccountPlan {
            journal: "VE".parse().unwrap(),
            customers: "411000".parse().unwrap(),
            sales: "706000".parse().unwrap(),
            vat: "445710".parse().unwrap(),
        }
    }
}
