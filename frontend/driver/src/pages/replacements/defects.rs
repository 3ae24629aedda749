//! "Je remplis ma déclaration. Je peux déclarer x éléments en défauts" (guide).

use common::card_defect::CardElement;
use common::dto::replacement::{CardDefect, UpdateReplacementRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::validation::card_defects::{MAX_DEFECTS, check_words};
use common::words::{DocumentKind, ReplacementStep};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{Button, ButtonKind, Choice, Form, SelectField, SubmitButton, TextField};
use ui::form::language;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::documents::GivenDocument;
use super::draft::Draft;
use crate::routes::Page as To;

/// One element as it is being typed. Copies share the same signals.
#[derive(Clone, Copy)]
struct Inputs {
    element: RwSignal<String>,
    problem: RwSignal<String>,
    expected: RwSignal<String>,
}

impl Inputs {
    fn new(defect: Option<&CardDefect>) -> Self {
        let text = |text: Option<&str>| RwSignal::new(text.unwrap_or_default().to_owned());
        Self {
            element: text(defect.map(|defect| defect.element.as_str())),
            problem: text(defect.map(|defect| defect.problem.as_str())),
            expected: text(defect.map(|defect| defect.expected.as_str())),
        }
    }

    fn check(self, index: usize, faults: &mut Faults) -> Option<CardDefect> {
        let element = self.element.get_untracked().parse();
        let element = element.map_err(|_| FieldErrorCode::Required.into());
        let pointer = format!("/defects/{index}/element");
        let element: Option<CardElement> = faults.check(&pointer, element);
        let (problem, expected) = (self.problem.get_untracked(), self.expected.get_untracked());
        let (problem, expected) = check_words(index, (&problem, &expected), faults);
        element.map(|element| CardDefect {
            element,
            problem,
            expected,
        })
    }
}

/// The elements, one after the other.
#[component]
pub fn DefectsStep(
    /// The replacement.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let (card, given) = draft
        .view
        .with_untracked(|view| (view.card.clone(), view.defects.clone()));
    let serial = card.map(|card| card.serial).unwrap_or_default();
    let mut inputs: Vec<_> = given
        .iter()
        .map(|defect| Inputs::new(Some(defect)))
        .collect();
    if inputs.is_empty() {
        inputs.push(Inputs::new(None));
    }
    let inputs = RwSignal::new(inputs);
    let text = move || {
        let serial = serial.clone();
        t_string!(i18n, replacements.defects_text, serial = serial).to_string()
    };
    let submit = move || {
        let mut faults = Faults::new();
        let list = inputs.get_untracked().into_iter().enumerate();
        let defects: Vec<_> = list
            .filter_map(|(index, input)| input.check(index, &mut faults))
            .collect();
        if draft.form.accept(faults) {
            let change = UpdateReplacementRequest {
                defects: Some(defects),
                ..Default::default()
            };
            let navigate = navigate.clone();
            draft.save(ReplacementStep::Defects, change, move |id, next| {
                let to = To::ReplacementStep(id, next);
                navigate(&to.path(), NavigateOptions::default());
            });
        }
    };
    let list = move || {
        let list = inputs.get().into_iter().enumerate();
        list.map(|(index, input)| view! { <Element index input inputs /> })
            .collect_view()
    };
    let add = move || inputs.update(|inputs| inputs.push(Inputs::new(None)));
    view! {
        <p class="govuk-body">{text}</p>
        <Form state=draft.form on_submit=submit>
            {list} <Show when=move || inputs.with(|inputs| inputs.len() < MAX_DEFECTS)>
                <Button kind=ButtonKind::Secondary on_click=add>
                    {tr!(i18n, replacements.defect_add)}
                </Button>
            </Show>
            <GivenDocument draft kind=DocumentKind::CardPhoto />
            <SubmitButton>{tr!(i18n, replacements.go_on)}</SubmitButton>
        </Form>
    }
}

#[component]
fn Element(index: usize, input: Inputs, inputs: RwSignal<Vec<Inputs>>) -> impl IntoView {
    let i18n = use_i18n();
    let number = index + 1;
    let heading = move || t_string!(i18n, replacements.defect_number, number = number).to_string();
    let hidden =
        move || t_string!(i18n, replacements.defect_remove_hidden, number = number).to_string();
    let remove = move || {
        inputs.update(|inputs| {
            inputs.remove(index);
        });
    };
    let choice = move |element: &CardElement| {
        let element = *element;
        Choice::new(element, move || element.label(language(i18n)))
    };
    let choices: Vec<_> = CardElement::ALL.iter().map(choice).collect();
    let choices = Signal::stored(choices);
    let is_removable = move || inputs.with(|inputs| inputs.len() > 1);
    view! {
        <section class="app-card">
            <h2 class="govuk-heading-m">{heading}</h2>
            <SelectField
                pointer=format!("/defects/{index}/element")
                label=tr!(i18n, replacements.defect_element)
                value=input.element
                choices
            />
            <TextField
                pointer=format!("/defects/{index}/problem")
                label=tr!(i18n, replacements.defect_problem)
                value=input.problem
            />
            <TextField
                pointer=format!("/defects/{index}/expected")
                label=tr!(i18n, replacements.defect_expected)
                hint=tr!(i18n, replacements.defect_expected_hint)
                value=input.expected
                optional=true
            />
            <Show when=is_removable>
                <Button kind=ButtonKind::Link on_click=remove hidden_text=hidden>
                    {tr!(i18n, replacements.defect_remove)}
                </Button>
            </Show>
        </section>
    }
}
