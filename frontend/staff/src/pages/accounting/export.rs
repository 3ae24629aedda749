//! "Exports": the accounts of a period, as a table or as accounting entries.

use common::dto::accounting::AccountsFormat;
use common::dto::driver_space::DownloadLink;
use leptos::prelude::*;
use ui::api::{Call, save_file};
use ui::components::{Button, ButtonKind, FormState, InsetText, use_toasts};
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::period::{PeriodFields, PeriodInputs};

/// The period, and a button for each form.
#[component]
pub fn Export(
    /// The form of the page.
    form: FormState,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let inputs = PeriodInputs::new();
    let download = move |format: AccountsFormat| {
        let (body, faults) = inputs.check(format);
        if !form.accept(faults) {
            return;
        }
        let call = Call::post("/staff/accounts-exports").json(&body);
        form.run(call.send::<DownloadLink>(), move |link| {
            save_file(&link.url);
            toasts.success(t_string!(i18n, staff_accounts_export.started_toast));
        });
    };
    let pending = Signal::derive(move || form.is_pending());
    view! {
        <p class="govuk-body">{tr!(i18n, staff_accounts_export.intro)}</p>
        <PeriodFields inputs form />
        <div class="govuk-button-group">
            <Button on_click=move || download(AccountsFormat::Csv) pending>
                {tr!(i18n, staff_accounts_export.csv)}
            </Button>
            <Button
                kind=ButtonKind::Secondary
                on_click=move || download(AccountsFormat::Fec)
                pending
            >
                {tr!(i18n, staff_accounts_export.fec)}
            </Button>
        </div>
        <InsetText>{tr!(i18n, staff_accounts_export.notes)}</InsetText>
    }
}
