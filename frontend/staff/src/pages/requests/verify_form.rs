//! What the State that issued a qualification has answered: without it no card is made.

use common::dto::exchange::VerifyQualificationRequest;
use common::exchange::VerificationAnswer;
use common::field_error::{Faults, FieldErrorCode};
use common::words::Sector;
use leptos::prelude::*;
use ui::components::{
    Button, ButtonKind, CheckboxGroup, Choice, DateField, DateParts, Form, RadioGroup,
    SubmitButton, TextArea, use_toasts,
};
use ui::form::language;
use ui::format::today;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::case::{Case, Panel};
use crate::words::sector;

const NOTE_LIMIT: usize = 500;

/// The answer as it is being typed. Copies share the same signals.
#[derive(Clone, Copy)]
struct Inputs {
    answer: RwSignal<String>,
    answered_on: RwSignal<DateParts>,
    sectors: RwSignal<Vec<String>>,
    until: RwSignal<DateParts>,
    note: RwSignal<String>,
}

impl Inputs {
    /// What the driver has declared, to be compared with the answer.
    fn of(case: Case) -> Self {
        let declared = case.view.with_untracked(|view| {
            let exchange = view.replacement.as_ref()?.exchange.as_ref()?;
            exchange.foreign.clone()
        });
        let sectors = declared.as_ref().map(|declared| {
            let sectors = declared.sectors.iter();
            sectors.map(ToString::to_string).collect()
        });
        let until = declared.map(|declared| declared.valid_until.into());
        Self {
            answer: RwSignal::default(),
            answered_on: RwSignal::new(today().into()),
            sectors: RwSignal::new(sectors.unwrap_or_default()),
            until: RwSignal::new(until.unwrap_or_default()),
            note: RwSignal::default(),
        }
    }

    fn is_confirmed(self) -> bool {
        self.answer
            .with(|answer| answer == VerificationAnswer::Confirmed.as_str())
    }

    fn body(self, answer: VerificationAnswer) -> VerifyQualificationRequest {
        let sectors = self.sectors.get_untracked();
        VerifyQualificationRequest {
            answer,
            answered_on: self.answered_on.with_untracked(DateParts::to_text),
            sectors: sectors
                .iter()
                .filter_map(|word| word.parse().ok())
                .collect(),
            valid_until: self.until.with_untracked(DateParts::to_text),
            note: self.note.with_untracked(|note| note.trim().to_owned()),
        }
    }
}

/// The answer, and who gave it.
#[component]
pub fn VerifyForm(
    /// The request.
    case: Case,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let inputs = Inputs::of(case);
    let submit = move || {
        let mut faults = Faults::new();
        let answer = inputs.answer.get_untracked().parse();
        let answer = answer.map_err(|_| FieldErrorCode::Required.into());
        let answer: Option<VerificationAnswer> = faults.check("/answer", answer);
        let Some(answer) = case.form.accept(faults).then_some(answer).flatten() else {
            return;
        };
        let body = inputs.body(answer);
        case.act(
            "verification",
            move |call| call.json(&body),
            move || {
                toasts.success(t_string!(i18n, staff_requests.verified));
                case.panel.set(Panel::Closed);
            },
        );
    };
    let choice = move |answer: &VerificationAnswer| {
        let answer = *answer;
        Choice::new(answer, move || answer.label(language(i18n)))
    };
    let answers: Vec<_> = VerificationAnswer::ALL.iter().map(choice).collect();
    view! {
        <h3 class="govuk-heading-s">{tr!(i18n, staff_requests.verify_title)}</h3>
        <Form state=case.form on_submit=submit>
            <RadioGroup
                pointer="/answer"
                legend=tr!(i18n, staff_requests.verify_answer)
                value=inputs.answer
                choices=Signal::stored(answers)
                small=true
            />
            <DateField
                pointer="/answered_on"
                legend=tr!(i18n, staff_requests.verify_answered_on)
                value=inputs.answered_on
            />
            <Show when=move || inputs.is_confirmed()>
                <Confirmed inputs />
            </Show>
            <TextArea
                pointer="/note"
                label=tr!(i18n, staff_requests.verify_note)
                value=inputs.note
                rows=3
                limit=NOTE_LIMIT
            />
            <SubmitButton>{tr!(i18n, staff_requests.verify_save)}</SubmitButton>
            <Button kind=ButtonKind::Link on_click=move || case.panel.set(Panel::Closed)>
                {tr!(i18n, common.cancel)}
            </Button>
        </Form>
    }
}

/// What the State confirms: that counts, whatever was declared.
#[component]
fn Confirmed(inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    let choice = move |one: &Sector| {
        let one = *one;
        Choice::new(one, move || sector(i18n, one))
    };
    let sectors: Vec<_> = Sector::ALL.iter().map(choice).collect();
    view! {
        <CheckboxGroup
            pointer="/sectors"
            legend=tr!(i18n, staff_requests.verify_sectors)
            values=inputs.sectors
            choices=Signal::stored(sectors)
            small=true
        />
        <DateField
            pointer="/valid_until"
            legend=tr!(i18n, staff_requests.verify_until)
            hint=tr!(i18n, staff_requests.verify_until_hint)
            value=inputs.until
        />
    }
}
