//! The place of one document: what the server has, and what became of the
//! attempt to give another one.

use common::dto::driver_space::DownloadTarget;
use common::dto::request::{DocumentView, RequestView};
use common::field_error::{Fault, FieldError};
use common::words::DocumentKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::check;
use crate::api::{ApiError, Call, Upload, UploadHandle, open_document};
use crate::components::{Toasts, use_toasts};
use crate::form::language;
use crate::i18n::{Texts, tu_string, use_i18n};

/// What became of the last attempt. What the server has is told apart from it.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotState {
    /// None is under way.
    Idle,
    /// The browser looks at the file.
    Checking,
    /// The file is on its way: the share sent, 0 to 1.
    Sending(f64),
    /// The file cannot be accepted, and why.
    Refused(Fault),
    /// The browser cannot read the picture.
    Unreadable,
    /// The file did not get through; it can be tried again.
    Failed(ApiError),
    /// The server turns or removes what it has.
    Changing,
    /// What the server has could not be turned or removed.
    Unchanged(ApiError),
}

impl SlotState {
    /// What went wrong, in the language of the page.
    pub(super) fn problem(&self, texts: Texts) -> Option<String> {
        match self {
            Self::Refused(fault) => Some(FieldError::new("/file", fault, language(texts)).detail),
            Self::Unreadable => Some(tu_string!(texts, media.image_unreadable).to_owned()),
            Self::Failed(ApiError::Problem(problem))
            | Self::Unchanged(ApiError::Problem(problem)) => {
                let field = problem.errors.first().map(|error| error.detail.clone());
                Some(field.unwrap_or_else(|| problem.detail.clone()))
            }
            Self::Failed(error) | Self::Unchanged(error) => Some(error.message(texts)),
            Self::Idle | Self::Checking | Self::Sending(_) | Self::Changing => None,
        }
    }
}

/// Finds the document of a place in a request.
pub type FindDocument = fn(&RequestView, DocumentKind) -> Option<DocumentView>;

/// The place of one document of a kind. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct UploadSlot {
    kind: DocumentKind,
    texts: Texts,
    toasts: Toasts,
    path: StoredValue<String>,
    find: FindDocument,
    version: Signal<i64>,
    on_done: Callback<RequestView>,
    state: RwSignal<SlotState>,
    stored: RwSignal<Option<DocumentView>>,
    chosen: StoredValue<Option<Chosen>, LocalStorage>,
    sent: StoredValue<Option<Sent>, LocalStorage>,
    handle: StoredValue<UploadHandle, LocalStorage>,
    /// Counts attempts: what an earlier one still hears is not about this one.
    attempt: StoredValue<u32>,
}

/// The file of the attempt.
#[derive(Clone)]
pub(super) struct Chosen {
    pub(super) file: Blob,
    pub(super) name: String,
}

/// A file that the server took, and the fingerprint of what it made of it.
#[derive(Clone)]
struct Sent {
    file: Blob,
    sha256: String,
}

impl UploadSlot {
    /// The place of a document: `path` is where it stands below `/api/v1`,
    /// `find` finds it in a request, `version` is the request's as the page knows
    /// it, `on_done` hears what the request has become.
    #[must_use]
    pub fn new(
        kind: DocumentKind,
        path: String,
        find: FindDocument,
        request: &RequestView,
        version: Signal<i64>,
        on_done: Callback<RequestView>,
    ) -> Self {
        let slot = Self {
            kind,
            texts: use_i18n(),
            toasts: use_toasts(),
            path: StoredValue::new(path),
            find,
            version,
            on_done,
            state: RwSignal::new(SlotState::Idle),
            stored: RwSignal::new(find(request, kind)),
            chosen: StoredValue::new_local(None),
            sent: StoredValue::new_local(None),
            handle: StoredValue::new_local(UploadHandle::default()),
            attempt: StoredValue::new(0),
        };
        on_cleanup(move || {
            // Gone already is as good as stopped.
            let _ = slot.handle.try_with_value(UploadHandle::abort);
        });
        slot
    }

    /// The kind of document.
    #[must_use]
    pub const fn kind(self) -> DocumentKind {
        self.kind
    }

    /// What became of the last attempt; follows changes.
    #[must_use]
    pub fn state(self) -> SlotState {
        self.state.get()
    }

    /// Whether something is under way; follows changes.
    #[must_use]
    pub fn is_busy(self) -> bool {
        self.state.with(|state| {
            matches!(
                state,
                SlotState::Checking | SlotState::Sending(_) | SlotState::Changing
            )
        })
    }

    /// Whether the last attempt came to nothing; follows changes.
    #[must_use]
    pub fn has_problem(self) -> bool {
        self.state
            .with(|state| *state != SlotState::Idle && !self.is_busy())
    }

    /// The document that the server has; follows changes.
    #[must_use]
    pub fn document(self) -> Option<DocumentView> {
        self.stored.get()
    }

    /// Whether the server has a document; follows changes.
    #[must_use]
    pub fn has_document(self) -> bool {
        self.stored.with(Option::is_some)
    }

    /// Why the last attempt came to nothing; follows changes.
    #[must_use]
    pub fn problem(self) -> Option<String> {
        // Follows the language too.
        self.texts.get_locale();
        self.state.with(|state| state.problem(self.texts))
    }

    /// The file of the attempt.
    pub(super) fn chosen(self) -> Option<Chosen> {
        self.state.track();
        self.chosen.get_value()
    }

    /// The file that was sent from here, if it is what the server has.
    pub(super) fn picture(self, document: &DocumentView) -> Option<Blob> {
        let sent = self.sent.get_value()?;
        (sent.sha256 == document.sha256).then_some(sent.file)
    }

    /// Whether the page still shows, with this document.
    pub(super) fn still_has(self, document: &DocumentView) -> bool {
        self.stored
            .try_with_untracked(|stored| stored.as_ref() == Some(document))
            == Some(true)
    }

    /// Checks a file and sends it; what the server has stays until it arrives.
    pub fn send(self, file: Blob, name: impl Into<String>) {
        let name = name.into();
        self.chosen.set_value(Some(Chosen { file, name }));
        self.start();
    }

    /// Sends the same file again.
    pub(super) fn retry(self) {
        self.start();
    }

    /// Stops a transfer, or forgets one that failed.
    pub(super) fn stop(self) {
        self.begin();
        self.state.set(SlotState::Idle);
    }

    /// "Tourner": the server turns its picture to the right.
    pub(super) fn rotate(self) {
        let path = self.path.get_value();
        self.change(Call::post(format!("{path}/rotation")));
    }

    /// "Supprimer": the server forgets the document.
    pub(super) fn remove(self) {
        self.change(Call::delete(self.path.get_value()));
    }

    /// "Afficher": the server's document in a new tab.
    pub(super) fn view(self) {
        let (texts, toasts) = (self.texts, self.toasts);
        if let Some(document) = self.stored.get_untracked() {
            open_document(DownloadTarget::Document, document.id, move |error| {
                toasts.failure(error.message(texts));
            });
        }
    }

    /// Ends the attempt under way; the number of the one that begins.
    fn begin(self) -> u32 {
        self.handle.with_value(UploadHandle::abort);
        self.attempt.update_value(|attempt| *attempt += 1);
        self.attempt.get_value()
    }

    /// Whether the page still shows, and the attempt is the last one.
    fn is_current(self, attempt: u32) -> bool {
        self.attempt.try_get_value() == Some(attempt)
    }

    fn start(self) {
        let Some(chosen) = self.chosen.get_value() else {
            return;
        };
        let attempt = self.begin();
        self.state.set(SlotState::Checking);
        spawn_local(async move {
            let outcome = self.deliver(chosen, attempt).await;
            if self.is_current(attempt) {
                match outcome {
                    Ok((request, file)) => self.take(request, Some(file)),
                    Err(state) => self.state.set(state),
                }
            }
        });
    }

    async fn deliver(self, chosen: Chosen, attempt: u32) -> Result<(RequestView, Blob), SlotState> {
        let file = check::prepared(self.kind, chosen.file).await?;
        if !self.is_current(attempt) {
            return Err(SlotState::Idle);
        }
        let handle = UploadHandle::default();
        self.handle.set_value(handle.clone());
        self.state.set(SlotState::Sending(0.0));
        let upload = Upload::put(self.path.get_value())
            .named(&chosen.name)
            .content_type(&file.type_());
        let progress = move |share| {
            if self.is_current(attempt) {
                self.state.set(SlotState::Sending(share));
            }
        };
        let sent = upload.send(&file, &handle, progress).await;
        Ok((sent.map_err(SlotState::Failed)?, file))
    }

    fn change(self, call: Call) {
        let attempt = self.begin();
        let call = call.if_match(self.version.get_untracked());
        self.state.set(SlotState::Changing);
        spawn_local(async move {
            let answer = call.send::<RequestView>().await;
            if self.is_current(attempt) {
                match answer {
                    Ok(request) => self.take(request, None),
                    Err(error) => self.state.set(SlotState::Unchanged(error)),
                }
            }
        });
    }

    /// Takes what the request has become; `file` is what was sent, if anything.
    fn take(self, request: RequestView, file: Option<Blob>) {
        let document = (self.find)(&request, self.kind);
        let sent = file.zip(document.as_ref()).map(|(file, document)| Sent {
            file,
            sha256: document.sha256.clone(),
        });
        self.sent.set_value(sent);
        self.chosen.set_value(None);
        self.stored.set(document);
        self.state.set(SlotState::Idle);
        // Last, since the page may show something else then.
        self.on_done.run(request);
    }
}
