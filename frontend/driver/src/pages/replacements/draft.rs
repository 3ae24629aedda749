//! A replacement as it is being filled in.

use common::dto::replacement::{ReplacementView, UpdateReplacementRequest};
use common::ids::RequestId;
use common::words::ReplacementStep;
use leptos::prelude::*;
use ui::api::{ApiError, Call};
use ui::components::FormState;

/// A replacement as it is being filled in. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The replacement as the server last had it.
    pub view: RwSignal<ReplacementView>,
    /// The form of the step.
    pub form: FormState,
}

impl Draft {
    /// Which request.
    pub fn id(self) -> RequestId {
        self.view.with_untracked(|view| view.request.id)
    }

    /// The path of a call about it.
    pub fn path(self) -> String {
        format!("/me/replacements/{}", self.id())
    }

    /// Saves a step and names the next; `done` gets the step to go to.
    pub fn save(
        self,
        step: ReplacementStep,
        change: UpdateReplacementRequest,
        done: impl FnOnce(RequestId, ReplacementStep) + 'static,
    ) {
        let Some(next) = neighbour(step, 1) else {
            return;
        };
        let change = UpdateReplacementRequest {
            step: Some(next),
            ..change
        };
        let call = async move { self.send(change).await };
        self.form.run(call, move |view: ReplacementView| {
            let id = view.request.id;
            self.view.set(view);
            done(id, next);
        });
    }

    /// Saved in another window meanwhile: what is typed here is sent once more.
    async fn send(self, change: UpdateReplacementRequest) -> Result<ReplacementView, ApiError> {
        let version = self.view.with_untracked(|view| view.version);
        let saved = Call::patch(self.path())
            .json(&change)
            .if_match(version)
            .send::<ReplacementView>()
            .await;
        match saved {
            Err(error) if error.is_conflict() => {
                let view: ReplacementView = Call::get(self.path()).send().await?;
                let call = Call::patch(self.path()).json(&change);
                call.if_match(view.version).send().await
            }
            answer => answer,
        }
    }
}

/// The step before or after.
pub fn neighbour(step: ReplacementStep, by: isize) -> Option<ReplacementStep> {
    let all = ReplacementStep::ALL;
    let here = all.iter().position(|other| *other == step)?;
    all.get(here.checked_add_signed(by)?).copied()
}
