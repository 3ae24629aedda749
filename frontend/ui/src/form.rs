//! The state of one form: what is wrong with it, and whether it is being sent.

use common::field_error::{Faults, FieldError};
use common::words::Language;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::i18n::{Locale, Texts, use_i18n};

/// The state of one form. Copies share the same signals.
///
/// Faults found by `common`'s validation and errors sent by the server are shown
/// alike: at their field by JSON pointer, and in the summary at the top.
#[derive(Clone, Copy)]
pub struct FormState {
    texts: Texts,
    faults: RwSignal<Faults>,
    refusals: RwSignal<Vec<FieldError>>,
    general: RwSignal<Option<ApiError>>,
    pending: RwSignal<bool>,
    attempts: RwSignal<u32>,
}

impl Default for FormState {
    fn default() -> Self {
        Self::new()
    }
}

impl FormState {
    /// A form without errors. Call it inside a component.
    #[must_use]
    pub fn new() -> Self {
        Self {
            texts: use_i18n(),
            faults: RwSignal::new(Faults::new()),
            refusals: RwSignal::new(Vec::new()),
            general: RwSignal::new(None),
            pending: RwSignal::new(false),
            attempts: RwSignal::new(0),
        }
    }

    /// Whether the form is being sent; follows changes.
    #[must_use]
    pub fn is_pending(self) -> bool {
        self.pending.get()
    }

    /// Whether the form is being sent, now.
    #[must_use]
    pub(crate) fn is_pending_untracked(self) -> bool {
        self.pending.get_untracked()
    }

    /// Whether something is wrong; follows changes.
    #[must_use]
    pub fn has_errors(self) -> bool {
        !self.faults.with(Faults::is_empty)
            || self.refusals.with(|refusals| !refusals.is_empty())
            || self.general.with(Option::is_some)
    }

    /// How often errors were shown; the summary takes the focus each time.
    #[must_use]
    pub(crate) fn attempts(self) -> u32 {
        self.attempts.get()
    }

    /// What is wrong, field by field, in the language of the page.
    #[must_use]
    pub fn errors(self) -> Vec<FieldError> {
        let language = language(self.texts);
        let mut errors = self.faults.with(|faults| faults.to_errors(language));
        errors.extend(self.refusals.get());
        errors
    }

    /// What is wrong with the form as a whole, such as a lost network.
    #[must_use]
    pub fn general(self) -> Option<String> {
        self.general
            .with(|error| error.as_ref().map(|error| error.message(self.texts)))
    }

    /// The sentence for the field at a JSON pointer; follows changes.
    #[must_use]
    pub fn error_at(self, pointer: &str) -> Option<String> {
        let found = self
            .errors()
            .into_iter()
            .find(|error| error.pointer == pointer)?;
        Some(found.detail)
    }

    /// Takes what the validation found; true when nothing is wrong. Otherwise
    /// the errors show and the summary takes the focus.
    pub fn accept(self, faults: Faults) -> bool {
        let accepted = faults.is_empty();
        self.clear();
        self.faults.set(faults);
        if !accepted {
            self.attempts.update(|attempts| *attempts += 1);
        }
        accepted
    }

    /// As [`accept`](Self::accept), for a check that gives a value.
    pub fn accept_result<T>(self, result: Result<T, Faults>) -> Option<T> {
        match result {
            Ok(value) => {
                self.clear();
                Some(value)
            }
            Err(faults) => {
                self.accept(faults);
                None
            }
        }
    }

    /// Shows why the server did not accept the form.
    pub fn refuse(self, error: ApiError) {
        self.clear();
        match error {
            ApiError::Problem(problem) if !problem.errors.is_empty() => {
                self.refusals.set(problem.errors)
            }
            other => self.general.set(Some(other)),
        }
        self.attempts.update(|attempts| *attempts += 1);
    }

    /// Forgets all errors.
    pub fn clear(self) {
        self.faults.set(Faults::new());
        self.refusals.set(Vec::new());
        self.general.set(None);
    }

    /// Sends the form. While an answer is awaited nothing is sent a second time;
    /// a refusal shows in the form, an answer goes to `done`.
    pub fn run<T: 'static>(
        self,
        call: impl Future<Output = Result<T, ApiError>> + 'static,
        done: impl FnOnce(T) + 'static,
    ) {
        if self.pending.get_untracked() {
            return;
        }
        self.clear();
        self.pending.set(true);
        spawn_local(async move {
            let answer = call.await;
            // The page may be gone by now, and the form with it.
            if self.pending.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(value) => done(value),
                Err(error) => self.refuse(error),
            }
        });
    }
}

/// The language of the page, as the rules in `common` name it.
#[must_use]
pub fn language(texts: Texts) -> Language {
    match texts.get_locale() {
        Locale::fr => Language::French,
        Locale::en => Language::English,
    }
}

/// The id of the field at a JSON pointer: `/address/lines/0` is `address-lines-0`.
#[must_use]
pub fn field_id(pointer: &str) -> String {
    pointer.trim_start_matches('/').replace('/', "-")
}
