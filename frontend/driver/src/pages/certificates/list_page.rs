//! "Mes certificats": days left, download, code for the roadside.

use common::dto::certificate::CertificateView;
use common::dto::driver_space::DownloadTarget;
use common::dto::page::Page as Listing;
use common::statuses::CertificateVerdict;
use leptos::prelude::*;
use ui::api::{Call, open_document};
use ui::components::{
    Button, ButtonKind, ButtonLink, Details, EmptyState, FormState, Loaded, Loading, Page,
    SummaryList, SummaryRow, Tag, Tone, load, use_toasts,
};
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::components::QrCode;
use crate::routes::Page as To;
use crate::words::{days_left, sectors, training_kind, verdict};

/// The list of certificates, newest first.
#[component]
pub fn CertificatesPage() -> impl IntoView {
    let i18n = use_i18n();
    let certificates: Loading<Listing<CertificateView>> =
        load(|| Call::get("/me/certificates").query("limit", "200").send());
    view! {
        <Page title=tr!(i18n, certificates.title) wide=true>
            <p class="govuk-body-l">{tr!(i18n, certificates.intro)}</p>
            <Loaded
                resource=certificates
                children={move |list: Listing<CertificateView>| {
                    if list.items.is_empty() {
                        return view! {
                            <EmptyState title=tr!(i18n, certificates.empty_title)>
                                {tr!(i18n, certificates.empty_text)}
                            </EmptyState>
                        }
                            .into_any();
                    }
                    let cards = list.items.into_iter().map(|certificate| view! { <Certificate certificate /> });
                    view! { <div class="app-cards">{cards.collect_view()}</div> }.into_any()
                }}
            />
        </Page>
    }
}

#[component]
fn Certificate(certificate: CertificateView) -> impl IntoView {
    let i18n = use_i18n();
    let heading = certificate.number.clone();
    let is_valid = certificate.verdict == CertificateVerdict::Valid;
    let reminder = (is_valid, certificate.valid_until);
    let code = certificate.qr_content.clone();
    view! {
        <article class="app-card">
            <h2 class="govuk-heading-m">{heading}</h2>
            <Facts certificate=certificate.clone() />
            <Actions certificate />
            {is_valid
                .then(|| {
                    view! {
                        <Details summary=tr!(i18n, certificates.show_code)>
                            <p class="govuk-body">{tr!(i18n, certificates.show_code_text)}</p>
                            <QrCode content=code label=tr!(i18n, certificates.show_code) />
                        </Details>
                    }
                })}
            <Reminder reminder />
        </article>
    }
}

#[component]
fn Facts(certificate: CertificateView) -> impl IntoView {
    let i18n = use_i18n();
    let CertificateView {
        issued_on,
        valid_until,
        training_kind: kind,
        training_completed_on,
        ..
    } = certificate;
    let held = certificate.sectors.clone();
    let training = move || {
        let (kind, date) = (
            training_kind(i18n, kind),
            date(i18n.get_locale(), training_completed_on),
        );
        t_string!(i18n, certificates.training_value, kind = kind, date = date).to_string()
    };
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, trainings.status)>
                <Tag tone=tone(certificate.verdict)>{move || verdict(i18n, certificate.verdict)}</Tag>
                " "
                {move || left(i18n, &certificate)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, certificates.sectors)>{move || sectors(i18n, &held)}</SummaryRow>
            <SummaryRow label=tr!(i18n, certificates.training)>{training}</SummaryRow>
            <SummaryRow label=tr!(i18n, certificates.issued_on)>
                {move || date(i18n.get_locale(), issued_on)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, certificates.valid_until)>
                {move || date(i18n.get_locale(), valid_until)}
            </SummaryRow>
        </SummaryList>
    }
}

fn left(i18n: Texts, certificate: &CertificateView) -> String {
    match (certificate.verdict, certificate.days_left) {
        (CertificateVerdict::Valid, 0) => t_string!(i18n, certificates.last_day).to_owned(),
        (CertificateVerdict::Valid, days) => days_left(i18n, days),
        _ => String::new(),
    }
}

const fn tone(verdict: CertificateVerdict) -> Tone {
    match verdict {
        CertificateVerdict::Valid => Tone::Success,
        CertificateVerdict::Superseded => Tone::Neutral,
        CertificateVerdict::Expired => Tone::Attention,
        CertificateVerdict::Revoked
        | CertificateVerdict::NotAuthentic
        | CertificateVerdict::Unknown => Tone::Danger,
    }
}

#[component]
fn Actions(certificate: CertificateView) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let mailing = FormState::new();
    let CertificateView { id, number, .. } = certificate;
    let hidden = TextProp::from(move || {
        t_string!(i18n, certificates.download_hidden, number = number.clone()).to_string()
    });
    let again = hidden.clone();
    let download = move || {
        open_document(DownloadTarget::Certificate, id, move |error| {
            toasts.failure(error.message(i18n))
        });
    };
    let mail = move || {
        let call = async move {
            Call::post(format!("/me/certificates/{id}/mail"))
                .send::<serde_json::Value>()
                .await
        };
        mailing.run(call, move |_| {
            toasts.success(t_string!(i18n, certificates.mail_sent))
        });
    };
    let pending = Signal::derive(move || mailing.is_pending());
    let refused = move || {
        mailing
            .general()
            .map(|text| view! { <p class="govuk-error-message" role="alert">{text}</p> })
    };
    view! {
        {refused}
        <div class="govuk-button-group">
            <Button on_click=download hidden_text=hidden>{tr!(i18n, certificates.download)}</Button>
            <Button kind=ButtonKind::Link on_click=mail pending hidden_text=again>
                {tr!(i18n, certificates.mail_again)}
            </Button>
        </div>
    }
}

/// The request is to be made while the certificate lasts (guide).
#[component]
fn Reminder(reminder: (bool, chrono::NaiveDate)) -> impl IntoView {
    let i18n = use_i18n();
    let (is_valid, until) = reminder;
    let text = move || {
        let date = date(i18n.get_locale(), until);
        t_string!(i18n, certificates.request_reminder, date = date).to_string()
    };
    is_valid.then(|| {
        view! {
            <p class="govuk-body">{text}</p>
            <ButtonLink href=To::NewRequest.path() kind=ButtonKind::Secondary>
                {tr!(i18n, certificates.request_now)}
            </ButtonLink>
        }
    })
}
