use common::words::Language;

use super::*;
use crate::code128::Code128;

fn operator() -> Operator {
    Operator {
        name: "Opérateur-de-la-carte-".repeat(12),
        legal_line: "SAS au capital de 100 000 € ".repeat(5),
        address: vec!["12 rue des Transports".to_owned()],
        email: String::new(),
        phone: String::new(),
        logo: None,
    }
}

fn sheet(operator: &Operator) -> Sheet<'_> {
    let meta = Meta {
        title: String::new(),
        reference: "R",
        operator,
        texts: Texts::of(Language::French),
    };
    Sheet::new(meta).unwrap()
}

fn long() -> String {
    "ΠΑΠΑΔΌΠΟΥΛΟΣ".repeat(20) + &" très long".repeat(200)
}

#[track_caller]
fn assert_within_margins(sheet: &Sheet<'_>) {
    assert!(sheet.pages.len() > 3);
    let right = theme::LEFT + theme::WIDTH + 0.01;
    for item in sheet.pages.iter().flatten() {
        if let Item::Text {
            x,
            baseline,
            style,
            text,
            ..
        } = item
        {
            assert!(
                *x >= theme::LEFT && x + sheet.width(*style, text) <= right,
                "{text}"
            );
            assert!(*baseline < theme::PAGE_HEIGHT - 4.0, "{text}");
        }
    }
}

#[test]
fn nothing_is_placed_outside_the_margins() {
    let (operator, long) = (operator(), long());
    let mut sheet = sheet(&operator);
    sheet.title(&long, &long);
    sheet.panel(
        Tone::Warning,
        &[
            PanelLine(theme::FIGURE, &long),
            PanelLine(theme::BODY, &long),
        ],
    );
    sheet.heading(&long);
    sheet.row(
        "Un libellé qui prend plusieurs lignes dans sa colonne étroite",
        &long,
    );
    sheet.row_noted("label", &long, &long);
    sheet.bullets(&[long.clone(), long.clone()]);
    sheet.address(std::slice::from_ref(&long));
    sheet.note(&long);
    sheet.footers();
    assert_within_margins(&sheet);
}

#[test]
fn tables_and_coupons_stay_within_the_margins() {
    let (operator, long) = (operator(), long());
    let mut sheet = sheet(&operator);
    sheet.side_by_side(&[
        ("label", vec![long[..200].to_owned(); 3]),
        (&long[..90], Vec::new()),
    ]);
    let column = |title, width, numeric| Column {
        title,
        width,
        numeric,
    };
    let columns = [
        column("Un titre trop long pour sa colonne", 22.0, false),
        column("n", 144.0, true),
    ];
    let cell = long[..400].to_owned();
    sheet.table(&columns, &vec![vec![cell.clone(), cell]; 40]);
    sheet.sums(&[(long[..200].to_owned(), "1,00 €".to_owned())]);
    sheet.cut_line("label");
    sheet.small_list("label", &[long.clone(), long.clone()]);
    let widest = "R".repeat(30);
    sheet.barcode(&Code128::new(&widest).unwrap(), &widest);
    sheet.footers();
    assert_within_margins(&sheet);
}
