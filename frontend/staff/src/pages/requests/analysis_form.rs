//! The analysis of a defective card: whose fault it is, and why.

use common::card_defect::DefectFinding;
use common::dto::analysis::AnalyseCardRequest;
use common::field_error::{Faults, FieldErrorCode};
use leptos::prelude::*;
use ui::components::{Choice, Form, RadioGroup, SubmitButton, TextArea, use_toasts};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::case::Case;

const COMMENT_LIMIT: usize = 500;

/// The form; the request shows what follows once it is recorded.
#[component]
pub fn AnalysisForm(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let (finding, comment) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let submit = move || {
        let Some(body) = check(case, finding, comment) else {
            return;
        };
        case.act(
            "analysis",
            move |call| call.json(&body),
            move || toasts.success(t_string!(i18n, staff_requests.analysed)),
        );
    };
    let choice = move |finding: &DefectFinding| {
        let finding = *finding;
        Choice::new(finding, move || finding_word(i18n, finding))
    };
    let choices: Vec<_> = DefectFinding::ALL.iter().map(choice).collect();
    let choices = Signal::stored(choices);
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff_requests.analyse_title)}</h3>
        <Form state=case.form on_submit=submit>
            <RadioGroup
                pointer="/finding"
                legend=tr!(i18n, staff_requests.analyse_question)
                value=finding
                choices
                small=true
            />
            <TextArea
                pointer="/comment"
                label=tr!(i18n, staff_requests.analyse_comment)
                value=comment
                rows=4
                limit=COMMENT_LIMIT
            />
            <SubmitButton>{tr!(i18n, staff_requests.analyse)}</SubmitButton>
        </Form>
    }
}

fn check(
    case: Case,
    finding: RwSignal<String>,
    comment: RwSignal<String>,
) -> Option<AnalyseCardRequest> {
    let mut faults = Faults::new();
    let chosen = finding.get_untracked().parse();
    let chosen = chosen.map_err(|_| FieldErrorCode::Required.into());
    let chosen = faults.check("/finding", chosen);
    let comment = comment.with_untracked(|words| words.trim().to_owned());
    if comment.is_empty() {
        faults.push("/comment", FieldErrorCode::Required);
    }
    let body = chosen.map(|finding| AnalyseCardRequest { finding, comment });
    case.form.accept(faults).then_some(body)?
}

/// Whose fault it is.
pub fn finding_word(i18n: Texts, finding: DefectFinding) -> &'static str {
    match finding {
        DefectFinding::IssuerFault => t_string!(i18n, staff_requests.finding_issuer_fault),
        DefectFinding::DriverFault => t_string!(i18n, staff_requests.finding_driver_fault),
        DefectFinding::NoDefect => t_string!(i18n, staff_requests.finding_no_defect),
    }
}
