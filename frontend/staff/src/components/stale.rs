//! A file that somebody else changed while it was being read.

use leptos::prelude::*;
use serde::de::DeserializeOwned;
use ui::api::{ApiError, Call};
use ui::components::NotificationBanner;
use ui::i18n::use_i18n;
use ui::tr;

/// What became of an action on a file.
pub enum Outcome<T> {
    /// It was done; the file as it is now.
    Done(T),
    /// It was refused because the file had changed; the file as it is now.
    Stale(ApiError, T),
}

/// Sends an action; when somebody else was faster, reads the file again.
///
/// # Errors
///
/// Every refusal other than a conflict of versions or states.
pub async fn act_or_reload<T: DeserializeOwned>(
    action: Call,
    path: String,
) -> Result<Outcome<T>, ApiError> {
    match action.send().await {
        Ok(file) => Ok(Outcome::Done(file)),
        Err(error) if error.is_conflict() => {
            let file = Call::get(path).send().await?;
            Ok(Outcome::Stale(error, file))
        }
        Err(error) => Err(error),
    }
}

/// Says that an action was refused because the file had changed, and that the
/// file on the page is now the present one.
#[component]
pub fn StaleBanner(
    /// The refusal; nothing shows when absent.
    conflict: RwSignal<Option<ApiError>>,
    /// Who has the file now, in a sentence.
    #[prop(into)]
    holder: ViewFn,
) -> impl IntoView {
    let i18n = use_i18n();
    move || {
        let message = conflict.get()?.message(i18n);
        let holder = holder.run();
        Some(view! {
            <div role="alert">
                <NotificationBanner>
                    <p class="govuk-notification-banner__heading">{tr!(i18n, staff.stale_title)}</p>
                    <p class="govuk-body">{message}</p>
                    {holder}
                    <p class="govuk-body">{tr!(i18n, staff.stale_text)}</p>
                </NotificationBanner>
            </div>
        })
    }
}
