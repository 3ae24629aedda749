//! One request as it is being worked on.

use common::documents_required::title_of;
use common::dto::request::DocumentView;
use common::dto::staff::{DecideDocumentRequest, StaffRequestView};
use common::statuses::DocumentStatus;
use common::words::{DocumentKind, ReasonCode};
use leptos::prelude::*;
use ui::api::{ApiError, Call, Outcome, act_or_reload};
use ui::components::FormState;
use ui::form::language;
use ui::i18n::Texts;

/// What may be permitted, as the server words it.
pub mod permission {
    /// Begin to work on the request.
    pub const TAKE: &str = "take";
    /// Decide on a document.
    pub const DECIDE_DOCUMENT: &str = "decide_document";
    /// Ask the driver for corrections.
    pub const ASK: &str = "ask";
    /// Accept the request.
    pub const APPROVE: &str = "approve";
    /// Refuse the request.
    pub const REJECT: &str = "reject";
    /// Say what the analysis of a card found.
    pub const ANALYSE: &str = "analyse";
    /// Note what the State that issued a qualification has answered.
    pub const VERIFY: &str = "verify";
}

/// The form that is open beside the documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Panel {
    /// None: the buttons show.
    Closed,
    /// The information request.
    Ask,
    /// The refusal.
    Reject,
    /// The approval without the register's confirmation.
    Override,
    /// The answer of the State that issued a qualification.
    Verify,
}

/// How a document is shown.
#[derive(Clone, Copy)]
pub struct Display {
    /// Percent of the frame's width.
    pub zoom: RwSignal<u32>,
    /// Quarter turns to the right.
    pub turns: RwSignal<u8>,
    /// Whether the old version stands beside it.
    pub comparing: RwSignal<bool>,
}

/// The steps of the zoom, in percent.
const ZOOM_STEPS: [u32; 6] = [100, 150, 200, 300, 400, 600];

impl Display {
    fn new() -> Self {
        Self {
            zoom: RwSignal::new(100),
            turns: RwSignal::new(0),
            comparing: RwSignal::new(false),
        }
    }

    /// Shows more of a smaller part, up to six times.
    pub fn zoom_in(self) {
        self.zoom.update(|zoom| {
            *zoom = ZOOM_STEPS
                .into_iter()
                .find(|step| step > zoom)
                .unwrap_or(*zoom)
        });
    }

    /// Shows less of a larger part.
    pub fn zoom_out(self) {
        self.zoom.update(|zoom| {
            *zoom = ZOOM_STEPS
                .into_iter()
                .rev()
                .find(|step| step < zoom)
                .unwrap_or(*zoom)
        });
    }

    /// Turns a quarter to the right; the file stays as it is.
    pub fn rotate(self) {
        self.turns.update(|turns| *turns = (*turns + 1) % 4);
    }

    /// Back to the whole picture, upright.
    pub fn reset(self) {
        self.zoom.set(100);
        self.turns.set(0);
    }
}

/// One request as it is being worked on. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct Case {
    /// The request as the server last had it.
    pub view: RwSignal<StaffRequestView>,
    /// The form that is sent.
    pub form: FormState,
    /// Why the last action was refused, when somebody else was faster.
    pub conflict: RwSignal<Option<ApiError>>,
    /// Which document shows.
    pub index: RwSignal<usize>,
    /// Whether the reason of a document's refusal is being given.
    pub refusing: RwSignal<bool>,
    /// The form that is open.
    pub panel: RwSignal<Panel>,
    /// How the document is shown.
    pub display: Display,
}

impl Case {
    /// Call it inside a component.
    pub fn new(
        view: StaffRequestView,
        form: FormState,
        conflict: RwSignal<Option<ApiError>>,
    ) -> Self {
        Self {
            view: RwSignal::new(view),
            form,
            conflict,
            index: RwSignal::new(0),
            refusing: RwSignal::new(false),
            panel: RwSignal::new(Panel::Closed),
            display: Display::new(),
        }
    }

    /// Whether this member may do that now; follows changes.
    pub fn can(self, permission: &str) -> bool {
        self.view
            .with(|view| view.permitted.iter().any(|word| word == permission))
    }

    /// The documents in force, in the order of the form; follows changes.
    pub fn documents(self) -> Vec<DocumentView> {
        let mut documents = self.view.with(|view| view.request.documents.clone());
        documents.retain(|document| document.is_current);
        documents.sort_by_key(|document| document.kind);
        documents
    }

    /// The document that shows; follows changes.
    pub fn document(self) -> Option<DocumentView> {
        let index = self.index.get();
        self.documents().into_iter().nth(index)
    }

    /// Shows another document, whole and upright.
    pub fn show(self, index: usize) {
        let total = untrack(|| self.documents().len());
        if index < total && index != self.index.get_untracked() {
            self.refusing.set(false);
            self.display.comparing.set(false);
            self.display.reset();
            self.index.set(index);
        }
    }

    /// Shows the next document.
    pub fn next(self) {
        self.show(self.index.get_untracked() + 1);
    }

    /// Shows the document before.
    pub fn previous(self) {
        if let Some(index) = self.index.get_untracked().checked_sub(1) {
            self.show(index);
        }
    }

    fn path(self) -> String {
        self.view
            .with_untracked(|view| format!("/staff/requests/{}", view.request.summary.id))
    }

    fn version(self) -> i64 {
        self.view.with_untracked(|view| view.request.version)
    }

    /// Sends an action on the request that is refused when it has changed.
    pub fn act(self, action: &str, body: impl FnOnce(Call) -> Call, done: impl FnOnce() + 'static) {
        let call = body(Call::post(format!("{}/{action}", self.path()))).if_match(self.version());
        self.send(call, done);
    }

    /// Accepts a document, or refuses it with a reason.
    pub fn decide(
        self,
        document: &DocumentView,
        refusal: Option<(ReasonCode, String)>,
        done: impl FnOnce() + 'static,
    ) {
        let decision = if refusal.is_some() {
            DocumentStatus::Refused
        } else {
            DocumentStatus::Accepted
        };
        let (reason, comment) =
            refusal.map_or((None, String::new()), |(code, words)| (Some(code), words));
        let body = DecideDocumentRequest {
            decision,
            reason,
            comment,
        };
        let call = Call::put(format!(
            "{}/documents/{}/decision",
            self.path(),
            document.id
        ))
        .if_match(self.version())
        .json(&body);
        self.send(call, done);
    }

    fn send(self, call: Call, done: impl FnOnce() + 'static) {
        self.conflict.set(None);
        let call = act_or_reload::<StaffRequestView>(call, self.path());
        self.form.run(call, move |outcome| match outcome {
            Outcome::Done(view) => {
                self.view.set(view);
                done();
            }
            Outcome::Stale(error, view) => {
                self.view.set(view);
                self.conflict.set(Some(error));
            }
        });
    }
}

/// The name of a document.
pub fn document_title(i18n: Texts, kind: DocumentKind) -> &'static str {
    title_of(kind, language(i18n))
}
