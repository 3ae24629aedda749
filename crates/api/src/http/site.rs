//! The built pages: the driver's at `/`, the staff's at `/staff/`.
//!
//! The builder writes each file once more as `.br` and `.gz`; the smallest that
//! the browser takes is sent. A file whose name holds a hash of its content never
//! changes; every other is asked about again.

use std::ffi::OsStr;
use std::path::{Component, Path, PathBuf};

use actix_web::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, ETAG, HeaderMap, IF_NONE_MATCH, VARY,
};
use actix_web::http::{Method, StatusCode};
use actix_web::{HttpRequest, HttpResponse, web};
use common::problem_code::ProblemCode;
use sha2::{Digest as _, Sha256};

use super::envelope::is_for_programs;
use crate::problem::{ApiError, ApiResult};
use crate::state::AppState;

/// Where the driver's pages are built.
const DRIVER: &str = "driver";

/// Where the staff's pages are built, and where their paths begin.
const STAFF: &str = "staff";

/// Answers whatever no route has taken: a file, a page of the app, or a problem.
///
/// # Errors
///
/// 404, or 405 for a path of the API with another method.
pub async fn fallback(state: web::Data<AppState>, request: HttpRequest) -> ApiResult<HttpResponse> {
    let path = request.path();
    if is_for_programs(path) {
        return Err(allowed_methods(&state, path).map_or_else(
            || ProblemCode::NotFound.into(),
            |allow| ApiError {
                allow: Some(allow.into()),
                ..ProblemCode::MethodNotAllowed.into()
            },
        ));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        let allow = Some("GET, HEAD".into());
        return Err(ApiError {
            allow,
            ..ProblemCode::MethodNotAllowed.into()
        });
    }
    let Some(root) = &state.http.site else {
        return Err(ProblemCode::NotFound.into());
    };
    let Some(relative) = safe_path(path) else {
        return Err(ProblemCode::NotFound.into());
    };
    // Any other path than a file's is a page of one of the two apps, which reads it itself.
    let is_staff = relative.components().next() == Some(Component::Normal(STAFF.as_ref()));
    let app = if is_staff { STAFF } else { DRIVER };
    let within = relative.strip_prefix(STAFF).unwrap_or(&relative);
    let named = root.join(app).join(within);
    if named.extension().is_some() {
        return match send(&named, request.headers()).await {
            Some(response) => Ok(response),
            None => Err(ProblemCode::NotFound.into()),
        };
    }
    send(&root.join(app).join("index.html"), request.headers())
        .await
        .ok_or_else(|| ProblemCode::NotFound.into())
}

/// A path below the root: nothing that leads upwards or is hidden.
fn safe_path(path: &str) -> Option<PathBuf> {
    let decoded = path.trim_start_matches('/');
    let is_plain = |part: &Component<'_>| match part {
        Component::Normal(name) => !name.to_string_lossy().starts_with('.'),
        _ => false,
    };
    let forbidden = ['\\', '%', '\0', ':'];
    let path = PathBuf::from(decoded);
    (!decoded.contains(forbidden) && path.components().all(|part| is_plain(&part))).then_some(path)
}

async fn send(file: &Path, headers: &HeaderMap) -> Option<HttpResponse> {
    let accepted = headers
        .get(ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or("");
    let candidates = [("br", ".br"), ("gzip", ".gz"), ("", "")];
    for (encoding, suffix) in candidates {
        let is_accepted = encoding.is_empty()
            || accepted
                .split(',')
                .any(|one| one.split(';').next().map(str::trim) == Some(encoding));
        if !is_accepted {
            continue;
        }
        let mut name = file.as_os_str().to_owned();
        name.push(suffix);
        if let Ok(bytes) = tokio::fs::read(&name).await {
            return Some(answer(file, encoding, bytes, headers));
        }
    }
    None
}

fn answer(file: &Path, encoding: &str, bytes: Vec<u8>, headers: &HeaderMap) -> HttpResponse {
    let tag = format!("\"{}\"", hex_prefix(&Sha256::digest(&bytes)));
    let is_known = headers
        .get(IF_NONE_MATCH)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|known| known.split(',').any(|one| one.trim() == tag));
    let mut answer = HttpResponse::build(if is_known {
        StatusCode::NOT_MODIFIED
    } else {
        StatusCode::OK
    });
    answer
        .insert_header((ETAG, tag))
        .insert_header((VARY, "Accept-Encoding"));
    let lasting = if is_hashed(file) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    answer.insert_header((CACHE_CONTROL, lasting));
    if is_known {
        return answer.finish();
    }
    answer.content_type(media_type(file));
    if encoding.is_empty() {
        // Without this the server would compress it again on each request.
        answer.insert_header((CONTENT_ENCODING, "identity"));
    } else {
        answer.insert_header((CONTENT_ENCODING, encoding));
    }
    answer.body(bytes)
}

fn hex_prefix(digest: &[u8]) -> String {
    digest
        .iter()
        .take(12)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The builder ends a file's name with `-` and 16 hexadecimal digits, or the name
/// of the folder around files that name each other.
fn is_hashed(file: &Path) -> bool {
    let has_hash = |name: Option<&OsStr>| {
        name.map(OsStr::to_string_lossy).is_some_and(|name| {
            name.rsplit_once('-').is_some_and(|(_, hash)| {
                hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())
            })
        })
    };
    let stem = file.file_stem().map(OsStr::to_string_lossy);
    let stem = stem.as_deref().unwrap_or_default().trim_end_matches("_bg");
    has_hash(Some(OsStr::new(stem))) || has_hash(file.parent().and_then(Path::file_name))
}

fn media_type(file: &Path) -> &'static str {
    match file
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The methods of the API's path that fits, if one does.
fn allowed_methods(state: &AppState, path: &str) -> Option<String> {
    let fits = |template: &str| {
        let (mut wanted, mut given) = (template.split('/'), path.split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(one), Some(other))
                    if one == other || (one.starts_with('{') && !other.is_empty()) => {}
                _ => return false,
            }
        }
    };
    state
        .methods
        .iter()
        .find(|(template, _)| fits(template))
        .map(|(_, methods)| methods.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_site_can_be_named() {
        for bad in [
            "/../secret",
            "/a/../../b",
            "/.env",
            "/a/.git/config",
            "/%2e%2e/x",
            "/a\\b",
            "/c:x",
        ] {
            assert_eq!(safe_path(bad), None, "{bad}");
        }
        assert_eq!(
            safe_path("/staff/app.js"),
            Some(PathBuf::from("staff/app.js"))
        );
        assert_eq!(safe_path("/"), Some(PathBuf::new()));
    }

    #[test]
    fn only_names_with_a_hash_never_change() {
        for hashed in [
            "driver-0123456789abcdef.js",
            "driver-0123456789abcdef_bg.wasm",
            "driver/parts-0123456789abcdef/split_space.wasm",
        ] {
            assert!(is_hashed(Path::new(hashed)), "{hashed}");
        }
        for plain in [
            "index.html",
            "favicon.ico",
            "service-worker.js",
            "app-icon.svg",
        ] {
            assert!(!is_hashed(Path::new(plain)), "{plain}");
        }
    }
}
