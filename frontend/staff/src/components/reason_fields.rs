//! Why something is not accepted: a reason from the list, and words.

use common::field_error::{Faults, FieldErrorCode};
use common::words::ReasonCode;
use leptos::prelude::*;
use ui::components::{Choice, SelectField, TextArea};
use ui::i18n::{Texts, use_i18n};
use ui::tr;

use crate::words::{reason, reason_choices};

/// The most characters of a comment.
const COMMENT_LIMIT: usize = 500;

/// A reason and a comment as they are being filled in.
#[derive(Clone, Copy, PartialEq)]
pub struct ReasonInputs {
    /// The word of the reason; empty until chosen.
    pub reason: RwSignal<String>,
    /// In the reviewer's words.
    pub comment: RwSignal<String>,
}

impl ReasonInputs {
    /// Nothing chosen yet.
    pub fn new() -> Self {
        Self {
            reason: RwSignal::new(String::new()),
            comment: RwSignal::new(String::new()),
        }
    }

    /// The reason, once chosen; follows changes.
    pub fn code(self) -> Option<ReasonCode> {
        self.reason.with(|word| word.parse().ok())
    }

    /// The comment without blanks around it; follows changes.
    pub fn words(self) -> String {
        self.comment.with(|comment| comment.trim().to_owned())
    }

    /// The reason, or its faults: none chosen, no words with "other", too many.
    pub fn check(self, pointer: &str, faults: &mut Faults) -> Option<ReasonCode> {
        let words = self.words();
        if words.chars().count() > COMMENT_LIMIT {
            let fault = common::field_error::Fault::new(FieldErrorCode::TooLong).max(COMMENT_LIMIT);
            faults.push(&format!("{pointer}/comment"), fault);
        }
        let Some(code) = self.code() else {
            faults.push(&format!("{pointer}/reason"), FieldErrorCode::Required);
            return None;
        };
        if code == ReasonCode::Other && words.is_empty() {
            faults.push(&format!("{pointer}/comment"), FieldErrorCode::Required);
        }
        Some(code)
    }

    /// Takes a reason and words that are known already.
    pub fn fill(self, code: ReasonCode, words: &str) {
        self.reason.set(code.to_string());
        self.comment.set(words.to_owned());
    }

    /// Forgets what was chosen.
    pub fn clear(self) {
        self.reason.set(String::new());
        self.comment.set(String::new());
    }
}

/// The fields of a reason and a comment.
#[component]
pub fn ReasonFields(
    /// JSON pointer of the thing they are about.
    #[prop(into)]
    pointer: String,
    /// The fields' values.
    inputs: ReasonInputs,
    /// The reasons to choose from.
    reasons: &'static [ReasonCode],
    /// For whom the comment is, when not for the driver.
    #[prop(optional, into)]
    comment_label: Option<TextProp>,
) -> impl IntoView {
    let i18n = use_i18n();
    let comment_label = comment_label.unwrap_or_else(|| tr!(i18n, staff.comment).into());
    let choices: Signal<Vec<Choice>> = Signal::stored(reason_choices(i18n, reasons));
    view! {
        <SelectField
            pointer=format!("{pointer}/reason")
            label=tr!(i18n, staff.reason)
            value=inputs.reason
            choices
        />
        <TextArea
            pointer=format!("{pointer}/comment")
            label=comment_label
            hint=tr!(i18n, staff.comment_hint)
            value=inputs.comment
            rows=3
            limit=COMMENT_LIMIT
        />
    }
}

/// A reason as the driver reads it: « illisible », and the comment below.
#[component]
pub fn ReasonPreview(
    /// What it is about.
    #[prop(into)]
    subject: TextProp,
    /// The fields' values.
    inputs: ReasonInputs,
) -> impl IntoView {
    let i18n: Texts = use_i18n();
    let why = move || {
        inputs
            .code()
            .map_or_else(|| "…".to_owned(), |code| reason(i18n, code).to_owned())
    };
    let words = move || {
        let words = inputs.words();
        (!words.is_empty()).then(|| view! { <br /> {words} })
    };
    view! {
        <li>
            <strong>{move || subject.get()}</strong> " : " {why} {words}
        </li>
    }
}
