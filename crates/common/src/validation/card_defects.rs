//! What a driver says is wrong on a card.

use super::names::collapse_spaces;
use crate::dto::replacement::CardDefect;
use crate::field_error::{Fault, Faults, FieldErrorCode, pointer_to};

/// As many fit on a return slip.
pub const MAX_DEFECTS: usize = 10;
const MAX_PROBLEM: usize = 120;
const MAX_EXPECTED: usize = 80;

/// The defects in words without needless spaces, with every fault below `/defects`.
pub fn check_defects(defects: &[CardDefect], faults: &mut Faults) -> Vec<CardDefect> {
    if defects.is_empty() {
        faults.push("/defects", Fault::new(FieldErrorCode::TooFewItems).min(1));
    }
    if defects.len() > MAX_DEFECTS {
        let fault = Fault::new(FieldErrorCode::TooManyItems).max(MAX_DEFECTS);
        faults.push("/defects", fault);
    }
    let checked = defects.iter().take(MAX_DEFECTS).enumerate();
    let checked = checked.map(|(index, defect)| {
        let (problem, expected) = check_words(index, (&defect.problem, &defect.expected), faults);
        CardDefect {
            element: defect.element,
            problem,
            expected,
        }
    });
    checked.collect()
}

/// What is wrong and what should stand there, of the defect at an index.
pub fn check_words(
    index: usize,
    (problem, expected): (&str, &str),
    faults: &mut Faults,
) -> (String, String) {
    faults.within(&pointer_to("/defects", index), |faults| {
        let problem = short(problem, MAX_PROBLEM, "/problem", faults);
        if problem.is_empty() {
            faults.push("/problem", FieldErrorCode::Required);
        }
        (problem, short(expected, MAX_EXPECTED, "/expected", faults))
    })
}

fn short(text: &str, max: usize, pointer: &str, faults: &mut Faults) -> String {
    let text = collapse_spaces(text);
    let length = text.chars().count();
    if length > max {
        let fault = Fault::new(FieldErrorCode::TooLong).max(max).count(length);
        faults.push(pointer, fault);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::card_defect::CardElement;

    fn faults_of(defects: &[CardDefect]) -> Vec<(String, FieldErrorCode)> {
        let mut faults = Faults::new();
        check_defects(defects, &mut faults);
        let faults = faults.iter();
        let code = |(pointer, fault): (&str, &Fault)| (pointer.to_owned(), fault.code);
        faults.map(code).collect()
    }

    fn defect(problem: &str, expected: &str) -> CardDefect {
        CardDefect {
            element: CardElement::Surname,
            problem: problem.to_owned(),
            expected: expected.to_owned(),
        }
    }

    #[test]
    fn every_fault_is_named_by_its_place() {
        let good = defect("  DUPOND   au lieu de DUPONT ", "DUPONT");
        let checked = check_defects(std::slice::from_ref(&good), &mut Faults::new());
        assert_eq!(checked[0].problem, "DUPOND au lieu de DUPONT");
        let none = vec![("/defects".to_owned(), FieldErrorCode::TooFewItems)];
        assert_eq!(faults_of(&[]), none);
        let wrong = [good.clone(), defect(" ", &"x".repeat(81))];
        let expected = vec![
            ("/defects/1/problem".to_owned(), FieldErrorCode::Required),
            ("/defects/1/expected".to_owned(), FieldErrorCode::TooLong),
        ];
        assert_eq!(faults_of(&wrong), expected);
        let many = vec![good; MAX_DEFECTS + 1];
        let expected = vec![("/defects".to_owned(), FieldErrorCode::TooManyItems)];
        assert_eq!(faults_of(&many), expected);
    }
}
