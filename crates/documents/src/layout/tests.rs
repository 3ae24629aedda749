use common::words::Language;

use super::*;

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

#[test]
fn nothing_is_placed_outside_the_margins() {
    let operator = operator();
    let long = "ΠΑΠΑΔΌΠΟΥΛΟΣ".repeat(20) + &" très long".repeat(200);
    let meta = Meta {
        title: String::new(),
        reference: "R",
        operator: &operator,
        texts: Texts::of(Language::French),
    };
    let mut sheet = Sheet::new(meta).unwrap();
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
