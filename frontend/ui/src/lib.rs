//! What the driver's and the staff's pages share: calls to the server, the
//! session, texts, forms and the furniture of pages.
//!
//! # Texts
//!
//! Put them into `locales/fr/<area>.json` and `locales/en/<area>.json` (new files
//! make new areas; keys are Rust identifiers; `{{ name }}` interpolates). Then
//! `tr!(i18n, area.key)` is a closure that follows the language: good as a child,
//! as an attribute, and for every label of this library. `t_string!` is the text now.
//!
//! # A form
//!
//! ```ignore
//! use common::field_error::Faults;
//! use common::validation::email::EmailAddress;
//! use leptos::prelude::*;
//! use ui::api::Call;
//! use ui::components::{Form, FormState, Page, SubmitButton, TextField};
//! use ui::{i18n::use_i18n, tr};
//!
//! #[component]
//! pub fn ForgottenPassword() -> impl IntoView {
//!     let i18n = use_i18n();
//!     let form = FormState::new();
//!     let email = RwSignal::new(String::new());
//!     let sent = RwSignal::new(false);
//!     let submit = move || {
//!         let email = email.get_untracked();
//!         let mut faults = Faults::new();
//!         faults.check("/email", EmailAddress::parse(&email));
//!         if form.accept(faults) {
//!             let call = Call::post("/password-links").anonymous().json(&PasswordLinkRequest { email });
//!             form.run(call.send::<()>(), move |()| sent.set(true));
//!         }
//!     };
//!     view! {
//!         <Page title=tr!(i18n, account.forgotten_title) form=form back="/connexion">
//!             <Form state=form on_submit=submit>
//!                 <TextField pointer="/email" label=tr!(i18n, account.email) value=email
//!                     kind="email" autocomplete="username" />
//!                 <SubmitButton>{tr!(i18n, account.send_link)}</SubmitButton>
//!             </Form>
//!         </Page>
//!     }
//! }
//! ```
//!
//! The server's `errors[].pointer` finds the field by the same pointer.
//!
//! # A list
//!
//! ```ignore
//! let trainings = load(|| Call::get("/me/trainings").send::<common::dto::page::Page<TrainingView>>());
//! view! {
//!     <Loaded resource=trainings let:page>
//!         <Show when={ let empty = page.items.is_empty(); move || !empty } fallback=empty_state>…</Show>
//!     </Loaded>
//! }
//! ```
//!
//! # A document
//!
//! ```ignore
//! let place = UploadSlot::new(DocumentKind::LicenceFront, path, find, &request, version, on_done);
//! view! {
//!     <FileUpload pointer="/documents/licence_front" label=tr!(i18n, requests.licence_front) place />
//! }
//! ```
//!
//! `on_choose` takes the file first, for a [`PhotoCropper`](components::PhotoCropper), which
//! then gives `place.send(photo, "photo.jpg")`; so does a [`SignaturePad`](components::SignaturePad).
//!
//! # Documents from the server
//!
//! `on:click=move |_| open_document(DownloadTarget::Certificate, id, move |error| toasts.failure(error.message(i18n)))`
//! opens the new tab during the click, as browsers demand.

pub mod address;
pub mod api;
pub mod components;
pub mod form;
pub mod format;
pub mod i18n;
pub mod parts;
pub mod service;
pub mod session;
mod start;
pub mod storage;

pub use start::start;
