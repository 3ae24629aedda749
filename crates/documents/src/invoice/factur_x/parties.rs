//! Who sells and who buys.

use common::countries::Country;
use common::dto::address::Address;
use common::words::Language;

use super::{Written, Xml, leaf, leaf_with, nest};
use crate::invoice::data::{Buyer, Seller};

/// Numbers of businesses in France (ISO/IEC 6523): SIREN.
const SIREN: &str = "0002";
/// Numbers of sites in France (ISO/IEC 6523): SIRET.
const SIRET: &str = "0009";

/// BG-4, with the VAT number if the seller acts as a taxable person.
pub(super) fn seller(xml: &mut Xml, seller: &Seller, is_taxed: bool) -> Written {
    let siret = seller.siret.as_str();
    leaf_with(xml, "ram:GlobalID", ("schemeID", SIRET), siret)?;
    leaf(xml, "ram:Name", &seller.legal_name)?;
    nest(xml, "ram:SpecifiedLegalOrganization", |xml| {
        let siren = seller.siren.as_str();
        leaf_with(xml, "ram:ID", ("schemeID", SIREN), siren)
    })?;
    address(xml, &seller.address)?;
    if !is_taxed {
        return Ok(());
    }
    nest(xml, "ram:SpecifiedTaxRegistration", |xml| {
        let number = seller.vat_number.as_str();
        leaf_with(xml, "ram:ID", ("schemeID", "VA"), number)
    })
}

/// BG-7. The profile has no place for a billing address; the printed invoice has.
pub(super) fn buyer(xml: &mut Xml, buyer: &Buyer) -> Written {
    leaf(xml, "ram:Name", &buyer.name)?;
    address(xml, &buyer.address)
}

/// Legal form, capital and register, in the language of the register.
pub(in crate::invoice) fn registration(seller: &Seller) -> String {
    let mut text = seller.legal_form.clone();
    if let Some(capital) = seller.capital {
        text += &format!(" au capital de {}", capital.text(Language::French));
    }
    if let Some(town) = &seller.register_town {
        text += &format!(", RCS {town} {}", seller.siren.pretty());
    }
    text
}

fn address(xml: &mut Xml, address: &Address) -> Written {
    let country = Country::parse(&address.country).unwrap_or(Country::FRANCE);
    nest(xml, "ram:PostalTradeAddress", |xml| {
        if !address.postal_code.is_empty() {
            leaf(xml, "ram:PostcodeCode", &address.postal_code)?;
        }
        let mut lines = address.lines.iter();
        for name in ["ram:LineOne", "ram:LineTwo"] {
            if let Some(line) = lines.next() {
                leaf(xml, name, line)?;
            }
        }
        // There is no fourth.
        let rest: Vec<_> = lines.map(String::as_str).collect();
        if !rest.is_empty() {
            leaf(xml, "ram:LineThree", &rest.join(", "))?;
        }
        leaf(xml, "ram:CityName", &address.town)?;
        leaf(xml, "ram:CountryID", country.as_str())
    })
}
