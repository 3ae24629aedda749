//! The live list of rules beside a new password.

use common::validation::password::{PasswordContext, PasswordRule, password_checks};
use leptos::prelude::*;
use ui::components::{Rule, RuleList};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

/// The guide's rule as a live list, and the passphrase that needs none.
#[component]
pub fn PasswordRules(
    /// The password as it is typed.
    password: RwSignal<String>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_met = move |rule| {
        password.with(|password| {
            let checks = password_checks(password, &PasswordContext::default());
            !password.is_empty()
                && checks
                    .iter()
                    .all(|check| check.rule != rule || check.is_met)
        })
    };
    // The upper limit is said only by an error: nobody meets it by accident.
    let shown = PasswordRule::ALL
        .iter()
        .copied()
        .filter(|rule| !matches!(rule, PasswordRule::Maximum | PasswordRule::NotPersonal));
    let rules = shown
        .map(|rule| {
            Rule::new(
                move || label(i18n, rule),
                Signal::derive(move || is_met(rule)),
            )
        })
        .collect();
    view! {
        <RuleList rules />
        <p class="govuk-hint">{tr!(i18n, account.password_or_phrase)}</p>
    }
}

fn label(i18n: Texts, rule: PasswordRule) -> &'static str {
    match rule {
        PasswordRule::Length => t_string!(i18n, account.rule_length),
        PasswordRule::Upper => t_string!(i18n, account.rule_upper),
        PasswordRule::Lower => t_string!(i18n, account.rule_lower),
        PasswordRule::Special => t_string!(i18n, account.rule_special),
        PasswordRule::NotCommon => t_string!(i18n, account.rule_not_common),
        PasswordRule::Maximum | PasswordRule::NotPersonal => "",
    }
}
