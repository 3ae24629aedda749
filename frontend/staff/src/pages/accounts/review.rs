//! One review as it is being worked on.

use common::dto::page::Page as Listing;
use common::dto::review::{
    AccountDecision, AccountReviewSummary, AccountReviewView, DecideAccountRequest, ReviewErrorForm,
};
use common::field_error::Faults;
use common::words::AccountField;
use leptos::prelude::*;
use ui::api::{ApiError, Call, Outcome, act_or_reload};
use ui::components::FormState;

use crate::components::ReasonInputs;
use crate::routes::Page as To;

/// A field that can be marked as wrong.
#[derive(Clone, Copy)]
pub struct Mark {
    /// The field.
    pub field: AccountField,
    /// Whether it is marked.
    pub is_wrong: RwSignal<bool>,
    /// Why.
    pub inputs: ReasonInputs,
}

impl Mark {
    /// Where its reason and comment stand on the page.
    pub fn pointer(self) -> String {
        format!("/errors/{}", self.field)
    }
}

/// One review as it is being worked on. What is typed outlives a new reading.
#[derive(Clone, Copy)]
pub struct Review {
    /// The review as the server last had it.
    pub view: RwSignal<AccountReviewView>,
    /// The form of the decision.
    pub form: FormState,
    /// Why the last action was refused, when somebody else was faster.
    pub conflict: RwSignal<Option<ApiError>>,
    marks: StoredValue<Vec<Mark>>,
}

impl Review {
    /// Nothing marked yet. Call it inside a component.
    pub fn new(
        view: AccountReviewView,
        form: FormState,
        conflict: RwSignal<Option<ApiError>>,
    ) -> Self {
        let mark = |field: &AccountField| Mark {
            field: *field,
            is_wrong: RwSignal::new(false),
            inputs: ReasonInputs::new(),
        };
        let marks = AccountField::ALL.iter().map(mark).collect();
        Self {
            view: RwSignal::new(view),
            form,
            conflict,
            marks: StoredValue::new(marks),
        }
    }

    /// The mark of a field.
    pub fn mark(self, field: AccountField) -> Option<Mark> {
        self.marks
            .with_value(|marks| marks.iter().find(|mark| mark.field == field).copied())
    }

    /// The fields marked as wrong, in the order of the form; follows changes.
    pub fn wrong(self) -> Vec<Mark> {
        let marks = self.marks.get_value().into_iter();
        marks.filter(|mark| mark.is_wrong.get()).collect()
    }

    fn path(self) -> String {
        self.view
            .with_untracked(|view| format!("/staff/account-reviews/{}", view.summary.id))
    }

    /// "Prendre le dossier".
    pub fn take(self) {
        let action = Call::post(format!("{}/take", self.path()));
        self.act(action, move |view| self.view.set(view));
    }

    /// Sends the decision: right when no field is marked, else the errors.
    pub fn decide(self, done: impl FnOnce(AccountReviewView) + 'static) {
        let mut faults = Faults::new();
        let errors: Vec<ReviewErrorForm> = untrack(|| {
            let wrong = self.wrong().into_iter();
            wrong
                .filter_map(|mark| {
                    let reason = mark.inputs.check(&mark.pointer(), &mut faults)?;
                    Some(ReviewErrorForm {
                        field: mark.field,
                        reason,
                        comment: mark.inputs.words(),
                    })
                })
                .collect()
        });
        if !self.form.accept(faults) {
            return;
        }
        let decision = if errors.is_empty() {
            AccountDecision::Conform
        } else {
            AccountDecision::Errors
        };
        let body = DecideAccountRequest { decision, errors };
        self.act(
            Call::post(format!("{}/decision", self.path())).json(&body),
            done,
        );
    }

    fn act(self, action: Call, done: impl FnOnce(AccountReviewView) + 'static) {
        self.conflict.set(None);
        let version = self.view.with_untracked(|view| view.version);
        let call = act_or_reload(action.if_match(version), self.path());
        self.form.run(call, move |outcome| match outcome {
            Outcome::Done(view) => done(view),
            Outcome::Stale(error, view) => {
                self.view.set(view);
                self.conflict.set(Some(error));
            }
        });
    }
}

/// The next review that nobody has taken; the queue when there is none.
pub async fn next_page() -> To {
    let call = Call::get("/staff/account-reviews")
        .query("status", "submitted")
        .query("limit", "1");
    let next = call.send::<Listing<AccountReviewSummary>>().await;
    let first = next.ok().and_then(|page| page.items.into_iter().next());
    first.map_or(To::Accounts, |review| To::Account(review.id))
}
