//! The words of the documents, one table for each language.

mod english;
mod french;

use common::words::{Language, Sector, TrainingKind};

/// Everything that is printed and does not come from the data. A `{name}` is
/// a place for data.
pub(crate) struct Texts {
    pub(crate) language: Language,
    pub(crate) language_tag: &'static str,
    pub(crate) service: &'static str,
    pub(crate) reference: &'static str,
    page: &'static str,
    goods: &'static str,
    passengers: &'static str,
    initial_long: &'static str,
    fimo: &'static str,
    bridging: &'static str,
    fco: &'static str,
    equivalence: &'static str,
    pub(crate) certificate: CertificateTexts,
    pub(crate) recap: RecapTexts,
    pub(crate) acknowledgement: AcknowledgementTexts,
    pub(crate) summary: SummaryTexts,
    pub(crate) decision: DecisionTexts,
    pub(crate) invoice: InvoiceTexts,
    pub(crate) slip: SlipTexts,
}

pub(crate) struct CertificateTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) valid_until: &'static str,
    pub(crate) territory: &'static str,
    pub(crate) holder: &'static str,
    pub(crate) surname: &'static str,
    pub(crate) first_names: &'static str,
    pub(crate) birth_date: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) qualification: &'static str,
    pub(crate) sectors: &'static str,
    pub(crate) training: &'static str,
    pub(crate) training_end: &'static str,
    pub(crate) centre: &'static str,
    pub(crate) approval: &'static str,
    pub(crate) number: &'static str,
    pub(crate) issue: &'static str,
    pub(crate) issued_by: &'static str,
    pub(crate) issued: &'static str,
    pub(crate) valid_from: &'static str,
    pub(crate) verify: &'static str,
    pub(crate) verify_how: &'static str,
    pub(crate) verify_offline: &'static str,
    pub(crate) verify_compare: &'static str,
    pub(crate) code_alternative: &'static str,
}

pub(crate) struct RecapTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) trainee: &'static str,
    pub(crate) training: &'static str,
    pub(crate) number: &'static str,
    pub(crate) kind: &'static str,
    pub(crate) sectors: &'static str,
    pub(crate) duration: &'static str,
    pub(crate) remote: &'static str,
    pub(crate) dates: &'static str,
    pub(crate) declared_on: &'static str,
    pub(crate) sequences: &'static str,
    pub(crate) sequence: &'static str,
    pub(crate) from_to: &'static str,
    pub(crate) on: &'static str,
    pub(crate) centre: &'static str,
    pub(crate) site: &'static str,
    pub(crate) validity: &'static str,
    pub(crate) no_validity: &'static str,
    pub(crate) keeping: &'static str,
    pub(crate) kept_until: &'static str,
    pub(crate) kept_forever: &'static str,
    pub(crate) correction: &'static str,
}

pub(crate) struct AcknowledgementTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) received: &'static str,
    pub(crate) request: &'static str,
    pub(crate) applicant: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) service: &'static str,
    pub(crate) service_name: &'static str,
    pub(crate) address: &'static str,
    pub(crate) email: &'static str,
    pub(crate) phone: &'static str,
    pub(crate) decision: &'static str,
    pub(crate) by: &'static str,
    pub(crate) remedies: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) document_line: &'static str,
    pub(crate) no_documents: &'static str,
    pub(crate) keep: &'static str,
}

pub(crate) struct SummaryTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) identity: &'static str,
    pub(crate) surname_birth: &'static str,
    pub(crate) surname_usage: &'static str,
    pub(crate) birth: &'static str,
    pub(crate) nationality: &'static str,
    pub(crate) licence: &'static str,
    pub(crate) licence_number: &'static str,
    pub(crate) licence_document: &'static str,
    pub(crate) licence_country: &'static str,
    pub(crate) licence_issued: &'static str,
    pub(crate) categories: &'static str,
    pub(crate) photo_and_signature: &'static str,
    pub(crate) photo: &'static str,
    pub(crate) signature: &'static str,
    pub(crate) documents: &'static str,
    pub(crate) delivery: &'static str,
    pub(crate) timeline: &'static str,
    pub(crate) made_on: &'static str,
}

pub(crate) struct DecisionTexts {
    pub(crate) title: &'static str,
    pub(crate) dated: &'static str,
    pub(crate) subject: &'static str,
    pub(crate) greeting: &'static str,
    pub(crate) opening: &'static str,
    pub(crate) reasons: &'static str,
    pub(crate) reason: &'static str,
    pub(crate) remedies: &'static str,
    pub(crate) closing: &'static str,
    pub(crate) contact: &'static str,
    pub(crate) signed: &'static str,
}

pub(crate) struct InvoiceTexts {
    pub(crate) title: &'static str,
    pub(crate) credit_title: &'static str,
    pub(crate) numbered: &'static str,
    pub(crate) gross_amount: &'static str,
    pub(crate) paid: &'static str,
    pub(crate) refunded: &'static str,
    pub(crate) payment_reference: &'static str,
    pub(crate) seller: &'static str,
    pub(crate) buyer: &'static str,
    pub(crate) billing_address: &'static str,
    pub(crate) vat_number: &'static str,
    pub(crate) due_on: &'static str,
    pub(crate) corrects: &'static str,
    pub(crate) service_on: &'static str,
    pub(crate) order_reference: &'static str,
    pub(crate) description: &'static str,
    pub(crate) quantity: &'static str,
    pub(crate) unit_price: &'static str,
    pub(crate) vat_rate: &'static str,
    pub(crate) vat: &'static str,
    pub(crate) line_total: &'static str,
    pub(crate) net: &'static str,
    pub(crate) vat_at: &'static str,
    pub(crate) gross: &'static str,
    pub(crate) settled: &'static str,
    pub(crate) given_back: &'static str,
    pub(crate) withdrawal: &'static str,
    pub(crate) duplicate: &'static str,
    pub(crate) stamp: &'static str,
}

pub(crate) struct SlipTexts {
    pub(crate) title: &'static str,
    pub(crate) lead: &'static str,
    pub(crate) return_by: &'static str,
    pub(crate) send: &'static str,
    pub(crate) valid: &'static str,
    pub(crate) next: &'static str,
    pub(crate) examined: &'static str,
    pub(crate) ours: &'static str,
    pub(crate) yours: &'static str,
    pub(crate) none: &'static str,
    pub(crate) cut: &'static str,
    pub(crate) recipient: &'static str,
    pub(crate) sender: &'static str,
    pub(crate) request: &'static str,
    pub(crate) card: &'static str,
    pub(crate) defects: &'static str,
    pub(crate) defect: &'static str,
}

impl Texts {
    pub(crate) const fn of(language: Language) -> &'static Self {
        match language {
            Language::French => &french::TEXTS,
            Language::English => &english::TEXTS,
        }
    }

    pub(crate) fn page_of(&self, page: usize, count: usize) -> String {
        fill(
            self.page,
            &[("page", &page.to_string()), ("count", &count.to_string())],
        )
    }

    pub(crate) const fn sector(&self, sector: Sector) -> &'static str {
        match sector {
            Sector::Goods => self.goods,
            Sector::Passengers => self.passengers,
        }
    }

    pub(crate) fn sectors(&self, sectors: &[Sector]) -> Vec<String> {
        sectors
            .iter()
            .map(|sector| self.sector(*sector).to_owned())
            .collect()
    }

    pub(crate) const fn kind(&self, kind: TrainingKind) -> &'static str {
        match kind {
            TrainingKind::InitialLong => self.initial_long,
            TrainingKind::Fimo => self.fimo,
            TrainingKind::Bridging => self.bridging,
            TrainingKind::Fco => self.fco,
            TrainingKind::Equivalence => self.equivalence,
        }
    }
}

/// Puts data in their places.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(template.len() + 40);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        text.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fills_each_place_once_and_never_the_data() {
        let filled = fill("du {from} au {to}.", &[("from", "{to}"), ("to", "2")]);
        assert_eq!(filled, "du {to} au 2.");
    }

    #[test]
    fn numbers_pages() {
        assert_eq!(Texts::of(Language::French).page_of(1, 2), "Page 1 sur 2");
        assert_eq!(Texts::of(Language::English).page_of(1, 2), "Page 1 of 2");
    }
}
