//! What the service noticed by itself.

use common::dto::review::{Finding, FindingSeverity};
use leptos::prelude::*;
use ui::components::Details;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// The most findings that are right and stand in sight.
const FEW: usize = 3;

/// The findings, each with a shape and a word for how much it weighs.
#[component]
pub fn Findings(
    /// The findings.
    findings: Vec<Finding>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_right = |finding: &Finding| finding.severity == FindingSeverity::Ok;
    let (right, mut wrong): (Vec<_>, Vec<_>) = findings.into_iter().partition(is_right);
    // What is wrong first; the order of the service within.
    wrong.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
    let (count, wrong_is_empty) = (right.len(), wrong.is_empty());
    let summary = move || match (wrong_is_empty, count) {
        (true, 0) => t_string!(i18n, staff.findings_none).to_owned(),
        (true, _) => t_string!(i18n, staff.findings_clear, count = count).to_string(),
        (false, _) => String::new(),
    };
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff.findings_title)}</h2>
            {wrong_is_empty.then(|| view! { <p class="govuk-body">{summary}</p> })}
            <List findings=wrong />
            <Right findings=right />
        </section>
    }
}

/// A few that are right stand with the others; many unfold.
#[component]
fn Right(findings: Vec<Finding>) -> impl IntoView {
    let i18n = use_i18n();
    let count = findings.len();
    if count <= FEW {
        return view! { <List findings /> }.into_any();
    }
    let summary = move || t_string!(i18n, staff.findings_right, count = count).to_string();
    view! { <Details summary><List findings /></Details> }.into_any()
}

#[component]
fn List(findings: Vec<Finding>) -> impl IntoView {
    if findings.is_empty() {
        return None;
    }
    let line = |finding: Finding| view! { <Line finding /> };
    Some(view! { <ul class="app-findings">{findings.into_iter().map(line).collect_view()}</ul> })
}

#[component]
fn Line(finding: Finding) -> impl IntoView {
    let i18n = use_i18n();
    let severity = finding.severity;
    let (class, shape) = match severity {
        FindingSeverity::Ok => (
            "app-finding app-finding--ok",
            "M12 2.5a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19ZM7.5 12.3l3.1 3.1 6-6.4",
        ),
        FindingSeverity::Warning => (
            "app-finding app-finding--warning",
            "M12 3 1.8 20.5h20.4L12 3ZM12 9.5v5.2M12 17.6v.2",
        ),
        FindingSeverity::Error => (
            "app-finding app-finding--error",
            "M8 2.5h8L21.5 8v8L16 21.5H8L2.5 16V8L8 2.5ZM8.8 8.8l6.4 6.4M15.2 8.8l-6.4 6.4",
        ),
    };
    let word = move || match severity {
        FindingSeverity::Ok => t_string!(i18n, staff.finding_ok),
        FindingSeverity::Warning => t_string!(i18n, staff.finding_warning),
        FindingSeverity::Error => t_string!(i18n, staff.finding_error),
    };
    view! {
        <li class=class>
            <svg class="app-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
                <path d=shape></path>
            </svg>
            <p class="app-finding__text">
                <strong>{word}</strong> " – " {finding.text}
            </p>
        </li>
    }
}
