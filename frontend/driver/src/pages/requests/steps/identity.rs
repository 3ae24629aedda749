//! Step 1: the identity to be printed.

use common::dto::request::{IdentityProof, UpdateRequestRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::words::{DocumentKind, RequestStep};
use leptos::prelude::*;
use ui::components::{Checkbox, Choice, Form, RadioGroup, SubmitButton, SummaryList, SummaryRow};
use ui::format::date;
use ui::i18n::use_i18n;
use ui::tr;

use super::slots::current;
use super::{Draft, go_on, use_go};
use crate::routes::Page as To;

/// What was typed here, as kept on the device.
const PART: &str = "identity";

/// Shows what will be printed; asks for a yes, and which proof will be given.
#[component]
pub fn IdentityStep(
    /// The draft.
    draft: Draft,
) -> impl IntoView {
    let i18n = use_i18n();
    let go = use_go();
    let request = draft.request.get_untracked();
    let typed = draft.typed_before(PART).unwrap_or_default();
    let right = typed
        .identity_confirmed
        .unwrap_or(request.identity_confirmed);
    let proof = typed.identity_proof.unwrap_or(request.identity_proof);
    let (right, proof) = (RwSignal::new(right), RwSignal::new(proof.to_string()));
    let has_back = current(&request, DocumentKind::IdentityBack).is_some();
    draft.keep(PART, move || {
        let proof = proof.with(|proof| proof.parse().ok());
        // The back of a card goes when a passport is saved: not before "Continuer".
        let loses_back = has_back && proof == Some(IdentityProof::Passport);
        let change = UpdateRequestRequest {
            identity_confirmed: Some(right.get()),
            identity_proof: proof,
            ..Default::default()
        };
        (change, !loses_back)
    });
    let submit = move || {
        let mut faults = Faults::new();
        if !right.get_untracked() {
            faults.push("/identity_confirmed", FieldErrorCode::Required);
        }
        if draft.form.accept(faults) {
            let change = UpdateRequestRequest {
                identity_confirmed: Some(true),
                identity_proof: proof.get_untracked().parse().ok(),
                ..Default::default()
            };
            go_on(draft, RequestStep::Identity, change, go.clone());
        }
    };
    let proofs = Signal::stored(vec![
        Choice::new(
            IdentityProof::IdentityCard,
            tr!(i18n, requests.proof_identity_card),
        ),
        Choice::new(IdentityProof::Passport, tr!(i18n, requests.proof_passport)),
    ]);
    let identity = request.identity;
    let categories: Vec<_> = identity
        .licence
        .categories
        .iter()
        .map(|held| held.category.as_str())
        .collect();
    view! {
        <p class="govuk-body">{tr!(i18n, requests.identity_text)}</p>
        <SummaryList>
            <SummaryRow label=tr!(i18n, account.surname_birth)>{identity.surname_birth}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.first_names)>{identity.first_names}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.birth_date)>
                {move || date(i18n.get_locale(), identity.birth_date)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, account.birth_place)>{identity.birth_place}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.licence_number)>{identity.licence.number}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.field_licence_categories)>{categories.join(", ")}</SummaryRow>
        </SummaryList>
        <p class="govuk-body">
            {tr!(i18n, requests.identity_wrong)} " "
            <a class="govuk-link" href=To::CorrectIdentity.path()>{tr!(i18n, requests.identity_change)}</a>
        </p>
        <Form state=draft.form on_submit=submit>
            <Checkbox pointer="/identity_confirmed" checked=right>{tr!(i18n, requests.identity_right)}</Checkbox>
            <RadioGroup
                pointer="/identity_proof"
                legend=tr!(i18n, requests.proof_question)
                value=proof
                choices=proofs
            />
            <SubmitButton>{tr!(i18n, account.go_on)}</SubmitButton>
        </Form>
    }
}
