//! Something that changed while it was being looked at.

use serde::de::DeserializeOwned;

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
