//! What a check found: shape, word and colour, each distinct.

use chrono::{DateTime, Utc};
use common::dto::certificate::{CertificateCheck, CheckedCertificate};
use common::statuses::CertificateVerdict;
use leptos::prelude::*;
use ui::components::{SummaryList, SummaryRow};
use ui::format::{date, instant};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::words::sectors;

/// The result of a check.
#[component]
pub fn CheckResult(
    /// What was found.
    check: CertificateCheck,
) -> impl IntoView {
    let i18n = use_i18n();
    let verdict = check.verdict;
    let kind = match verdict {
        CertificateVerdict::NotAuthentic => "not-authentic",
        verdict => verdict.as_str(),
    };
    view! {
        <section aria-labelledby="result">
            <Verdict
                kind
                mark=mark(verdict)
                title=move || title(i18n, verdict)
                text=move || text(i18n, verdict)
            />
            {check.certificate.map(|certificate| view! { <Paper certificate /> })}
            <CheckedAt at=check.checked_at />
        </section>
    }
}

/// A verdict by shape, word and colour, each distinct; read out when it comes.
#[component]
pub fn Verdict(
    /// The look: the word of a certificate's verdict.
    kind: &'static str,
    /// The sign.
    mark: &'static str,
    /// In a few words.
    #[prop(into)]
    title: TextProp,
    /// What to do.
    #[prop(into)]
    text: TextProp,
) -> impl IntoView {
    view! {
        <div class=format!("app-verdict app-verdict--{kind}") role="status">
            <span class="app-verdict__mark" aria-hidden="true">{mark}</span>
            <div>
                <h2 class="govuk-heading-l app-verdict__title" id="result">{move || title.get()}</h2>
                <p class="govuk-body app-verdict__text">{move || text.get()}</p>
            </div>
        </div>
    }
}

/// When it was checked: the answer holds for that instant.
#[component]
pub fn CheckedAt(
    /// When.
    at: DateTime<Utc>,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = move || {
        let date = instant(i18n.get_locale(), at);
        t_string!(i18n, verify.checked_at, date = date).to_string()
    };
    view! { <p class="govuk-hint">{text}</p> }
}

/// What the paper shows, to be compared.
#[component]
fn Paper(certificate: CheckedCertificate) -> impl IntoView {
    let i18n = use_i18n();
    let CheckedCertificate {
        birth_date,
        issued_on,
        valid_until,
        ..
    } = certificate;
    let categories: Vec<_> = certificate
        .categories
        .iter()
        .map(|category| category.as_str())
        .collect();
    let held = certificate.sectors;
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, verify.number)>{certificate.number}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.surname)>{certificate.surname}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.first_names)>{certificate.first_names}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.birth_date)>{move || date(i18n.get_locale(), birth_date)}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.sectors)>{move || sectors(i18n, &held)}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.categories)>{categories.join(", ")}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.issued_on)>{move || date(i18n.get_locale(), issued_on)}</SummaryRow>
            <SummaryRow label=tr!(i18n, verify.valid_until)>
                {move || date(i18n.get_locale(), valid_until)}
            </SummaryRow>
        </SummaryList>
        <p class="govuk-body">{tr!(i18n, verify.france_only)}</p>
    }
}

const fn mark(verdict: CertificateVerdict) -> &'static str {
    match verdict {
        CertificateVerdict::Valid => "✓",
        CertificateVerdict::Expired => "⏱",
        CertificateVerdict::Revoked => "⊘",
        CertificateVerdict::Superseded => "↪",
        CertificateVerdict::NotAuthentic => "✕",
        CertificateVerdict::Unknown => "?",
    }
}

fn title(i18n: Texts, verdict: CertificateVerdict) -> &'static str {
    match verdict {
        CertificateVerdict::Valid => t_string!(i18n, verify.valid),
        CertificateVerdict::Expired => t_string!(i18n, verify.expired),
        CertificateVerdict::Revoked => t_string!(i18n, verify.revoked),
        CertificateVerdict::Superseded => t_string!(i18n, verify.superseded),
        CertificateVerdict::NotAuthentic => t_string!(i18n, verify.not_authentic),
        CertificateVerdict::Unknown => t_string!(i18n, verify.unknown),
    }
}

fn text(i18n: Texts, verdict: CertificateVerdict) -> &'static str {
    match verdict {
        CertificateVerdict::Valid => t_string!(i18n, verify.valid_text),
        CertificateVerdict::Expired => t_string!(i18n, verify.expired_text),
        CertificateVerdict::Revoked => t_string!(i18n, verify.revoked_text),
        CertificateVerdict::Superseded => t_string!(i18n, verify.superseded_text),
        CertificateVerdict::NotAuthentic => t_string!(i18n, verify.not_authentic_text),
        CertificateVerdict::Unknown => t_string!(i18n, verify.unknown_text),
    }
}
