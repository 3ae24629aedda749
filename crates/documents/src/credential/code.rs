//! Bytes to the characters of a QR code and back: zlib, base45, prefix.

use std::io::{Read, Write};

use flate2::{Compression, bufread::ZlibDecoder, write::ZlibEncoder};

use super::{CredentialError, PREFIX, SignError};

/// A QR code of version 40 holds 4,296 alphanumeric characters at most.
const MAX_CHARACTERS: usize = 4_296;

/// No honest message is nearly as long; whatever inflates beyond is a bomb.
const MAX_MESSAGE_BYTES: u64 = 4_096;

pub(super) fn encode(message: &[u8]) -> Result<String, SignError> {
    if message.len() as u64 > MAX_MESSAGE_BYTES {
        return Err(SignError::Encoding("longer than 4,096 bytes"));
    }
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let zipped = encoder
        .write_all(message)
        .and_then(|()| encoder.finish())
        .map_err(|_| SignError::Encoding("zlib"))?;
    let code = format!("{PREFIX}{}", base45::encode(zipped));
    if code.len() > MAX_CHARACTERS {
        return Err(SignError::Encoding("longer than a QR code"));
    }
    Ok(code)
}

pub(super) fn decode(code: &str) -> Result<Vec<u8>, CredentialError> {
    let text = code
        .trim()
        .strip_prefix(PREFIX)
        .ok_or(CredentialError::NotOurs)?;
    if text.len() > MAX_CHARACTERS {
        return Err(CredentialError::Unreadable("too long"));
    }
    let zipped = base45::decode(text).map_err(|_| CredentialError::Unreadable("base45"))?;
    let mut message = Vec::new();
    let mut decoder = ZlibDecoder::new(zipped.as_slice());
    decoder
        .by_ref()
        .take(MAX_MESSAGE_BYTES + 1)
        .read_to_end(&mut message)
        .map_err(|_| CredentialError::Unreadable("zlib"))?;
    if message.len() as u64 > MAX_MESSAGE_BYTES {
        return Err(CredentialError::Unreadable("inflates too much"));
    }
    if decoder.total_in() != zipped.len() as u64 {
        return Err(CredentialError::Unreadable("bytes after the end"));
    }
    Ok(message)
}
