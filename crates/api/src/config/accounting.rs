//! The accounts in which entries are made.

use clap::Args;
use common::validation::account_number::{AccountNumber, JournalCode};
use documents::accounts::AccountPlan;

/// The accounts of the file of accounting entries (FEC), by the French chart.
#[derive(Clone, Debug, Args)]
pub struct AccountingConfig {
    /// Code of the journal of sales.
    #[arg(
        long,
        env = "CQC_ACCOUNTING_JOURNAL",
        default_value = "VE",
        global = true
    )]
    pub accounting_journal: JournalCode,
    /// Account of what customers owe.
    #[arg(
        long,
        env = "CQC_ACCOUNTING_CUSTOMERS",
        default_value = "411000",
        global = true
    )]
    pub accounting_customers: AccountNumber,
    /// Account of what is sold.
    #[arg(
        long,
        env = "CQC_ACCOUNTING_SALES",
        default_value = "706000",
        global = true
    )]
    pub accounting_sales: AccountNumber,
    /// Account of the VAT that is owed to the State.
    #[arg(
        long,
        env = "CQC_ACCOUNTING_VAT",
        default_value = "445710",
        global = true
    )]
    pub accounting_vat: AccountNumber,
}

impl AccountingConfig {
    /// The accounts as entries name them.
    #[must_use]
    pub fn plan(&self) -> AccountPlan {
        AccountPlan {
            journal: self.accounting_journal.clone(),
            customers: self.accounting_customers.clone(),
            sales: self.accounting_sales.clone(),
            vat: self.accounting_vat.clone(),
        }
    }
}
