//! OAuth 2 for training centres' software: client credentials (RFC 6749, 4.4).

pub mod clients;
pub mod token;
