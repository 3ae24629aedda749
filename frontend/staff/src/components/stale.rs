//! A file that somebody else changed while it was being read.

use leptos::prelude::*;
use ui::api::ApiError;
use ui::components::NotificationBanner;
use ui::i18n::use_i18n;
use ui::tr;

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
