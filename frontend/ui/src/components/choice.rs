//! One choice of a list, of radios or of boxes.

use leptos::prelude::*;

/// One choice of a list, of radios or of boxes.
#[derive(Clone)]
pub struct Choice {
    /// The value, as the API writes it.
    pub value: String,
    /// The words beside it.
    pub label: TextProp,
    /// A further explanation.
    pub hint: Option<TextProp>,
    /// What is asked in addition when it is chosen (radios only).
    pub reveal: Option<ViewFn>,
}

impl Choice {
    /// A choice of a value and its words.
    #[must_use]
    pub fn new(value: impl ToString, label: impl Into<TextProp>) -> Self {
        Self {
            value: value.to_string(),
            label: label.into(),
            hint: None,
            reveal: None,
        }
    }

    /// Adds an explanation.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<TextProp>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds questions that show while this choice is made.
    #[must_use]
    pub fn reveal(mut self, view: impl Into<ViewFn>) -> Self {
        self.reveal = Some(view.into());
        self
    }
}
