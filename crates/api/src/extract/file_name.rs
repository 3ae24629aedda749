//! What an uploaded file is called. A name holds names of people often enough
//! to keep it out of addresses, which proxies write down.

use std::future::{Ready, ready};

use actix_web::dev::Payload;
use actix_web::http::header::{CONTENT_DISPOSITION, Charset, ContentDisposition, HeaderValue};
use actix_web::{FromRequest, HttpRequest};
use common::problem_code::ProblemCode;

use crate::problem::{ApiError, ApiResult};

/// The file's name from `Content-Disposition` (RFC 6266), if there is one:
/// `filename*` in UTF-8 (RFC 8187), else `filename`. What cannot be read is 400.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(pub Option<String>);

impl std::fmt::Debug for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileName")
    }
}

impl FromRequest for FileName {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let name = match request.headers().get(CONTENT_DISPOSITION) {
            Some(value) => parse(value).map(Some),
            None => Some(None),
        };
        ready(name.map(Self).ok_or_else(|| ProblemCode::Malformed.into()))
    }
}

fn parse(value: &HeaderValue) -> Option<String> {
    let disposition = ContentDisposition::from_raw(value).ok()?;
    match disposition.get_filename_ext() {
        Some(name) if matches!(&name.charset, Charset::Ext(charset) if charset == "UTF-8") => {
            String::from_utf8(name.value.clone()).ok()
        }
        Some(_) => None,
        None => disposition.get_filename().map(ToOwned::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name_in(value: &str) -> Option<String> {
        parse(&HeaderValue::from_str(value).unwrap())
    }

    #[test]
    fn reads_both_forms_and_likes_the_one_with_a_charset() {
        for (value, name) in [
            ("attachment; filename=permis.jpg", "permis.jpg"),
            ("attachment; filename=\"mon permis.jpg\"", "mon permis.jpg"),
            (
                "attachment; filename*=UTF-8''Lef%C3%A8vre%27s.jpg",
                "Lefèvre's.jpg",
            ),
            ("attachment; filename*=utf-8''%E2%82%AC.pdf", "€.pdf"),
            (
                "attachment; filename=\"a.jpg\"; filename*=UTF-8''b.jpg",
                "b.jpg",
            ),
        ] {
            assert_eq!(name_in(value).as_deref(), Some(name), "{value}");
        }
    }

    #[test]
    fn refuses_what_it_cannot_read() {
        for value in [
            "",
            "attachment",
            "attachment; filename=\"open",
            "attachment; filename*=UTF-8''%FF%FE",
            "attachment; filename*=ISO-8859-1''%E8.jpg",
            "attachment; filename*=x",
        ] {
            assert_eq!(name_in(value), None, "{value}");
        }
    }

    #[test]
    fn shows_no_name() {
        let name = FileName(Some("Lefèvre.jpg".to_owned()));
        assert!(!format!("{name:?}").contains("Lef"));
    }
}
