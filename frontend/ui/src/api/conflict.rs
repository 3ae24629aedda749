//! Something that changed while it was being looked at.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::{ApiError, Call};

/// What became of an action on something.
pub enum Outcome<T> {
    /// It was done; the thing as it is now.
    Done(T),
    /// It was refused because the thing had changed; the thing as it is now.
    /// That may be what the action wanted: an answer can be lost on its way.
    Stale(ApiError, T),
}

/// Sends an action; after a conflict reads the thing at `path` again.
///
/// # Errors
///
/// Every refusal other than a conflict of versions or states.
pub async fn act_or_reload<T: DeserializeOwned>(
    action: Call,
    path: String,
) -> Result<Outcome<T>, ApiError> {
    match action.send().await {
        Ok(thing) => Ok(Outcome::Done(thing)),
        Err(error) if error.is_conflict() => {
            let thing = Call::get(path).send().await?;
            Ok(Outcome::Stale(error, thing))
        }
        Err(error) => Err(error),
    }
}

/// Saves a change to the thing at `path`. If it was changed elsewhere meanwhile, the
/// change is made to what it is now, once.
///
/// # Errors
///
/// As the server refuses, or that it cannot be reached.
pub async fn patch_newest<T: DeserializeOwned>(
    path: &str,
    version: i64,
    change: &impl Serialize,
) -> Result<T, ApiError> {
    let patch = |version| Call::patch(path).json(change).if_match(version).send();
    match patch(version).await {
        Err(error) if error.is_conflict() => {
            let Versioned { version } = Call::get(path).send().await?;
            patch(version).await
        }
        answer => answer,
    }
}

/// What of a thing is needed to change it.
#[derive(Deserialize)]
struct Versioned {
    version: i64,
}
