//! The four boxes at the end of the account form (guide).

use common::dto::account::ConsentGiven;
use common::dto::service::{ConsentText, ServiceInfo};
use common::words::ConsentKind;
use leptos::prelude::*;
use ui::components::Checkbox;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

/// The boxes and the versions of the texts beside them.
#[derive(Clone)]
pub struct ConsentInputs(Vec<(ConsentText, RwSignal<bool>)>);

impl ConsentInputs {
    /// The boxes of the texts in force; ticked if the same version was before.
    #[must_use]
    pub fn new(service: &ServiceInfo, given: &[ConsentGiven]) -> Self {
        let is_given = |text: &ConsentText| {
            let mut given = given.iter();
            given.any(|given| given.kind == text.kind && given.version == text.version)
        };
        let boxes = service.consent_texts.iter().cloned();
        let boxes = boxes.map(|text| (RwSignal::new(is_given(&text)), text));
        Self(boxes.map(|(ticked, text)| (text, ticked)).collect())
    }

    /// The boxes that are ticked.
    #[must_use]
    pub fn value(&self) -> Vec<ConsentGiven> {
        let ticked = self.0.iter().filter(|(_, ticked)| ticked.get());
        ticked
            .map(|(text, _)| ConsentGiven {
                kind: text.kind,
                version: text.version.clone(),
            })
            .collect()
    }
}

/// The boxes, each with a link to its text.
#[component]
pub fn ConsentFields(
    /// What is ticked.
    inputs: ConsentInputs,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = move |(text, ticked): (ConsentText, RwSignal<bool>)| {
        let kind = text.kind;
        let link = text_of(kind).map(|page| {
            view! {
                " "
                <a class="govuk-link" href=page.path() target="_blank" rel="noopener">
                    {tr!(i18n, account.consent_read)} " " {tr!(i18n, common.opens_in_new_tab)}
                </a>
            }
        });
        view! {
            <Checkbox pointer=format!("/consents/{kind}") checked=ticked>
                {move || label(i18n, kind)}
                {link}
            </Checkbox>
        }
    };
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, account.consents_heading)}</h2>
        {inputs.0.into_iter().map(field).collect_view()}
    }
}

fn label(i18n: Texts, kind: ConsentKind) -> &'static str {
    match kind {
        ConsentKind::TermsOfUse => t_string!(i18n, account.consent_terms_of_use),
        ConsentKind::CardConditions => t_string!(i18n, account.consent_card_conditions),
        ConsentKind::PrivacyNotice => t_string!(i18n, account.consent_privacy_notice),
        ConsentKind::Exactness => t_string!(i18n, account.consent_exactness),
    }
}

const fn text_of(kind: ConsentKind) -> Option<To> {
    match kind {
        ConsentKind::TermsOfUse => Some(To::Terms),
        ConsentKind::CardConditions => Some(To::CardConditions),
        ConsentKind::PrivacyNotice => Some(To::Privacy),
        ConsentKind::Exactness => None,
    }
}
