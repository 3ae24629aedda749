//! "L'erreur est imputée au conducteur": corrected in the profile, then paid for (guide).

use common::dto::replacement::ReplacementView;
use common::ids::RequestId;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, ButtonLink, DefectList, FormState, InsetText, Loaded, Loading, Page, load,
};
use ui::i18n::use_i18n;
use ui::tr;

use crate::pages::payments::{OpeningLine, OrderNotes, Ordering, Price, order_words};
use crate::routes::Page as To;

/// What was found, what to correct, and the order.
#[component]
pub fn CorrectionPage(
    /// The request.
    id: RequestId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let replacement: Loading<ReplacementView> =
        load(move || Call::get(format!("/me/replacements/{id}")).send());
    view! {
        <Page title=tr!(i18n, replacements.correction_title) form back=To::Request(id).path()>
            <Loaded
                resource=replacement
                lines=8
                children={move |view: ReplacementView| view! { <Correction form view /> }}
            />
        </Page>
    }
}

#[component]
fn Correction(form: FormState, view: ReplacementView) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let ordering = Ordering::new(form);
    let (id, version, fee) = (view.request.id, view.version, view.fee);
    let is_free = fee.amount_cents == 0;
    let order = move || {
        let navigate = navigate.clone();
        let call = Call::post(format!("/me/replacements/{id}/payment")).if_match(version);
        ordering.run(call.send::<ReplacementView>(), move || {
            navigate(&To::Replacement(id).path(), NavigateOptions::default());
        });
    };
    let pending = Signal::derive(move || form.is_pending());
    view! {
        <p class="govuk-body">{tr!(i18n, replacements.correction_text)}</p>
        {view.finding_comment.map(|comment| view! { <InsetText>{comment}</InsetText> })}
        <DefectList defects=view.defects />
        <p class="govuk-body">{tr!(i18n, replacements.correction_profile)}</p>
        <ButtonLink href=To::Profile.path() kind=ButtonKind::Secondary>
            {tr!(i18n, replacements.correction_profile_link)}
        </ButtonLink>
        <p class="govuk-body">{tr!(i18n, replacements.correction_pay)}</p>
        <div id="identity" tabindex="-1" class="govuk-hint">{tr!(i18n, replacements.correction_identity)}</div>
        <Price fee />
        <Show when=move || !is_free>
            <OrderNotes />
        </Show>
        <Button on_click=order pending>{move || order_words(i18n, is_free)}</Button>
        <OpeningLine ordering />
    }
}
