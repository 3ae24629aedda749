//! The place of one document: what is in it, and how a new one gets there.

use common::dto::request::{DocumentView, RequestView};
use common::field_error::{Fault, FieldError, FieldErrorCode};
use common::validation::uploads::{check_file, check_image};
use common::words::DocumentKind;
use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::Blob;

use super::image;
use crate::api::{ApiError, Upload, UploadHandle};
use crate::form::language;
use crate::i18n::{Texts, t_string, use_i18n};

/// What is in the place of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum SlotState {
    /// Nothing.
    Empty,
    /// The browser looks at the file.
    Checking,
    /// It is on its way: the share sent, 0 to 1.
    Sending(f64),
    /// It cannot be accepted, and why.
    Refused(Fault),
    /// The browser cannot read the picture.
    Unreadable,
    /// It did not get through; it can be tried again.
    Failed(ApiError),
    /// The server has it.
    Received(Box<DocumentView>),
}

/// The place of one document of a kind. Copies share the same signals.
#[derive(Clone, Copy)]
pub struct UploadSlot {
    kind: DocumentKind,
    texts: Texts,
    state: RwSignal<SlotState>,
    file: StoredValue<Option<Chosen>, LocalStorage>,
    handle: StoredValue<UploadHandle, LocalStorage>,
    to: Callback<String, Upload>,
    on_done: Callback<RequestView>,
}

#[derive(Clone)]
struct Chosen {
    file: Blob,
    name: String,
    quarter_turns: u8,
}

impl UploadSlot {
    /// The place of a document: `to` says where a file of a given name is sent,
    /// `on_done` hears what the request has become.
    #[must_use]
    pub fn new(
        kind: DocumentKind,
        current: Option<DocumentView>,
        to: impl Fn(String) -> Upload + Send + Sync + 'static,
        on_done: impl Fn(RequestView) + Send + Sync + 'static,
    ) -> Self {
        let state = current.map_or(SlotState::Empty, |document| {
            SlotState::Received(Box::new(document))
        });
        Self {
            kind,
            texts: use_i18n(),
            state: RwSignal::new(state),
            file: StoredValue::new_local(None),
            handle: StoredValue::new_local(UploadHandle::default()),
            to: Callback::new(to),
            on_done: Callback::new(on_done),
        }
    }

    /// The kind of document.
    #[must_use]
    pub const fn kind(self) -> DocumentKind {
        self.kind
    }

    /// What is in it; follows changes.
    #[must_use]
    pub fn state(self) -> SlotState {
        self.state.get()
    }

    /// The document that the server has; follows changes.
    #[must_use]
    pub fn document(self) -> Option<DocumentView> {
        match self.state.get() {
            SlotState::Received(document) => Some(*document),
            _ => None,
        }
    }

    /// Why the last file was not taken; follows changes.
    #[must_use]
    pub fn problem(self) -> Option<String> {
        match self.state.get() {
            SlotState::Refused(fault) => {
                Some(FieldError::new("/file", &fault, language(self.texts)).detail)
            }
            SlotState::Unreadable => Some(t_string!(self.texts, media.image_unreadable).to_owned()),
            SlotState::Failed(ApiError::Problem(problem)) => {
                let field = problem.errors.first().map(|error| error.detail.clone());
                Some(field.unwrap_or(problem.detail))
            }
            SlotState::Failed(error) => Some(error.message(self.texts)),
            _ => None,
        }
    }

    /// Whether the file chosen last can be turned or sent again.
    #[must_use]
    pub fn has_file(self) -> bool {
        self.state.track();
        self.file.with_value(Option::is_some)
    }

    /// The file chosen last, and whether it is a picture.
    pub(super) fn picture(self) -> Option<Blob> {
        self.state.track();
        let chosen = self.file.get_value()?;
        (chosen.quarter_turns == 0 && chosen.file.type_().starts_with("image/"))
            .then_some(chosen.file)
    }

    /// Checks a file and sends it.
    pub fn send(self, file: Blob, name: impl Into<String>) {
        self.file.set_value(Some(Chosen {
            file,
            name: name.into(),
            quarter_turns: 0,
        }));
        self.start();
    }

    /// Sends the same file again.
    pub fn retry(self) {
        self.start();
    }

    /// Turns the picture to the right and sends it again.
    pub fn rotate(self) {
        self.file.update_value(|chosen| {
            if let Some(chosen) = chosen {
                chosen.quarter_turns = (chosen.quarter_turns + 1) % 4;
            }
        });
        self.start();
    }

    /// Stops a transfer.
    pub fn stop(self) {
        self.handle.with_value(UploadHandle::abort);
    }

    /// Empties the place on the page, once the server has emptied it.
    pub fn clear(self) {
        self.file.set_value(None);
        self.state.set(SlotState::Empty);
    }

    fn start(self) {
        let Some(chosen) = self.file.get_value() else {
            return;
        };
        self.stop();
        self.state.set(SlotState::Checking);
        spawn_local(async move {
            let state = match self.deliver(chosen).await {
                Ok(request) => {
                    let document = request
                        .documents
                        .iter()
                        .find(|document| document.kind == self.kind)
                        .cloned();
                    self.on_done.run(request);
                    document.map_or(SlotState::Empty, |document| {
                        SlotState::Received(Box::new(document))
                    })
                }
                Err(SlotState::Failed(ApiError::Aborted)) => SlotState::Empty,
                Err(state) => state,
            };
            // The page may be gone by now.
            let _ = self.state.try_set(state);
        });
    }

    async fn deliver(self, chosen: Chosen) -> Result<RequestView, SlotState> {
        let Chosen {
            file,
            name,
            quarter_turns,
        } = chosen;
        let file = self.check(file, quarter_turns).await?;
        let handle = self.handle.get_value();
        let upload = self.to.run(name).content_type(&file.type_());
        self.state.set(SlotState::Sending(0.0));
        let progress = move |share| {
            let _ = self.state.try_set(SlotState::Sending(share));
        };
        upload
            .send(&file, &handle, progress)
            .await
            .map_err(SlotState::Failed)
    }

    /// Looks at the file as the server will, so that a wrong one is not sent.
    async fn check(self, file: Blob, quarter_turns: u8) -> Result<Blob, SlotState> {
        let start = image::first_bytes(&file).await;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a size in whole bytes"
        )]
        let size = file.size() as u64;
        let is_image = file.type_().starts_with("image/");
        let found = check_file(self.kind, size, &start);
        // A picture that is only too large is made smaller first.
        let shrinks =
            is_image && matches!(&found, Err(fault) if fault.code == FieldErrorCode::FileTooLarge);
        if let Err(fault) = found
            && !shrinks
        {
            return Err(SlotState::Refused(fault));
        }
        if !is_image {
            return Ok(file);
        }
        let bitmap = image::decode(&file).await.ok_or(SlotState::Unreadable)?;
        let (width, height) = if quarter_turns % 2 == 1 {
            (bitmap.height(), bitmap.width())
        } else {
            (bitmap.width(), bitmap.height())
        };
        check_image(self.kind, width, height).map_err(SlotState::Refused)?;
        let prepared = image::prepare(&file, &bitmap, quarter_turns).await;
        bitmap.close();
        Ok(prepared.unwrap_or(file))
    }
}
