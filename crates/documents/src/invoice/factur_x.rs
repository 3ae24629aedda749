//! The invoice for machines: UN/CEFACT Cross Industry Invoice D22B, Factur-X
//! 1.0 in profile BASIC. `BT-…` are the terms of EN 16931-1.

mod parties;

pub(super) use parties::registration;

use chrono::NaiveDate;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::check;
use super::data::{InvoiceData, InvoiceKind, InvoiceLine};
use crate::error::DocumentError;
use common::money::{Cents, VatExemption};
use common::words::Language;

const PROFILE: &str = "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic";

const NAMESPACES: [(&str, &str); 4] = [
    (
        "xmlns:rsm",
        "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    ),
    (
        "xmlns:ram",
        "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    ),
    (
        "xmlns:udt",
        "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    ),
    (
        "xmlns:qdt",
        "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    ),
];

/// Bank card (UNTDID 4461).
const BANK_CARD: &str = "48";
/// One, a unit that is none (UN/ECE Recommendation 20).
const ONE: &str = "C62";
/// Taxed at the rate that is given (UNTDID 5305).
const STANDARD_RATE: &str = "S";
/// Exempt from tax (UNTDID 5305).
const EXEMPT: &str = "E";
/// Outside the scope of tax (UNTDID 5305).
const NOT_TAXED: &str = "O";

type Xml = Writer<Vec<u8>>;
type Written = std::io::Result<()>;

/// The content of `factur-x.xml`. `mentions` are printed on the invoice too.
pub(super) fn factur_x(data: &InvoiceData, mentions: &[String]) -> Result<Vec<u8>, DocumentError> {
    let failed = |error: std::io::Error| DocumentError::Pdf(error.to_string());
    let mut xml = Writer::new_with_indent(Vec::new(), b' ', 1);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .map_err(failed)?;
    xml.create_element("rsm:CrossIndustryInvoice")
        .with_attributes(NAMESPACES)
        .write_inner_content(|xml| {
            nest(xml, "rsm:ExchangedDocumentContext", |xml| {
                nest(
                    xml,
                    "ram:GuidelineSpecifiedDocumentContextParameter",
                    |xml| leaf(xml, "ram:ID", PROFILE),
                )
            })?;
            nest(xml, "rsm:ExchangedDocument", |xml| {
                head(xml, data, mentions)
            })?;
            nest(xml, "rsm:SupplyChainTradeTransaction", |xml| {
                for (index, line) in data.lines.iter().enumerate() {
                    nest(xml, "ram:IncludedSupplyChainTradeLineItem", |xml| {
                        item(xml, index + 1, line, data.seller.vat_exemption)
                    })?;
                }
                agreement(xml, data)?;
                delivery(xml, data)?;
                nest(xml, "ram:ApplicableHeaderTradeSettlement", |xml| {
                    settlement(xml, data)
                })
            })
        })
        .map_err(failed)?;
    Ok(xml.into_inner())
}

/// BT-1 to BT-3, BG-1.
fn head(xml: &mut Xml, data: &InvoiceData, mentions: &[String]) -> Written {
    let code = match data.kind {
        InvoiceKind::Invoice => "380",
        InvoiceKind::CreditNote { .. } => "381",
    };
    leaf(xml, "ram:ID", &data.number)?;
    leaf(xml, "ram:TypeCode", code)?;
    date(
        xml,
        "ram:IssueDateTime",
        "udt:DateTimeString",
        data.issued_on,
    )?;
    // Regulatory information (UNTDID 4451).
    note(xml, &registration(&data.seller), "REG")?;
    mentions.iter().try_for_each(|text| note(xml, text, "AAI"))
}

fn note(xml: &mut Xml, text: &str, subject: &str) -> Written {
    nest(xml, "ram:IncludedNote", |xml| {
        leaf(xml, "ram:Content", text)?;
        leaf(xml, "ram:SubjectCode", subject)
    })
}

/// BG-25.
fn item(xml: &mut Xml, number: usize, line: &InvoiceLine, exemption: VatExemption) -> Written {
    nest(xml, "ram:AssociatedDocumentLineDocument", |xml| {
        leaf(xml, "ram:LineID", &number.to_string())
    })?;
    nest(xml, "ram:SpecifiedTradeProduct", |xml| {
        leaf(xml, "ram:Name", &line.description)
    })?;
    nest(xml, "ram:SpecifiedLineTradeAgreement", |xml| {
        nest(xml, "ram:NetPriceProductTradePrice", |xml| {
            amount(xml, "ram:ChargeAmount", line.unit_price)
        })
    })?;
    nest(xml, "ram:SpecifiedLineTradeDelivery", |xml| {
        let quantity = line.quantity.to_string();
        leaf_with(xml, "ram:BilledQuantity", ("unitCode", ONE), &quantity)
    })?;
    nest(xml, "ram:SpecifiedLineTradeSettlement", |xml| {
        nest(xml, "ram:ApplicableTradeTax", |xml| {
            leaf(xml, "ram:TypeCode", "VAT")?;
            rate(xml, line.vat_rate, exemption)
        })?;
        nest(
            xml,
            "ram:SpecifiedTradeSettlementLineMonetarySummation",
            |xml| {
                let net = check::net(line).unwrap_or_default();
                amount(xml, "ram:LineTotalAmount", net)
            },
        )
    })
}

/// BG-4, BG-7, BT-13.
fn agreement(xml: &mut Xml, data: &InvoiceData) -> Written {
    nest(xml, "ram:ApplicableHeaderTradeAgreement", |xml| {
        nest(xml, "ram:SellerTradeParty", |xml| {
            // What is not taxed at all has no number of a taxable person (BR-O-02).
            let is_taxed =
                !check::is_exempt(data) || category(0, data.seller.vat_exemption) != NOT_TAXED;
            parties::seller(xml, &data.seller, is_taxed)
        })?;
        nest(xml, "ram:BuyerTradeParty", |xml| {
            parties::buyer(xml, &data.buyer)
        })?;
        nest(xml, "ram:BuyerOrderReferencedDocument", |xml| {
            leaf(xml, "ram:IssuerAssignedID", &data.order_reference)
        })
    })
}

/// BT-72.
fn delivery(xml: &mut Xml, data: &InvoiceData) -> Written {
    nest(xml, "ram:ApplicableHeaderTradeDelivery", |xml| {
        nest(xml, "ram:ActualDeliverySupplyChainEvent", |xml| {
            let day = data.service_on;
            date(xml, "ram:OccurrenceDateTime", "udt:DateTimeString", day)
        })
    })
}

/// BT-83, BG-16, BG-23, BT-9, BG-22, BG-3.
fn settlement(xml: &mut Xml, data: &InvoiceData) -> Written {
    leaf(xml, "ram:PaymentReference", &data.payment.reference)?;
    leaf(xml, "ram:InvoiceCurrencyCode", "EUR")?;
    nest(xml, "ram:SpecifiedTradeSettlementPaymentMeans", |xml| {
        leaf(xml, "ram:TypeCode", BANK_CARD)
    })?;
    for (basis_points, (net, vat)) in check::by_rate(&data.lines) {
        nest(xml, "ram:ApplicableTradeTax", |xml| {
            amount(xml, "ram:CalculatedAmount", vat)?;
            leaf(xml, "ram:TypeCode", "VAT")?;
            let exemption = data.seller.vat_exemption;
            if basis_points == 0 {
                // In the language of the law.
                let reason = exemption.mention(Language::French);
                leaf(xml, "ram:ExemptionReason", reason)?;
            }
            amount(xml, "ram:BasisAmount", net)?;
            rate(xml, basis_points, exemption)
        })?;
    }
    nest(xml, "ram:SpecifiedTradePaymentTerms", |xml| {
        date(
            xml,
            "ram:DueDateDateTime",
            "udt:DateTimeString",
            data.due_on,
        )
    })?;
    nest(
        xml,
        "ram:SpecifiedTradeSettlementHeaderMonetarySummation",
        |xml| sums(xml, data),
    )?;
    match &data.kind {
        InvoiceKind::Invoice => Ok(()),
        InvoiceKind::CreditNote {
            corrects,
            corrects_issued_on,
        } => nest(xml, "ram:InvoiceReferencedDocument", |xml| {
            let day = *corrects_issued_on;
            leaf(xml, "ram:IssuerAssignedID", corrects)?;
            date(xml, "ram:FormattedIssueDateTime", "qdt:DateTimeString", day)
        }),
    }
}

fn sums(xml: &mut Xml, data: &InvoiceData) -> Written {
    let totals = data.totals;
    let currency = ("currencyID", "EUR");
    amount(xml, "ram:LineTotalAmount", totals.net)?;
    amount(xml, "ram:TaxBasisTotalAmount", totals.net)?;
    leaf_with(xml, "ram:TaxTotalAmount", currency, &totals.vat.decimal())?;
    amount(xml, "ram:GrandTotalAmount", totals.gross)?;
    amount(xml, "ram:TotalPrepaidAmount", totals.gross)?;
    amount(xml, "ram:DuePayableAmount", Cents(0))
}

/// What is not taxed at all has no rate either (BR-O-05).
fn rate(xml: &mut Xml, basis_points: u32, exemption: VatExemption) -> Written {
    let category = category(basis_points, exemption);
    leaf(xml, "ram:CategoryCode", category)?;
    if category == NOT_TAXED {
        return Ok(());
    }
    let percent = format!("{}.{:02}", basis_points / 100, basis_points % 100);
    leaf(xml, "ram:RateApplicablePercent", &percent)
}

const fn category(basis_points: u32, exemption: VatExemption) -> &'static str {
    match (basis_points, exemption) {
        (0, VatExemption::PublicService) => NOT_TAXED,
        (0, VatExemption::SmallBusiness) => EXEMPT,
        _ => STANDARD_RATE,
    }
}

fn amount(xml: &mut Xml, name: &str, amount: Cents) -> Written {
    leaf(xml, name, &amount.decimal())
}

/// A date as `CCYYMMDD` (UNTDID 2379: 102).
fn date(xml: &mut Xml, name: &str, inner: &str, date: NaiveDate) -> Written {
    let day = date.format("%Y%m%d").to_string();
    nest(xml, name, |xml| {
        leaf_with(xml, inner, ("format", "102"), &day)
    })
}

fn nest(xml: &mut Xml, name: &str, inner: impl FnOnce(&mut Xml) -> Written) -> Written {
    xml.create_element(name).write_inner_content(inner)?;
    Ok(())
}

fn leaf(xml: &mut Xml, name: &str, text: &str) -> Written {
    xml.create_element(name)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}

fn leaf_with(xml: &mut Xml, name: &str, attribute: (&str, &str), text: &str) -> Written {
    xml.create_element(name)
        .with_attribute(attribute)
        .write_text_content(BytesText::new(text))?;
    Ok(())
}
