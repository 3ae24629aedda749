//! A refusal, with its reasons (CRPA, L. 211-2 and L. 211-5) and remedies.

use chrono::NaiveDate;
use common::words::Language;

use crate::dates::long_date;
use crate::error::DocumentError;
use crate::layout::{Meta, Sheet, theme};
use crate::operator::Operator;
use crate::texts::{Texts, fill};

/// What the letter says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionLetterData {
    /// Who decides.
    pub operator: Operator,
    /// The request's reference.
    pub reference: String,
    /// To whom, first names and surname.
    pub recipient: String,
    /// Where, one entry for each line.
    pub recipient_address: Vec<String>,
    /// Where it is signed.
    pub place: String,
    /// The date of the decision.
    pub date: NaiveDate,
    /// What was asked for, in the document's language.
    pub subject: String,
    /// The day on which the request was received, Paris.
    pub requested_on: NaiveDate,
    /// Why it is refused; at least one, in fact and in law.
    pub reasons: Vec<DecisionReason>,
    /// The remedies with their time limits, one entry each.
    pub remedies: Vec<String>,
    /// First name and surname of who decided (CRPA, L. 212-1).
    pub signatory: String,
    /// In what capacity.
    pub signatory_capacity: String,
}

/// A reason for a refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecisionReason {
    /// What was found, in the document's language.
    pub fact: String,
    /// The rule that it falls under.
    pub law: String,
}

/// The letter as a PDF.
///
/// # Errors
/// When the PDF cannot be written.
pub fn decision_letter_pdf(
    data: &DecisionLetterData,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    let texts = Texts::of(language);
    let words = &texts.decision;
    let mut sheet = Sheet::new(Meta {
        title: format!("{} {}", words.title, data.reference),
        reference: &data.reference,
        operator: &data.operator,
        texts,
    })?;
    opening(&mut sheet, data, texts);
    sheet.heading(words.reasons);
    for (index, reason) in data.reasons.iter().enumerate() {
        let label = fill(words.reason, &[("number", &(index + 1).to_string())]);
        sheet.row_of(&label, &[reason.fact.clone(), reason.law.clone()]);
    }
    sheet.heading(words.remedies);
    sheet.bullets(&data.remedies);
    sheet.space(3.0);
    let contact = [
        ("email", data.operator.email.as_str()),
        ("phone", &data.operator.phone),
    ];
    sheet.paragraph(&fill(words.contact, &contact));
    sheet.signature(&[
        (theme::BODY, words.closing),
        (theme::BODY, "\u{A0}"),
        (theme::LABEL, words.signed),
        (theme::STRONG, &data.signatory),
        (theme::BODY, &data.signatory_capacity),
        (theme::BODY, &data.operator.name),
    ]);
    sheet.finish()
}

fn opening(sheet: &mut Sheet<'_>, data: &DecisionLetterData, texts: &Texts) {
    let words = &texts.decision;
    let mut recipient = vec![data.recipient.clone()];
    recipient.extend(data.recipient_address.iter().cloned());
    sheet.address(&recipient);
    let date = long_date(data.date, texts.language);
    sheet.paragraph(&fill(
        words.dated,
        &[("place", &data.place), ("date", &date)],
    ));
    sheet.space(3.0);
    sheet.title(
        words.title,
        &fill(words.subject, &[("subject", &data.subject)]),
    );
    sheet.paragraph(words.greeting);
    let requested_on = long_date(data.requested_on, texts.language);
    let opening = [
        ("date", requested_on.as_str()),
        ("reference", &data.reference),
    ];
    sheet.paragraph(&fill(words.opening, &opening));
}
