//! Sending a file with its progress, which `fetch` cannot tell.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use js_sys::Promise;
use serde::de::DeserializeOwned;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast as _, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, ProgressEvent, XmlHttpRequest};

use super::call::renew_or_ask;
use super::{ApiError, BASE, language, token};
use crate::format::percent_encode;
use crate::session;

/// Sends a file as the raw body of one call.
#[derive(Clone)]
pub struct Upload {
    method: &'static str,
    url: String,
    content_type: String,
    headers: Vec<(&'static str, String)>,
}

impl Upload {
    /// Adds a file to a collection; the path begins after `/api/v1`.
    #[must_use]
    pub fn post(path: impl AsRef<str>) -> Self {
        Self::new("POST", path)
    }

    /// Puts a file in its place.
    #[must_use]
    pub fn put(path: impl AsRef<str>) -> Self {
        Self::new("PUT", path)
    }

    fn new(method: &'static str, path: impl AsRef<str>) -> Self {
        Self {
            method,
            url: format!("{BASE}{}", path.as_ref()),
            content_type: "application/octet-stream".to_owned(),
            headers: Vec::new(),
        }
    }

    /// The file's media type, as the browser knows it.
    #[must_use]
    pub fn content_type(mut self, media_type: &str) -> Self {
        if !media_type.is_empty() {
            media_type.clone_into(&mut self.content_type);
        }
        self
    }

    /// Says what the file is called, in a header: addresses are written down by
    /// proxies, and names of files are names of people often enough.
    #[must_use]
    pub fn named(self, name: &str) -> Self {
        let name = extended_value(name);
        self.header(
            "Content-Disposition",
            format!("attachment; filename*=UTF-8''{name}"),
        )
    }

    /// Adds a header.
    #[must_use]
    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    /// Sends the file and reads the answer. `on_progress` hears the share sent,
    /// 0 to 1. Dropping nothing stops it: use the handle's `abort`.
    ///
    /// # Errors
    ///
    /// As [`Call::send`](super::Call::send), and [`ApiError::Aborted`].
    pub async fn send<T: DeserializeOwned>(
        &self,
        file: &Blob,
        handle: &UploadHandle,
        on_progress: impl FnMut(f64) + 'static,
    ) -> Result<T, ApiError> {
        let on_progress = Rc::new(RefCell::new(on_progress));
        if token::bearer().is_none() && session::is_signed_in() {
            renew_or_ask().await?;
        }
        let mut answer = self.transfer(file, handle, on_progress.clone()).await?;
        if answer.0 == 401 {
            renew_or_ask().await?;
            answer = self.transfer(file, handle, on_progress).await?;
        }
        let (status, body) = answer;
        if (200..300).contains(&status) {
            let body = if body.is_empty() { "null" } else { &body };
            serde_json::from_str(body).map_err(|_| ApiError::Broken)
        } else {
            Err(ApiError::from_body(status, &body))
        }
    }

    async fn transfer(
        &self,
        file: &Blob,
        handle: &UploadHandle,
        on_progress: Rc<RefCell<impl FnMut(f64) + 'static>>,
    ) -> Result<(u16, String), ApiError> {
        if handle.stopped.get() {
            return Err(ApiError::Aborted);
        }
        let xhr = self.open().map_err(|_| ApiError::Broken)?;
        handle.running.replace(Some(xhr.clone()));

        let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
            if event.length_computable() && event.total() > 0.0 {
                (on_progress.borrow_mut())(event.loaded() / event.total());
            }
        });
        if let Ok(upload) = xhr.upload() {
            upload.set_onprogress(Some(progress.as_ref().unchecked_ref()));
        }
        let ended = Promise::new(&mut |resolve, _| xhr.set_onloadend(Some(&resolve)));
        xhr.send_with_opt_blob(Some(file))
            .map_err(|_| ApiError::Offline)?;
        // The event always comes: after success, failure and abort.
        let _ = JsFuture::from(ended).await;

        handle.running.take();
        match xhr.status().unwrap_or(0) {
            0 if handle.stopped.get() => Err(ApiError::Aborted),
            0 => Err(ApiError::Offline),
            status => Ok((
                status,
                xhr.response_text().ok().flatten().unwrap_or_default(),
            )),
        }
    }

    fn open(&self) -> Result<XmlHttpRequest, JsValue> {
        let xhr = XmlHttpRequest::new()?;
        xhr.open(self.method, &self.url)?;
        xhr.set_request_header("Accept", "application/json, application/problem+json")?;
        xhr.set_request_header("Accept-Language", &language())?;
        xhr.set_request_header("Content-Type", &self.content_type)?;
        if let Some(bearer) = token::bearer() {
            xhr.set_request_header("Authorization", &bearer)?;
        }
        for (name, value) in &self.headers {
            xhr.set_request_header(name, value)?;
        }
        Ok(xhr)
    }
}

/// A text as RFC 8187 writes it: beside what a browser encodes, four more.
fn extended_value(text: &str) -> String {
    percent_encode(text)
        .replace('\'', "%27")
        .replace('(', "%28")
        .replace(')', "%29")
        .replace('*', "%2A")
}

/// Lets a page call one upload off.
#[derive(Clone, Default)]
pub struct UploadHandle {
    running: Rc<RefCell<Option<XmlHttpRequest>>>,
    stopped: Rc<Cell<bool>>,
}

impl UploadHandle {
    /// Stops the transfer, now or before it begins.
    pub fn abort(&self) {
        self.stopped.set(true);
        if let Some(xhr) = self.running.take() {
            // Aborting what has just ended does nothing.
            let _ = xhr.abort();
        }
    }
}
