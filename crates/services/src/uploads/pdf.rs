//! PDF documents: openable by everybody, and only to be read.

use common::field_error::{Fault, FieldErrorCode};
use common::validation::uploads::{FileFormat, check_pages};
use lopdf::{Document, LoadOptions, Object};

use super::Inspected;

/// What one compressed part may unfold to; a scan's structure needs far less.
const MAX_UNFOLDED: usize = 16 * 1024 * 1024;

/// How deep objects are looked into; the format itself knows no such depth.
const MAX_DEPTH: u32 = 64;

/// Entries that hold or start a program, or carry another file (ISO 32000-2,
/// 7.11.4, 12.6.4, 12.7.8, 13).
const ACTIVE_KEYS: &[&[u8]] = &[
    b"JS",
    b"JavaScript",
    b"EmbeddedFiles",
    b"EF",
    b"XFA",
    b"RichMediaContent",
];

/// Actions that do something other than to move within the document or to open
/// a web page on a click.
const ACTIVE_ACTIONS: &[&[u8]] = &[
    b"JavaScript",
    b"Launch",
    b"SubmitForm",
    b"ImportData",
    b"GoToE",
    b"Rendition",
    b"Movie",
    b"Sound",
    b"RichMediaExecute",
];

const ACTIVE_TYPES: &[&[u8]] = &[b"EmbeddedFile", b"RichMedia", b"FileAttachment", b"Screen"];

pub(super) fn inspect(bytes: Vec<u8>) -> Result<Inspected, Fault> {
    let options = LoadOptions {
        max_decompressed_size: Some(MAX_UNFOLDED),
        ..LoadOptions::default()
    };
    let document = match Document::load_mem_with_options(&bytes, options) {
        Ok(document) => document,
        Err(error) if is_about_encryption(&error) => {
            return Err(FieldErrorCode::FileEncrypted.into());
        }
        Err(_) => return Err(FieldErrorCode::FileUnreadable.into()),
    };
    if document.is_encrypted() || document.was_encrypted() {
        return Err(FieldErrorCode::FileEncrypted.into());
    }
    let is_active = document
        .objects
        .values()
        .any(|object| is_active(object, MAX_DEPTH))
        || document
            .trailer
            .iter()
            .any(|(key, value)| is_active_entry(key, value, MAX_DEPTH));
    if is_active {
        return Err(FieldErrorCode::FileActiveContent.into());
    }
    let pages = u32::try_from(document.page_iter().count()).unwrap_or(u32::MAX);
    if pages == 0 {
        return Err(FieldErrorCode::FileUnreadable.into());
    }
    check_pages(pages)?;
    Ok(Inspected {
        bytes,
        format: FileFormat::Pdf,
        size: None,
        pages: Some(pages),
        findings: Vec::new(),
    })
}

fn is_about_encryption(error: &lopdf::Error) -> bool {
    matches!(
        error,
        lopdf::Error::InvalidPassword
            | lopdf::Error::Decryption(_)
            | lopdf::Error::UnsupportedSecurityHandler(_)
    )
}

fn is_active(object: &Object, depth: u32) -> bool {
    // What hides deeper than this is not a scan.
    let Some(depth) = depth.checked_sub(1) else {
        return true;
    };
    match object {
        Object::Array(items) => items.iter().any(|item| is_active(item, depth)),
        Object::Dictionary(entries) => entries
            .iter()
            .any(|(key, value)| is_active_entry(key, value, depth)),
        Object::Stream(stream) => stream
            .dict
            .iter()
            .any(|(key, value)| is_active_entry(key, value, depth)),
        _ => false,
    }
}

fn is_active_entry(key: &[u8], value: &Object, depth: u32) -> bool {
    let is_named = |names: &[&[u8]]| value.as_name().is_ok_and(|name| names.contains(&name));
    ACTIVE_KEYS.contains(&key)
        || (key == b"S" && is_named(ACTIVE_ACTIONS))
        || (matches!(key, b"Type" | b"Subtype") && is_named(ACTIVE_TYPES))
        || is_active(value, depth)
}
