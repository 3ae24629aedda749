//! The account request was received.

use common::dto::account::RegistrationReceipt;
use leptos::prelude::*;
use ui::components::{ButtonLink, Page, Panel};
use ui::format::instant;
use ui::i18n::{t_string, use_i18n};
use ui::{storage, tr};

use crate::routes::Page as To;

const RECEIPT_KEY: &str = "registration";

/// Keeps the receipt, so that its page survives a reload.
pub fn keep_receipt(receipt: &RegistrationReceipt) {
    storage::write_draft(RECEIPT_KEY, receipt);
}

/// What happens after "Créer".
#[component]
pub fn ReceivedPage() -> impl IntoView {
    let i18n = use_i18n();
    let receipt = storage::read_draft::<RegistrationReceipt>(RECEIPT_KEY);
    let details = receipt.map(|receipt| {
        let RegistrationReceipt {
            reference,
            email,
            expected_by,
        } = receipt;
        let mail =
            move || t_string!(i18n, account.received_mail, email = email.clone()).to_string();
        let promise = move || {
            let date = instant(i18n.get_locale(), expected_by);
            t_string!(i18n, account.received_24h, date = date).to_string()
        };
        view! {
            <Panel title=tr!(i18n, account.received_reference)>
                <strong>{reference}</strong>
            </Panel>
            <p class="govuk-body">{mail}</p>
            <h2 class="govuk-heading-m">{tr!(i18n, account.received_next)}</h2>
            <p class="govuk-body">{promise}</p>
        }
    });
    view! {
        <Page title=tr!(i18n, account.received_title)>
            {details} <p class="govuk-body">{tr!(i18n, account.received_error)}</p>
            <p class="govuk-body">{tr!(i18n, account.received_no_mail)}</p>
            <ButtonLink href=To::ForgottenPassword.path()>{tr!(i18n, account.send_again)}</ButtonLink>
        </Page>
    }
}
