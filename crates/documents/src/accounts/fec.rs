//! Accounting entries in the form that the French tax authority reads (fichier des
//! écritures comptables; LPF, article A47 A-1, VII): eighteen columns with tabs between
//! them, UTF-8. It names no customer: the invoice does, whose number is `PieceRef`.

use chrono::NaiveDate;
use common::money::Cents;
use common::validation::account_number::AccountNumber;
use common::validation::business_number::Siren;

use super::{AccountPlan, Accounted, decimal};

const COLUMNS: [&str; 18] = [
    "JournalCode",
    "JournalLib",
    "EcritureNum",
    "EcritureDate",
    "CompteNum",
    "CompteLib",
    "CompAuxNum",
    "CompAuxLib",
    "PieceRef",
    "PieceDate",
    "EcritureLib",
    "Debit",
    "Credit",
    "EcritureLet",
    "DateLet",
    "ValidDate",
    "Montantdevise",
    "Idevise",
];

const JOURNAL: &str = "Ventes";
const CUSTOMERS: &str = "Clients";
const SALES: &str = "Prestations de services";
const VAT: &str = "TVA collectée";

/// The name that the law gives the file; `until` is the last day in it.
#[must_use]
pub fn file_name(siren: &Siren, until: NaiveDate) -> String {
    format!("{}FEC{}.txt", siren.as_str(), day(until))
}

/// The first line.
#[must_use]
pub fn head() -> String {
    line(&COLUMNS.map(str::to_owned))
}

/// The entry of an invoice: the customer owes, the service and the State are owed. That
/// of a credit note is the same the other way round. Lines of nothing are left out.
#[must_use]
pub fn entry(document: &Accounted, plan: &AccountPlan) -> String {
    let sides = [
        (&plan.customers, CUSTOMERS, document.gross, true),
        (&plan.sales, SALES, document.net(), false),
        (&plan.vat, VAT, document.vat, false),
    ];
    let lines = sides
        .into_iter()
        .filter(|(_, _, amount, _)| *amount != Cents(0))
        .map(|(account, name, amount, is_debit)| {
            let is_debit = is_debit != document.is_credit_note;
            side(document, plan, (account, name), (amount, is_debit))
        });
    lines.collect()
}

fn side(
    document: &Accounted,
    plan: &AccountPlan,
    (account, name): (&AccountNumber, &str),
    (amount, is_debit): (Cents, bool),
) -> String {
    let kind = if document.is_credit_note {
        "Avoir"
    } else {
        "Facture"
    };
    let (amount, nothing) = (decimal(amount), decimal(Cents(0)));
    let (debit, credit) = if is_debit {
        (amount, nothing)
    } else {
        (nothing, amount)
    };
    let issued_on = day(document.issued_on);
    let none = String::new;
    line(&[
        plan.journal.to_string(),
        JOURNAL.to_owned(),
        document.position.to_string(),
        issued_on.clone(),
        account.to_string(),
        name.to_owned(),
        none(),
        none(),
        document.number.clone(),
        issued_on.clone(),
        format!("{kind} {}", document.number),
        debit,
        credit,
        none(),
        none(),
        // An invoice is never changed.
        issued_on,
        none(),
        none(),
    ])
}

fn day(date: NaiveDate) -> String {
    date.format("%Y%m%d").to_string()
}

fn line(fields: &[String; COLUMNS.len()]) -> String {
    format!("{}\r\n", fields.join("\t"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::accounts::samples::{both, plan};

    #[test]
    fn entries_balance_and_a_credit_note_is_the_other_way_round() {
        let [invoice, credit_note] = both();
        assert_eq!(
            entry(&invoice, &plan()),
            "VE\tVentes\t41\t20261103\t411000\tClients\t\t\tF2026-000001\t20261103\t\
             Facture F2026-000001\t25,00\t0,00\t\t\t20261103\t\t\r\n\
             VE\tVentes\t41\t20261103\t706000\tPrestations de services\t\t\tF2026-000001\t20261103\t\
             Facture F2026-000001\t0,00\t20,83\t\t\t20261103\t\t\r\n\
             VE\tVentes\t41\t20261103\t445710\tTVA collectée\t\t\tF2026-000001\t20261103\t\
             Facture F2026-000001\t0,00\t4,17\t\t\t20261103\t\t\r\n"
        );
        let reversed: Vec<_> = entry(&credit_note, &plan())
            .lines()
            .map(|line| line.split('\t').map(str::to_owned).collect::<Vec<_>>())
            .map(|fields| (fields[4].clone(), fields[11].clone(), fields[12].clone()))
            .collect();
        let expected = [
            ("411000", "0,00", "25,00"),
            ("706000", "20,83", "0,00"),
            ("445710", "4,17", "0,00"),
        ];
        let expected = expected.map(|(account, debit, credit)| {
            (account.to_owned(), debit.to_owned(), credit.to_owned())
        });
        assert_eq!(reversed, expected);
    }

    #[test]
    fn without_vat_there_is_no_line_of_it() {
        let [mut invoice, _] = both();
        invoice.vat = Cents(0);
        let entry = entry(&invoice, &plan());
        assert_eq!(entry.lines().count(), 2);
        assert!(!entry.contains("445710"));
    }

    #[test]
    fn is_named_as_the_law_wants() {
        let until = NaiveDate::from_ymd_opt(2026, 12, 31).unwrap();
        let name = file_name(&"352973622".parse().unwrap(), until);
        assert_eq!(name, "352973622FEC20261231.txt");
        assert_eq!(head().trim_end().split('\t').count(), 18);
        assert!(head().starts_with("JournalCode\tJournalLib\tEcritureNum\t"));
    }
}
