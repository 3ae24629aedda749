//! An invoice is never edited, so one that is wrong must not come about.

use std::collections::BTreeMap;

use common::countries::Country;
use common::dto::address::Address;

use super::data::{InvoiceData, InvoiceKind, InvoiceLine};
use crate::error::DocumentError;
use crate::text::check_printable;
use common::money::Cents;

/// 100 % in basis points.
const WHOLE: i64 = 10_000;

/// Longer descriptions would not fit a line of the table on one page.
const LONGEST_DESCRIPTION: usize = 200;

/// Refuses what cannot be printed, and amounts that do not add up.
pub(super) fn check(data: &InvoiceData) -> Result<(), DocumentError> {
    check_texts(data)?;
    if data.seller.siret.siren() != data.seller.siren {
        return Err(invalid("seller.siret", "it is another business's"));
    }
    check_address("seller.address", &data.seller.address)?;
    check_address("buyer.address", &data.buyer.address)?;
    if let Some(address) = &data.buyer.billing_address {
        check_address("buyer.billing_address", address)?;
    }
    if data.lines.is_empty() {
        return Err(invalid("lines", "an invoice has at least one line"));
    }
    for line in &data.lines {
        check_line(line)?;
    }
    if is_exempt(data) && data.lines.iter().any(|line| line.vat_rate > 0) {
        // What is not taxed at all has an invoice of its own (EN 16931, BR-O-11).
        return Err(invalid("vat_rate", "it is 0 % beside another rate"));
    }
    let lines = data.lines.as_slice();
    expect("totals.net", data.totals.net, sum(lines, net)?)?;
    expect(
        "totals.vat",
        data.totals.vat,
        sum(lines, |line| Some(line.vat))?,
    )?;
    expect(
        "totals.gross",
        data.totals.gross,
        sum(lines, |line| Some(line.total))?,
    )
}

/// The price of a line without VAT; none when it is too large to be counted.
pub(super) fn net(line: &InvoiceLine) -> Option<Cents> {
    line.unit_price.times(line.quantity)
}

/// Whether something is charged without VAT, which the invoice has to give the reason of.
pub(super) fn is_exempt(data: &InvoiceData) -> bool {
    data.lines.iter().any(|line| line.vat_rate == 0)
}

/// Net and VAT of each rate, lowest first, of lines that [`check`] has passed: none
/// of the sums is too large.
pub(super) fn by_rate(lines: &[InvoiceLine]) -> BTreeMap<u32, (Cents, Cents)> {
    let mut rates = BTreeMap::new();
    for line in lines {
        let sums: &mut (Cents, Cents) = rates.entry(line.vat_rate).or_default();
        sums.0 = net(line).and_then(|net| sums.0.plus(net)).unwrap_or(sums.0);
        sums.1 = sums.1.plus(line.vat).unwrap_or(sums.1);
    }
    rates
}

fn check_texts(data: &InvoiceData) -> Result<(), DocumentError> {
    let (seller, buyer) = (&data.seller, &data.buyer);
    let mut texts = vec![
        ("number", &data.number),
        ("order_reference", &data.order_reference),
        ("payment.reference", &data.payment.reference),
        ("seller.legal_name", &seller.legal_name),
        ("seller.legal_form", &seller.legal_form),
        ("buyer.name", &buyer.name),
    ];
    texts.extend(
        seller
            .register_town
            .iter()
            .map(|t| ("seller.register_town", t)),
    );
    texts.extend(
        data.lines
            .iter()
            .map(|line| ("description", &line.description)),
    );
    if let InvoiceKind::CreditNote { corrects, .. } = &data.kind {
        texts.push(("corrects", corrects));
    }
    for (field, text) in texts {
        check_text(field, text)?;
    }
    Ok(())
}

fn check_text(field: &'static str, text: &str) -> Result<(), DocumentError> {
    if text.trim().is_empty() {
        return Err(invalid(field, "it is empty"));
    }
    check_printable(field, text)
}

fn check_address(field: &'static str, address: &Address) -> Result<(), DocumentError> {
    let [first, ..] = address.lines.as_slice() else {
        return Err(invalid(field, "it has no line"));
    };
    check_text(field, first)?;
    for text in address.lines.iter().chain([&address.postal_code]) {
        check_printable(field, text)?;
    }
    check_text(field, &address.town)?;
    Country::parse(&address.country)
        .map(drop)
        .map_err(|_| invalid(field, "its country is not one of ISO 3166-1"))
}

fn check_line(line: &InvoiceLine) -> Result<(), DocumentError> {
    if line.description.chars().count() > LONGEST_DESCRIPTION {
        return Err(invalid("description", "it has more than 200 characters"));
    }
    if line.quantity == 0 {
        return Err(invalid("quantity", "it is zero"));
    }
    if line.unit_price < Cents(0) || line.vat < Cents(0) {
        return Err(invalid("unit_price", "an amount is negative"));
    }
    if i64::from(line.vat_rate) > WHOLE {
        return Err(invalid("vat_rate", "it is above 100 %"));
    }
    if line.vat_rate == 0 {
        expect("vat", line.vat, Cents(0))?;
    }
    let net = net(line).ok_or_else(too_large)?;
    let exact = i128::from(net.0) * i128::from(line.vat_rate);
    let off = exact - i128::from(line.vat.0) * i128::from(WHOLE);
    // A price is set including VAT, so that its parts may each be rounded.
    if off.abs() > i128::from(WHOLE) * i128::from(line.quantity) {
        let vat = i64::try_from((exact + i128::from(WHOLE / 2)) / i128::from(WHOLE));
        expect("vat", line.vat, Cents(vat.map_err(|_| too_large())?))?;
    }
    expect(
        "total",
        line.total,
        net.plus(line.vat).ok_or_else(too_large)?,
    )
}

fn sum(
    lines: &[InvoiceLine],
    of: impl Fn(&InvoiceLine) -> Option<Cents>,
) -> Result<Cents, DocumentError> {
    lines
        .iter()
        .try_fold(Cents(0), |sum, line| sum.plus(of(line)?))
        .ok_or_else(too_large)
}

fn expect(field: &'static str, found: Cents, expected: Cents) -> Result<(), DocumentError> {
    if found == expected {
        return Ok(());
    }
    Err(DocumentError::Amount {
        field,
        found,
        expected,
    })
}

const fn invalid(field: &'static str, reason: &'static str) -> DocumentError {
    DocumentError::Invalid { field, reason }
}

const fn too_large() -> DocumentError {
    invalid("lines", "an amount is too large")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(gross: i64, net: i64, quantity: u32) -> InvoiceLine {
        InvoiceLine {
            description: String::from("card"),
            quantity,
            unit_price: Cents(net),
            vat_rate: 2000,
            vat: Cents((gross - net) * i64::from(quantity)),
            total: Cents(gross * i64::from(quantity)),
        }
    }

    #[test]
    fn refuses_a_vat_that_no_rounding_explains() {
        for wrong in [
            line(2500, 2081, 1),
            line(2500, 2085, 1),
            line(2500, 2081, 9),
        ] {
            let error = check_line(&wrong).unwrap_err();
            assert!(
                matches!(error, DocumentError::Amount { field: "vat", .. }),
                "{error}"
            );
        }
    }

    #[test]
    fn every_price_that_includes_vat_can_be_split() {
        for gross in 1..=30_000 {
            let net = (gross * 10 + 6) / 12;
            for quantity in [1, 2, 7] {
                check_line(&line(gross, net, quantity)).unwrap();
            }
        }
    }
}
