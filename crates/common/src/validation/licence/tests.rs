use super::*;
use crate::field_error::message;
use crate::words::Language;
use proptest::prelude::*;

#[test]
fn accepts_the_file_number() {
    for (given, kept) in [
        ("210692106990", "210692106990"),
        ("0307 5920 0123", "030759200123"),
        ("210692-106990", "210692106990"),
        ("\u{a0}210692\u{202f}106990 ", "210692106990"),
    ] {
        assert_eq!(Neph::parse(given).as_ref().map(Neph::as_str), Ok(kept));
    }
    assert_eq!(
        Neph::parse("030759200123").map(|neph| neph.pretty()),
        Ok("030759 200123".to_owned())
    );
}

#[test]
fn tells_the_two_numbers_apart() {
    let neph = |text| Neph::parse(text).map_err(|fault| (fault.code, fault.params.count));
    for (given, expected) in [
        ("21069210699", (FieldErrorCode::NephDigits, Some(11))),
        ("2106921069901", (FieldErrorCode::NephDigits, Some(13))),
        ("21069210699A", (FieldErrorCode::NephDigits, Some(11))),
        ("A210692106990", (FieldErrorCode::NephDigits, None)),
        ("000000000000", (FieldErrorCode::NephDigits, None)),
        ("13AA00001", (FieldErrorCode::NephIsDocumentNumber, None)),
        ("13 aa 00001", (FieldErrorCode::NephIsDocumentNumber, None)),
        ("", (FieldErrorCode::Required, None)),
    ] {
        assert_eq!(neph(given), Err(expected), "{given}");
    }
    let document = |text| LicenceDocumentNumber::parse(text).map_err(|fault| fault.code);
    assert_eq!(
        document("13 aa 00001")
            .as_ref()
            .map(LicenceDocumentNumber::as_str),
        Ok("13AA00001")
    );
    assert_eq!(
        document("210692106990"),
        Err(FieldErrorCode::DocumentNumberIsNeph)
    );
    assert_eq!(
        document("13A000001"),
        Err(FieldErrorCode::DocumentNumberForm)
    );
    let fault = Neph::parse("13AA00001").unwrap_err();
    assert!(message(fault.code, &fault.params, Language::French).contains("au verso du permis"));
}

#[test]
fn a_strange_month_is_a_remark() {
    assert_eq!(Neph::parse("210692106990").unwrap().warning(), None);
    let strange = parse_licence_number(LicenceModel::EuCard2013, "219992106990").unwrap();
    assert_eq!(
        strange.warning.map(|fault| fault.code),
        Some(FieldErrorCode::NephMonth)
    );
}

#[test]
fn checks_pink_and_foreign_numbers() {
    let pink =
        |text| parse_licence_number(LicenceModel::PinkPaper, text).map_err(|fault| fault.code);
    assert_eq!(pink("760275200123").map(|number| number.warning), Ok(None));
    assert!(pink("A 1234").unwrap().warning.is_some());
    assert_eq!(pink(""), Err(FieldErrorCode::Required));
    for bad in ["???", "123", "ABCD", "1234567890123456"] {
        assert_eq!(pink(bad), Err(FieldErrorCode::PinkNumberForm), "{bad}");
    }
    let foreign =
        |text| parse_licence_number(LicenceModel::Foreign, text).map_err(|fault| fault.code);
    assert_eq!(
        foreign("morga657054sm9ij").map(|number| number.number),
        Ok("MORGA657054SM9IJ".to_owned())
    );
    assert_eq!(foreign("x"), Err(FieldErrorCode::ForeignNumberForm));
    assert_eq!(foreign("---"), Err(FieldErrorCode::ForeignNumberForm));
}

#[test]
fn model_and_country_agree() {
    let check = |model, country| check_licence_country(model, country).map_err(|fault| fault.code);
    assert_eq!(check(LicenceModel::EuCard2013, "fr"), Ok(Country::FRANCE));
    assert!(check(LicenceModel::Foreign, "GB").is_ok());
    assert_eq!(
        check(LicenceModel::Foreign, ""),
        Err(FieldErrorCode::LicenceCountryMissing)
    );
    assert_eq!(
        check(LicenceModel::Foreign, "FR"),
        Err(FieldErrorCode::LicenceCountryMismatch)
    );
    assert_eq!(
        check(LicenceModel::PinkPaper, "PL"),
        Err(FieldErrorCode::LicenceCountryMismatch)
    );
    assert_eq!(
        check(LicenceModel::Foreign, "ZZ"),
        Err(FieldErrorCode::CountryUnknown)
    );
}

proptest! {
    #[test]
    fn parsing_twice_changes_nothing(text in "\\PC*|[0-9 ]{10,16}|[0-9]{2} ?[A-Za-z]{2}[0-9]{5}") {
        let _ = recognise(&text);
        for model in LicenceModel::ALL {
            if let Ok(kept) = parse_licence_number(*model, &text) {
                prop_assert_eq!(parse_licence_number(*model, &kept.number), Ok(kept));
            }
        }
        if let Ok(number) = LicenceDocumentNumber::parse(&text) {
            prop_assert!(Neph::parse(number.as_str()).is_err());
        }
    }
}
