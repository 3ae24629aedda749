//! What an invoice says.

use chrono::NaiveDate;
use common::dto::address::Address;
use common::validation::business_number::{Siren, Siret, VatNumber};

use crate::operator::Operator;
use common::money::{Cents, VatExemption};

/// An invoice or a credit note (CGI, annex II, article 242 nonies A).
#[derive(Clone, Debug, PartialEq)]
pub struct InvoiceData {
    /// Who is named in the header and the footer.
    pub operator: Operator,
    /// Whether money is asked for or given back.
    pub kind: InvoiceKind,
    /// Its number, from a sequence without gaps that the caller keeps.
    pub number: String,
    /// Date of issue, Paris.
    pub issued_on: NaiveDate,
    /// The day on which the service was rendered, Paris.
    pub service_on: NaiveDate,
    /// Who sells.
    pub seller: Seller,
    /// Who buys.
    pub buyer: Buyer,
    /// The reference of the request that was paid for.
    pub order_reference: String,
    /// What is charged, at least one line.
    pub lines: Vec<InvoiceLine>,
    /// What the lines add up to.
    pub totals: InvoiceTotals,
    /// The last day of payment.
    pub due_on: NaiveDate,
    /// The payment by bank card, or for a credit note the refund to the card.
    pub payment: Payment,
}

/// Whether money is asked for or given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum InvoiceKind {
    /// An invoice (UNTDID 1001: 380).
    Invoice,
    /// A credit note (avoir; UNTDID 1001: 381). Its amounts are positive: that
    /// they are given back follows from its kind.
    CreditNote {
        /// The number of the invoice that it corrects.
        corrects: String,
        /// That invoice's date of issue.
        corrects_issued_on: NaiveDate,
    },
}

/// Who sells, as registered.
#[derive(Clone, Debug, PartialEq)]
pub struct Seller {
    /// Legal name (dénomination sociale).
    pub legal_name: String,
    /// Legal form, such as "SAS".
    pub legal_form: String,
    /// Share capital, for forms that have one.
    pub capital: Option<Cents>,
    /// Number of the business.
    pub siren: Siren,
    /// Number of the head office.
    pub siret: Siret,
    /// The town whose court keeps the register (RCS) in which it is entered.
    pub register_town: Option<String>,
    /// The head office's address, without the name.
    pub address: Address,
    /// The number under which it charges VAT.
    pub vat_number: VatNumber,
    /// Why it charges no VAT where it charges none.
    pub vat_exemption: VatExemption,
}

/// Who buys: a private person.
#[derive(Clone, Debug, PartialEq)]
pub struct Buyer {
    /// First names and surname.
    pub name: String,
    /// Their address, without the name.
    pub address: Address,
    /// Where the invoice goes, if that is another address.
    pub billing_address: Option<Address>,
}

/// One thing that is charged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InvoiceLine {
    /// What it is, in the document's language.
    pub description: String,
    /// How many, at least one.
    pub quantity: u32,
    /// Price of one, excluding VAT.
    pub unit_price: Cents,
    /// VAT rate in basis points: 2000 is 20 %; 0 without VAT.
    pub vat_rate: u32,
    /// VAT on all of them.
    pub vat: Cents,
    /// Price of all of them, including VAT.
    pub total: Cents,
}

/// Sums over all lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvoiceTotals {
    /// Excluding VAT.
    pub net: Cents,
    /// The VAT.
    pub vat: Cents,
    /// Including VAT.
    pub gross: Cents,
}

/// A payment by bank card. No card data: the payment provider keeps them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Payment {
    /// The day on which it was captured or refunded, Paris.
    pub paid_on: NaiveDate,
    /// The payment provider's reference.
    pub reference: String,
}
