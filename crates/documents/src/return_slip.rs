//! The slip with which a driver sends a defective card back (coupon retour).

use chrono::NaiveDate;
use common::words::Language;

use crate::code128::Code128;
use crate::dates::long_date;
use crate::error::DocumentError;
use crate::layout::{Meta, PanelLine, Sheet, Tone, theme};
use crate::operator::Operator;
use crate::text::check_printable;
use crate::texts::{Texts, fill};

/// A longer barcode would not fit between the margins.
const LONGEST_REFERENCE: usize = 30;

/// What the slip shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReturnSlipData {
    /// Who examines the card.
    pub operator: Operator,
    /// The request's reference, up to 30 characters of ASCII; the barcode says it too.
    pub reference: String,
    /// The holder's surname.
    pub surname: String,
    /// The holder's first names.
    pub first_names: String,
    /// The serial number printed on the card.
    pub card_serial: String,
    /// Where the card is sent, one entry for each line, the name first.
    pub return_address: Vec<String>,
    /// The day by which the card must have arrived, Paris.
    pub return_by: NaiveDate,
    /// What the driver reported.
    pub defects: Vec<ReportedDefect>,
}

/// Something that is wrong on a card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportedDefect {
    /// Which part of the card, in the document's language.
    pub element: String,
    /// What should stand there, or what is wrong with it, as the driver wrote it.
    pub description: String,
}

/// The slip as a PDF of one page of A4, for up to ten defects told in a line.
///
/// # Errors
/// When a name or number holds a letter that cannot be printed, the reference is
/// empty, too long or has no barcode, or the PDF cannot be written.
pub fn return_slip_pdf(
    data: &ReturnSlipData,
    language: Language,
) -> Result<Vec<u8>, DocumentError> {
    check(data)?;
    let code = Code128::new(&data.reference)?;
    let texts = Texts::of(language);
    let words = &texts.slip;
    let mut sheet = Sheet::new(Meta {
        title: format!("{} {}", words.title, data.reference),
        reference: &data.reference,
        operator: &data.operator,
        texts,
    })?;
    sheet.title(words.title, words.lead);
    steps(&mut sheet, data, texts);
    sheet.cut_line(words.cut);
    coupon(&mut sheet, data, texts);
    sheet.barcode(&code, &data.reference);
    sheet.finish()
}

fn check(data: &ReturnSlipData) -> Result<(), DocumentError> {
    check_printable("reference", &data.reference)?;
    if !(1..=LONGEST_REFERENCE).contains(&data.reference.chars().count()) {
        return Err(DocumentError::Invalid {
            field: "reference",
            reason: "a barcode has 1 to 30 characters",
        });
    }
    check_printable("surname", &data.surname)?;
    check_printable("first_names", &data.first_names)?;
    check_printable("card_serial", &data.card_serial)
}

/// What to do, and what happens next.
fn steps(sheet: &mut Sheet<'_>, data: &ReturnSlipData, texts: &Texts) {
    let words = &texts.slip;
    let by = long_date(data.return_by, texts.language);
    let by = fill(words.return_by, &[("date", &by)]);
    sheet.panel(
        Tone::Calm,
        &[
            PanelLine(theme::STRONG, &by),
            PanelLine(theme::BODY_SMALL, words.send),
            PanelLine(theme::BODY_SMALL, words.valid),
        ],
    );
    sheet.heading(words.next);
    let next = [words.examined, words.ours, words.yours, words.none];
    sheet.bullets(&next.map(str::to_owned));
}

fn coupon(sheet: &mut Sheet<'_>, data: &ReturnSlipData, texts: &Texts) {
    let words = &texts.slip;
    let name = format!("{} {}", data.surname, data.first_names);
    let request = fill(words.request, &[("reference", &data.reference)]);
    let card = fill(words.card, &[("serial", &data.card_serial)]);
    sheet.side_by_side(&[
        (words.recipient, data.return_address.clone()),
        (words.sender, vec![name, request, card]),
    ]);
    let defects: Vec<_> = data
        .defects
        .iter()
        .map(|defect| {
            let about = [
                ("element", defect.element.as_str()),
                ("description", defect.description.as_str()),
            ];
            fill(words.defect, &about)
        })
        .collect();
    sheet.small_list(words.defects, &defects);
}
