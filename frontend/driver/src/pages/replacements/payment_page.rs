//! Where the payment of a replacement stands, as the provider has told the server. The
//! browser's return proves nothing: the page asks until something is known.

use common::dto::payment::PaymentView;
use common::dto::replacement::ReplacementView;
use common::ids::{PaymentId, RequestId};
use common::payment_words::DeclineReason;
use common::statuses::{PaymentStatus, RequestStatus};
use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::{ApiError, Call};
use ui::components::{
    Button, ButtonKind, ButtonLink, FormState, InsetText, LoadError, Page, Panel, Skeleton,
    WarningText,
};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

/// How long between two questions, in milliseconds.
const PAUSE: u32 = 2_000;

/// What the page knows.
#[derive(Clone, PartialEq)]
enum Known {
    Nothing,
    Failure(ApiError),
    View(Box<ReplacementView>),
}

/// What a driver sees of a payment.
enum Phase {
    /// Nothing was paid or asked for: the replacement is still being filled in.
    Filling,
    /// Money may still come.
    Open(PaymentView),
    /// Nothing was taken, and nothing will be.
    Failed,
    /// It is paid for.
    Paid,
    /// It cost nothing.
    Free,
}

impl Phase {
    fn of(view: &ReplacementView) -> Self {
        match &view.payment {
            Some(payment) if payment.status.is_open() => Self::Open(payment.clone()),
            Some(payment) if payment.status == PaymentStatus::Captured => Self::Paid,
            Some(_) => Self::Failed,
            None if view.request.status == RequestStatus::Draft => Self::Filling,
            None => Self::Free,
        }
    }

    fn heading(&self, i18n: Texts) -> &'static str {
        match self {
            Self::Filling => t_string!(i18n, replacements.payment_title),
            Self::Open(_) => t_string!(i18n, replacements.open_title),
            Self::Failed => t_string!(i18n, replacements.failed_title),
            Self::Paid => t_string!(i18n, replacements.paid_title),
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
    let known = RwSignal::new(Known::Nothing);
    follow(id, known);
    Effect::new(move |_| {
        let step = match known.get() {
            Known::View(view) if matches!(Phase::of(&view), Phase::Filling) => view.step,
            _ => return,
        };
        let replace = NavigateOptions {
            replace: true,
            ..NavigateOptions::default()
        };
        navigate(&To::ReplacementStep(id, step).path(), replace);
    });
    let title = move || match known.get() {
        Known::View(view) => Phase::of(&view).heading(i18n),
        _ => t_string!(i18n, replacements.payment_title),
    };
    let content = move || match known.get() {
        Known::Nothing => view! { <Skeleton lines=4 /> }.into_any(),
        Known::Failure(error) => {
            view! { <LoadError error on_retry=move || follow(id, known) /> }.into_any()
        }
        Known::View(view) => view! { <State form view=*view /> }.into_any(),
    };
    view! {
        <Page title form back=To::Requests.path()>
            <div aria-live="polite">{content}</div>
        </Page>
    }
}

/// Has the provider asked once, then reads until the outcome is known or the page is left.
fn follow(id: RequestId, known: RwSignal<Known>) {
    known.set(Known::Nothing);
    let path = format!("/me/replacements/{id}");
    spawn_local(async move {
        let mut asked = false;
        loop {
            let view = match Call::get(&path).send::<ReplacementView>().await {
                Ok(view) => view,
                Err(error) => {
                    let _ = known.try_set(Known::Failure(error));
                    return;
                }
            };
            let open = view
                .payment
                .as_ref()
                .filter(|payment| payment.status.is_open());
            let open = open.map(|payment| payment.id);
            let news = Known::View(Box::new(view));
            // What stays the same is not shown anew, or its buttons would lose the focus.
            match known.try_with_untracked(|known| *known != news) {
                Some(true) => known.set(news),
                Some(false) => {}
                // The page is gone.
                None => return,
            }
            let Some(payment) = open else { return };
            if !asked {
                asked = true;
                ask(payment).await;
            }
            TimeoutFuture::new(PAUSE).await;
        }
    });
}

/// Without an answer the server asks by itself a little later.
async fn ask(payment: PaymentId) {
    let call = Call::post(format!("/me/payments/{payment}/check"));
    let _ = call.send::<serde_json::Value>().await;
}

#[component]
fn State(form: FormState, view: ReplacementView) -> impl IntoView {
    let i18n = use_i18n();
    let (id, phase) = (view.request.id, Phase::of(&view));
    let is_paid = matches!(phase, Phase::Paid);
    match phase {
        Phase::Filling => view! { <Skeleton lines=4 /> }.into_any(),
        Phase::Open(payment) => view! { <Open form payment /> }.into_any(),
        Phase::Failed => view! {
            <p class="govuk-body-l">{tr!(i18n, replacements.failed_text)}</p>
            <ButtonLink href=To::ReplacementStep(id, view.step).path()>
                {tr!(i18n, replacements.back_to_summary)}
            </ButtonLink>
        }
        .into_any(),
        Phase::Paid | Phase::Free => view! {
            <Panel title=tr!(i18n, requests.reference)>{view.request.reference}</Panel>
            <Show when=move || is_paid fallback=move || view! { <Settled /> }>
                <p class="govuk-body-l">{tr!(i18n, replacements.paid_text)}</p>
            </Show>
            <div class="govuk-button-group">
                <ButtonLink href=To::Request(id).path()>{tr!(i18n, replacements.follow)}</ButtonLink>
                <Show when=move || is_paid>
                    <ButtonLink href=To::Invoices.path() kind=ButtonKind::Secondary>
                        {tr!(i18n, replacements.see_invoices)}
                    </ButtonLink>
                </Show>
            </div>
        }
        .into_any(),
    }
}

/// What cost nothing has no invoice.
#[component]
fn Settled() -> impl IntoView {
    let i18n = use_i18n();
    view! { <p class="govuk-body-l">{tr!(i18n, replacements.settled_text)}</p> }
}

/// Nobody knows yet: money may still come.
#[component]
fn Open(form: FormState, payment: PaymentView) -> impl IntoView {
    let i18n = use_i18n();
    let id = payment.id;
    let abandoned = RwSignal::new(false);
    let declined = payment.decline_reason.map(|reason| {
        let text = move || {
            let reason = decline_word(i18n, reason);
            t_string!(i18n, replacements.declined, reason = reason).to_string()
        };
        view! {
            <InsetText>
                <strong>{text}</strong> " " {tr!(i18n, replacements.declined_again)}
            </InsetText>
        }
    });
    let abandon = move || {
        let call = async move {
            let call = Call::post(format!("/me/payments/{id}/abandonment"));
            call.send::<serde_json::Value>().await
        };
        form.run(call, move |_| abandoned.set(true));
    };
    let pending = Signal::derive(move || form.is_pending() || abandoned.get());
    let page = payment.checkout_url.map(|url| {
        view! {
            // Not a page of this application, even where the provider is simulated here.
            <a href=url rel="external" class="govuk-button" role="button" draggable="false">
                {tr!(i18n, replacements.pay_again)}
            </a>
        }
    });
    view! {
        {declined}
        <WarningText>{tr!(i18n, replacements.open_text)}</WarningText>
        <p class="govuk-body">{tr!(i18n, replacements.checking_text)}</p>
        <div class="govuk-button-group">
            {page}
            <Button kind=ButtonKind::Secondary on_click=abandon pending>
                {tr!(i18n, replacements.abandon)}
            </Button>
        </div>
        <p class="govuk-body" role="status">
            {move || abandoned.get().then(|| t_string!(i18n, replacements.abandoning))}
        </p>
    }
}

fn decline_word(i18n: Texts, reason: DeclineReason) -> &'static str {
    match reason {
        DeclineReason::CardDeclined => t_string!(i18n, replacements.decline_card_declined),
        DeclineReason::InsufficientFunds => {
            t_string!(i18n, replacements.decline_insufficient_funds)
        }
        DeclineReason::ExpiredCard => t_string!(i18n, replacements.decline_expired_card),
        DeclineReason::IncorrectCvc => t_string!(i18n, replacements.decline_incorrect_cvc),
        DeclineReason::AuthenticationFailed => {
            t_string!(i18n, replacements.decline_authentication_failed)
        }
        DeclineReason::ProcessingError => t_string!(i18n, replacements.decline_processing_error),
        DeclineReason::Other => t_string!(i18n, replacements.decline_other),
    }
}
