//! Invoices and the return slip of people who do not exist.

use common::dto::address::Address;
use common::money::{Cents, VatExemption};
use documents::invoice::{
    Buyer, InvoiceData, InvoiceKind, InvoiceLine, InvoiceTotals, Payment, Seller,
};
use documents::return_slip::{ReportedDefect, ReturnSlipData};

use crate::data::{date, operator};

pub fn address(lines: &[&str], postal_code: &str, town: &str, country: &str) -> Address {
    Address {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        postal_code: postal_code.to_owned(),
        town: town.to_owned(),
        country: country.to_owned(),
    }
}

/// A replacement card: 25.00 € including VAT, whose parts are both rounded.
pub fn line() -> InvoiceLine {
    InvoiceLine {
        description: "Remplacement d’une carte de qualification de conducteur (perte)".to_owned(),
        quantity: 1,
        unit_price: Cents(2083),
        vat_rate: 2000,
        vat: Cents(417),
        total: Cents(2500),
    }
}

pub fn invoice() -> InvoiceData {
    InvoiceData {
        operator: operator(),
        kind: InvoiceKind::Invoice,
        number: "F2026-000001".to_owned(),
        issued_on: date("2026-11-23"),
        service_on: date("2026-11-23"),
        seller: Seller {
            legal_name: "CQC Hub".to_owned(),
            legal_form: "SAS".to_owned(),
            capital: Some(Cents(10_000_000)),
            siren: "123456782".parse().expect("a SIREN"),
            siret: "12345678200010".parse().expect("a SIRET"),
            register_town: Some("Paris".to_owned()),
            address: address(&["12 rue des Transports"], "75012", "Paris", "FR"),
            vat_number: "FR11123456782".parse().expect("a VAT number"),
            vat_exemption: VatExemption::PublicService,
        },
        buyer: Buyer {
            name: "Chloé D’ARTAGNAN-LEFÈVRE".to_owned(),
            address: address(
                &["8 RUE DU GENERAL DE GAULLE", "BAT B"],
                "94150",
                "RUNGIS",
                "FR",
            ),
            billing_address: None,
        },
        order_reference: "CQC-2026-0004217-K".to_owned(),
        lines: vec![line()],
        totals: InvoiceTotals {
            net: Cents(2083),
            vat: Cents(417),
            gross: Cents(2500),
        },
        due_on: date("2026-11-23"),
        payment: Payment {
            paid_on: date("2026-11-23"),
            reference: "PAY-7K4M2QXD9RTB".to_owned(),
        },
    }
}

/// The same price without VAT, and why there is none.
pub fn without_vat(exemption: VatExemption) -> InvoiceData {
    let mut data = invoice();
    data.seller.vat_exemption = exemption;
    data.lines = vec![InvoiceLine {
        unit_price: Cents(2500),
        vat_rate: 0,
        vat: Cents(0),
        ..line()
    }];
    data.totals = InvoiceTotals {
        net: Cents(2500),
        vat: Cents(0),
        gross: Cents(2500),
    };
    data
}

/// Gives the invoice back, to somebody abroad with a billing address in France.
pub fn credit_note() -> InvoiceData {
    let mut data = invoice();
    data.kind = InvoiceKind::CreditNote {
        corrects: data.number,
        corrects_issued_on: data.issued_on,
    };
    data.number = "A2026-000001".to_owned();
    data.issued_on = date("2026-12-01");
    data.due_on = data.issued_on;
    data.payment = Payment {
        paid_on: data.issued_on,
        reference: "REF-3M9T6WZB1KLA".to_owned(),
    };
    data.buyer.billing_address = Some(data.buyer.address);
    data.buyer.address = address(&["Kungsgatan 4"], "111 43", "Stockholm", "SE");
    data
}

pub fn return_slip() -> ReturnSlipData {
    let defect = |element: &str, description: &str| ReportedDefect {
        element: element.to_owned(),
        description: description.to_owned(),
    };
    ReturnSlipData {
        operator: operator(),
        reference: "CQC-2026-0004217-K".to_owned(),
        surname: "D’ARTAGNAN-LEFÈVRE".to_owned(),
        first_names: "Chloé, Marie".to_owned(),
        card_serial: "F1234567890123".to_owned(),
        return_address: [
            "CQC Hub — Retours qualité",
            "12 rue des Transports",
            "75012 Paris",
        ]
        .map(str::to_owned)
        .to_vec(),
        return_by: date("2027-01-22"),
        defects: vec![
            defect("Nom", "D’ARTAGNAN-LEFÈVRE, et non D’ARTAGNAN LEFEVRE"),
            defect("Photo", "trop sombre, le visage ne se distingue pas"),
        ],
    }
}
