//! A replacement as it is being filled in.

use common::dto::replacement::{ReplacementView, UpdateReplacementRequest};
use common::ids::RequestId;
use common::words::ReplacementStep;
use leptos::prelude::*;
use ui::api::patch_newest;
use ui::components::FormState;

use crate::pages::requests::neighbour;

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
        let next = self
            .view
            .with_untracked(|view| neighbour(&view.steps, step, 1));
        let Some(next) = next else { return };
        let change = UpdateReplacementRequest {
            step: Some(next),
            ..change
        };
        let version = self.view.with_untracked(|view| view.version);
        let call = async move { patch_newest(&self.path(), version, &change).await };
        self.form.run(call, move |view: ReplacementView| {
            let id = view.request.id;
            self.view.set(view);
            done(id, next);
        });
    }
}
