//! Where the payment of a replacement stands, as the provider has told the server. The
//! browser's return proves nothing: the page asks until something is known.

use common::dto::payment::PaymentView;
use common::dto::replacement::ReplacementView;
use common::ids::RequestId;
use common::statuses::{PaymentStatus, RequestStatus};
use common::words::RequestPurpose;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::components::{ButtonKind, ButtonLink, FormState, LoadError, Page, Panel, Skeleton};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::pages::payments::{Following, OpenPayment, follow};
use crate::routes::Page as To;

/// What a driver sees of a payment.
enum Phase {
    /// Nothing was paid or asked for: the replacement is still being filled in.
    Filling,
    /// A defective card: nothing is paid for before its analysis asks for it.
    NotYet,
    /// Money may still come.
    Open(PaymentView),
    /// Nothing was taken, and nothing will be.
    Failed,
    /// It is paid for.
    Paid,
    /// It was paid for, and the money is given back.
    Refunded,
    /// It cost nothing.
    Free,
}

impl Phase {
    fn of(view: &ReplacementView) -> Self {
        match &view.payment {
            Some(payment) if payment.status.is_open() => Self::Open(payment.clone()),
            Some(payment) if payment.status == PaymentStatus::Captured => Self::Paid,
            Some(payment) if payment.status == PaymentStatus::Refunded => Self::Refunded,
            Some(_) => Self::Failed,
            None if view.request.status == RequestStatus::Draft => Self::Filling,
            None if view.purpose == RequestPurpose::Quality => Self::NotYet,
            None => Self::Free,
        }
    }

    fn heading(&self, i18n: Texts) -> &'static str {
        match self {
            Self::Filling | Self::NotYet => t_string!(i18n, payments.payment_title),
            Self::Open(_) => t_string!(i18n, payments.open_title),
            Self::Failed => t_string!(i18n, payments.failed_title),
            Self::Paid => t_string!(i18n, payments.paid_title),
            Self::Refunded => t_string!(i18n, payments.refunded_title),
            Self::Free => t_string!(i18n, replacements.settled_title),
        }
    }
}

/// The payment of a replacement: under way, made or failed.
#[component]
pub fn PaymentPage(
    /// The request.
    id: RequestId,
) -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let navigate = use_navigate();
    let known = RwSignal::new(Following::<ReplacementView>::Nothing);
    let path = format!("/me/replacements/{id}");
    let path = StoredValue::new(path);
    follow(path.get_value(), known);
    Effect::new(move |_| {
        let to = match known.get() {
            Following::View(view) => match Phase::of(&view) {
                Phase::Filling => To::ReplacementStep(id, view.step),
                Phase::NotYet => To::Request(id),
                _ => return,
            },
            _ => return,
        };
        let replace = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&to.path(), replace);
    });
    let title = move || match known.get() {
        Following::View(view) => Phase::of(&view).heading(i18n),
        _ => t_string!(i18n, payments.payment_title),
    };
    let content = move || match known.get() {
        Following::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Following::Failure(error) => {
            view! { <LoadError error on_retry=move || follow(path.get_value(), known) /> }
                .into_any()
        }
        Following::View(view) => view! { <State form view=*view /> }.into_any(),
    };
    view! {
        <Page title form back=To::Requests.path()>
            <div aria-live="polite">{content}</div>
        </Page>
    }
}

#[component]
fn State(form: FormState, view: ReplacementView) -> impl IntoView {
    let i18n = use_i18n();
    let (id, phase) = (view.request.id, Phase::of(&view));
    let back = if view.purpose == RequestPurpose::Quality {
        To::Correction(id)
    } else {
        To::ReplacementStep(id, view.step)
    };
    let is_refunded = matches!(phase, Phase::Refunded);
    let has_invoice = is_refunded || matches!(phase, Phase::Paid);
    match phase {
        Phase::Filling | Phase::NotYet => view! { <Skeleton lines=4 /> }.into_any(),
        Phase::Open(payment) => view! { <OpenPayment form payment /> }.into_any(),
        Phase::Failed => view! {
            <p class="govuk-body-l">{tr!(i18n, payments.failed_text)}</p>
            <ButtonLink href=back.path()>
                {tr!(i18n, replacements.back_to_summary)}
            </ButtonLink>
        }
        .into_any(),
        Phase::Paid | Phase::Refunded | Phase::Free => {
            let purpose = view.purpose;
            view! {
                <Panel title=tr!(i18n, requests.reference)>{view.request.reference}</Panel>
                <p class="govuk-body-l">{move || outcome(i18n, purpose, has_invoice, is_refunded)}</p>
                <div class="govuk-button-group">
                    <ButtonLink href=To::Request(id).path()>{tr!(i18n, replacements.follow)}</ButtonLink>
                    <Show when=move || has_invoice>
                        <ButtonLink href=To::Invoices.path() kind=ButtonKind::Secondary>
                            {tr!(i18n, payments.see_invoices)}
                        </ButtonLink>
                    </Show>
                </div>
            }
            .into_any()
        }
    }
}

/// What follows from the payment; what cost nothing has no invoice.
fn outcome(
    i18n: Texts,
    purpose: RequestPurpose,
    has_invoice: bool,
    is_refunded: bool,
) -> &'static str {
    match (purpose, has_invoice) {
        _ if is_refunded => t_string!(i18n, payments.refunded_text),
        (RequestPurpose::Theft, true) => t_string!(i18n, replacements.paid_text_theft),
        (RequestPurpose::Theft, false) => t_string!(i18n, replacements.settled_text_theft),
        (RequestPurpose::Exchange, true) => t_string!(i18n, replacements.paid_text_exchange),
        (RequestPurpose::Exchange, false) => t_string!(i18n, replacements.settled_text_exchange),
        (_, true) => t_string!(i18n, replacements.paid_text),
        (_, false) => t_string!(i18n, replacements.settled_text),
    }
}
