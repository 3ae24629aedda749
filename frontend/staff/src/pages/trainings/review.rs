//! One training as it is being decided on.

use common::dto::training_review::{
    DecideTrainingRequest, TrainingCandidate, TrainingDecision, TrainingReviewView,
};
use common::field_error::{Faults, FieldErrorCode};
use common::statuses::IdentityReview;
use leptos::prelude::*;
use ui::api::{ApiError, Call, Outcome, act_or_reload};
use ui::components::FormState;

use crate::components::ReasonInputs;

/// The word that chooses nobody.
pub const NOBODY: &str = "nobody";

/// One training as it is being decided on. What is typed outlives a new reading.
#[derive(Clone, Copy)]
pub struct Review {
    /// The training as the server last had it.
    pub view: RwSignal<TrainingReviewView>,
    /// The form of the decision.
    pub form: FormState,
    /// Why the last action was refused, when somebody else was faster.
    pub conflict: RwSignal<Option<ApiError>>,
    /// `accept` or `refuse`; empty until chosen.
    pub decision: RwSignal<String>,
    /// The driver's id or [`NOBODY`]; empty until chosen.
    pub driver: RwSignal<String>,
    /// Why it is refused.
    pub reason: ReasonInputs,
}

impl Review {
    /// Nothing chosen yet, but the driver when there is only one. Call it inside a
    /// component.
    pub fn new(
        view: TrainingReviewView,
        form: FormState,
        conflict: RwSignal<Option<ApiError>>,
    ) -> Self {
        let driver = match choosable(&view).as_slice() {
            [] => NOBODY.to_owned(),
            [only] if only.is_attached => only.driver_id.to_string(),
            _ => String::new(),
        };
        Self {
            view: RwSignal::new(view),
            form,
            conflict,
            decision: RwSignal::new(String::new()),
            driver: RwSignal::new(driver),
            reason: ReasonInputs::new(),
        }
    }

    /// The decision, once chosen; follows changes.
    pub fn chosen(self) -> Option<TrainingDecision> {
        self.decision.with(|word| word.parse().ok())
    }

    fn path(self) -> String {
        self.view
            .with_untracked(|view| format!("/staff/training-reviews/{}", view.summary.id))
    }

    /// The body of the request with the faults of its fields.
    fn check(self) -> (Option<DecideTrainingRequest>, Faults) {
        let mut faults = Faults::new();
        let request = match self.chosen() {
            None => {
                faults.push("/decision", FieldErrorCode::Required);
                None
            }
            Some(decision @ TrainingDecision::Accept) => {
                let driver = self.driver.get();
                if driver.is_empty() {
                    faults.push("/driver_id", FieldErrorCode::Required);
                }
                Some(DecideTrainingRequest {
                    decision,
                    driver_id: driver.parse().ok(),
                    reason: None,
                    comment: String::new(),
                })
            }
            Some(decision @ TrainingDecision::Refuse) => {
                let reason = self.reason.check("", &mut faults);
                Some(DecideTrainingRequest {
                    decision,
                    driver_id: None,
                    reason,
                    comment: self.reason.words(),
                })
            }
        };
        (request, faults)
    }

    /// Sends the decision.
    pub fn decide(self, done: impl FnOnce(TrainingReviewView) + 'static) {
        let (request, faults) = untrack(|| self.check());
        let (true, Some(body)) = (self.form.accept(faults), request) else {
            return;
        };
        self.conflict.set(None);
        let version = self.view.with_untracked(|view| view.version);
        let action = Call::post(format!("{}/decision", self.path())).json(&body);
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

/// The drivers to whom the training can be given.
pub fn choosable(view: &TrainingReviewView) -> Vec<TrainingCandidate> {
    let candidates = view.candidates.iter();
    candidates
        .filter(|candidate| candidate.review == IdentityReview::Conform)
        .cloned()
        .collect()
}
