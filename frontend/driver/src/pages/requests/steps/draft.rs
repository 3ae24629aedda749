//! The draft that is being filled in, and keeping what is typed.
//!
//! What is typed is kept at once on this device, and by the server as soon as
//! it is complete and the typing pauses. The copy on the device goes when the
//! server has the same.

use std::time::Duration;

use common::dto::request::{RequestView, UpdateRequestRequest};
use common::ids::RequestId;
use common::statuses::RequestStatus;
use leptos::ev;
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;
use ui::api::{ApiError, Call, patch_newest};
use ui::components::{FormState, Saved};
use ui::storage;

/// How long the typing has paused before the server is told.
const PAUSE: Duration = Duration::from_millis(1_200);

/// How long to wait after a lost network; its return is tried at once.
const RETRY: Duration = Duration::from_secs(15);

/// What was typed and the server does not have.
#[derive(Clone, PartialEq)]
struct Pending {
    key: String,
    change: UpdateRequestRequest,
    is_complete: bool,
}

/// The draft that is being filled in, as the server last had it.
#[derive(Clone, Copy)]
pub struct Draft {
    /// The request.
    pub request: RwSignal<RequestView>,
    /// What the line "Brouillon enregistré" says.
    pub saved: RwSignal<Saved>,
    /// Whether it has been sent just now.
    pub sent: RwSignal<bool>,
    /// The form of the step.
    pub form: FormState,
    pending: StoredValue<Option<Pending>>,
    timer: StoredValue<Option<TimeoutHandle>>,
    is_saving: StoredValue<bool>,
}

impl Draft {
    /// The draft on one page, which keeps what is typed there.
    pub fn new(request: RequestView, sent: RwSignal<bool>, form: FormState) -> Self {
        let saved = if request.summary.status == RequestStatus::Draft {
            Saved::At(request.summary.updated_at)
        } else {
            Saved::Untouched
        };
        let draft = Self {
            request: RwSignal::new(request),
            saved: RwSignal::new(saved),
            sent,
            form,
            pending: StoredValue::new(None),
            timer: StoredValue::new(None),
            is_saving: StoredValue::new(false),
        };
        let back = window_event_listener(ev::online, move |_| draft.save_typed());
        on_cleanup(move || {
            back.remove();
            draft.leave();
        });
        draft
    }

    /// The id of the request.
    pub fn id(self) -> RequestId {
        self.request.with_untracked(|request| request.summary.id)
    }

    /// Takes what the server has after a change.
    pub fn take(self, request: RequestView) {
        self.saved.set(Saved::At(request.summary.updated_at));
        self.request.set(request);
    }

    /// Saves a part of the draft; stale data are loaded again, once.
    pub async fn save(self, change: UpdateRequestRequest) -> Result<RequestView, ApiError> {
        self.saved.set(Saved::Saving);
        let (id, version) = self.place();
        let answer = patch_newest(&format!("/me/requests/{id}"), version, &change).await;
        if answer.is_err() {
            // The page may be gone by now.
            let _ = self.saved.try_set(Saved::Failed);
        }
        answer
    }

    /// What was typed in this part before and never reached the server.
    pub fn typed_before(self, part: &str) -> Option<UpdateRequestRequest> {
        storage::read_draft(&self.key(part))
    }

    /// Keeps what is typed in a part, from the next change on; what was typed
    /// before is sent at once. `typed` also tells whether the server would take it.
    pub fn keep(self, part: &str, typed: impl Fn() -> (UpdateRequestRequest, bool) + 'static) {
        let key = self.key(part);
        Effect::new(move |before: Option<UpdateRequestRequest>| {
            let (change, is_complete) = typed();
            let is_typed = match &before {
                Some(before) => *before != change,
                None => storage::read_draft(&key).as_ref() == Some(&change),
            };
            if is_typed {
                self.note(Pending {
                    key: key.clone(),
                    change: change.clone(),
                    is_complete,
                });
            }
            change
        });
    }

    /// The server has everything that was typed here.
    pub fn forget_typed(self) {
        self.stop_timer();
        if let Some(pending) = self.pending.get_value() {
            storage::remove_draft(&pending.key);
        }
        self.pending.set_value(None);
    }

    fn key(self, part: &str) -> String {
        format!("{}:{part}", self.id())
    }

    fn place(self) -> (RequestId, i64) {
        self.request
            .with_untracked(|request| (request.summary.id, request.version))
    }

    fn note(self, pending: Pending) {
        storage::write_draft(&pending.key, &pending.change);
        let is_complete = pending.is_complete;
        self.pending.set_value(Some(pending));
        self.stop_timer();
        if is_complete {
            self.saved.set(Saved::Saving);
            self.save_after(PAUSE);
        } else {
            self.saved.set(Saved::Here);
        }
    }

    fn save_after(self, pause: Duration) {
        self.stop_timer();
        let timer = set_timeout_with_handle(move || self.save_typed(), pause);
        self.timer.set_value(timer.ok());
    }

    fn stop_timer(self) {
        if let Some(Some(timer)) = self.timer.try_update_value(Option::take) {
            timer.clear();
        }
    }

    /// Sends what was typed; one call at a time.
    fn save_typed(self) {
        let pending = self.pending.get_value().filter(|now| now.is_complete);
        let Some(pending) = pending.filter(|_| !self.is_saving.get_value()) else {
            return;
        };
        self.is_saving.set_value(true);
        self.saved.set(Saved::Saving);
        let (id, version) = self.place();
        spawn_local(async move {
            let answer = match put(id, version, &pending.change).await {
                Err(error) if error.is_conflict() => fetch(id).await.map(|now| (now, false)),
                answer => answer.map(|now| (now, true)),
            };
            if matches!(answer, Ok((_, true))) {
                pending.forget_copy();
            }
            // The page may be gone by now.
            if self.is_saving.try_set_value(false).is_none() {
                self.heard(&pending, answer);
            }
        });
    }

    /// Takes the answer, which tells whether the change was taken.
    fn heard(self, sent: &Pending, answer: Result<(RequestView, bool), ApiError>) {
        let is_last = self.pending.with_value(|now| now.as_ref() == Some(sent));
        match answer {
            Ok((request, true)) if is_last => {
                self.pending.set_value(None);
                self.take(request);
            }
            Ok((request, _)) => {
                self.request.set(request);
                self.save_after(PAUSE);
            }
            Err(error) => {
                self.saved.set(Saved::Failed);
                if error == ApiError::Offline {
                    self.save_after(RETRY);
                }
            }
        }
    }

    /// The page goes: what still waits is sent without it.
    fn leave(self) {
        self.stop_timer();
        let pending = self.pending.try_get_value().flatten();
        let Some(pending) = pending.filter(|pending| pending.is_complete) else {
            return;
        };
        let place = |request: &RequestView| (request.summary.id, request.version);
        let Some((id, version)) = self.request.try_with_untracked(place) else {
            return;
        };
        spawn_local(async move {
            if put(id, version, &pending.change).await.is_ok() {
                pending.forget_copy();
            }
        });
    }
}

impl Pending {
    /// The server has it; what was typed since stays.
    fn forget_copy(&self) {
        if storage::read_draft(&self.key).as_ref() == Some(&self.change) {
            storage::remove_draft(&self.key);
        }
    }
}

async fn put(
    id: RequestId,
    version: i64,
    change: &UpdateRequestRequest,
) -> Result<RequestView, ApiError> {
    let path = format!("/me/requests/{id}");
    Call::patch(path)
        .json(change)
        .if_match(version)
        .send()
        .await
}

async fn fetch(id: RequestId) -> Result<RequestView, ApiError> {
    Call::get(format!("/me/requests/{id}")).send().await
}
