//! Which card, and for what reason; blocked with the reasons where there is no right.

use common::dto::payment::FeeView;
use common::dto::replacement::{
    ForeignOption, ReplaceableCard, ReplacementOptions, ReplacementView, StartReplacementRequest,
};
use common::exchange::ExchangeReason;
use common::field_error::{Faults, FieldErrorCode};
use common::ids::CardId;
use common::money::Cents;
use common::rules::fee::fee_of;
use common::words::RequestPurpose;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, ButtonLink, Choice, EmptyState, Form, FormState, InsetText, Loaded,
    Loading, Page, RadioGroup, SubmitButton, load_texts,
};
use ui::form::language;
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::words::reason_word;
use crate::routes::Page as To;

/// The reasons that can be chosen, in the guide's order.
const REASONS: [RequestPurpose; 4] = [
    RequestPurpose::Loss,
    RequestPurpose::Theft,
    RequestPurpose::Quality,
    RequestPurpose::Exchange,
];

/// The choice of card and reason.
#[component]
pub fn NewReplacementPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let options: Loading<ReplacementOptions> =
        load_texts(|| Call::get("/me/replacement-options").send());
    view! {
        <Page title=tr!(i18n, replacements.title) form back=To::Requests.path()>
            <p class="govuk-body-l">{tr!(i18n, replacements.intro)}</p>
            <Loaded
                resource=options
                children={move |options: ReplacementOptions| {
                    let (foreign, fees) = (options.foreign.clone(), options.fees.clone());
                    let cards = if options.cards.is_empty() {
                        view! {
                            <EmptyState title=tr!(i18n, replacements.none_title)>
                                {tr!(i18n, replacements.none_text)}
                            </EmptyState>
                        }
                            .into_any()
                    } else {
                        view! { <Options form options /> }.into_any()
                    };
                    view! {
                        {cards}
                        {foreign.map(|option| view! { <ForeignStart form option fees /> })}
                    }
                }}
            />
        </Page>
    }
}

#[component]
fn Options(form: FormState, options: ReplacementOptions) -> impl IntoView {
    let blocked = options.cards.iter().filter(|card| !card.allowed).cloned();
    let blocked = blocked
        .map(|card| view! { <Blocked card /> })
        .collect_view();
    let allowed: Vec<_> = options
        .cards
        .iter()
        .filter(|card| card.allowed)
        .cloned()
        .collect();
    let (fees, changes) = (options.fees, options.exchange_reasons);
    let any = !allowed.is_empty();
    view! {
        {blocked}
        {any.then(|| view! { <Choose form cards=allowed fees changes /> })}
    }
}

/// A card that cannot be replaced now, and what to do.
#[component]
fn Blocked(card: ReplaceableCard) -> impl IntoView {
    let i18n = use_i18n();
    let serial = card.card.serial;
    let title =
        move || t_string!(i18n, replacements.card_choice, serial = serial.clone()).to_string();
    let reason = card.reason.map(|reason| {
        view! { <p class="govuk-body">{reason.explanation} " " {reason.remedy}</p> }
    });
    view! {
        <InsetText>
            <h2 class="govuk-heading-s">{title}</h2>
            {reason}
            {card
                .open_request
                .map(|id| {
                    view! {
                        <ButtonLink href=To::Replacement(id).path()>
                            {tr!(i18n, replacements.resume)}
                        </ButtonLink>
                    }
                })}
        </InsetText>
    }
}

#[component]
fn Choose(
    form: FormState,
    cards: Vec<ReplaceableCard>,
    fees: Vec<FeeView>,
    changes: Vec<ExchangeReason>,
) -> impl IntoView {
    let i18n = use_i18n();
    let navigate = use_navigate();
    let only = match cards.as_slice() {
        [only] => only.card.id.to_string(),
        _ => String::new(),
    };
    let (card, reason) = (RwSignal::new(only), RwSignal::new(String::new()));
    let exchange = RwSignal::new(String::new());
    let advice: Vec<_> = cards
        .iter()
        .filter_map(|card| card.advice.clone())
        .collect();
    let submit = move || {
        let Some(body) = check(form, card, (reason, exchange)) else {
            return;
        };
        let navigate = navigate.clone();
        let call = async move {
            let call = Call::post("/me/replacements").json(&body).idempotent();
            call.send::<ReplacementView>().await
        };
        form.run(call, move |view| {
            let to = To::ReplacementStep(view.request.id, view.step);
            navigate(&to.path(), NavigateOptions::default());
        });
    };
    let choices = cards.iter().map(|card| {
        let (serial, until) = (card.card.serial.clone(), card.card.valid_until);
        let label =
            move || t_string!(i18n, replacements.card_choice, serial = serial.clone()).to_string();
        let hint = move || {
            let date = date(i18n.get_locale(), until);
            t_string!(i18n, replacements.card_choice_hint, date = date).to_string()
        };
        Choice::new(card.card.id, label).hint(hint)
    });
    let choices: Signal<Vec<Choice>> = Signal::stored(choices.collect());
    let mut changes = changes;
    // That is no change of a card.
    changes.retain(|reason| *reason != ExchangeReason::Foreign);
    let reasons = REASONS
        .into_iter()
        .filter(|purpose| *purpose != RequestPurpose::Exchange || !changes.is_empty())
        .map(|purpose| match purpose {
            RequestPurpose::Exchange => {
                let changes = changes.clone();
                let what = move || {
                    let reasons = changes.clone();
                    view! { <ExchangeReasons value=exchange reasons /> }.into_any()
                };
                reason_choice(i18n, purpose, &fees).reveal(what)
            }
            purpose => reason_choice(i18n, purpose, &fees),
        });
    let reasons: Signal<Vec<Choice>> = Signal::stored(reasons.collect());
    view! {
        {advice.into_iter().map(|advice| view! { <Advice advice /> }).collect_view()}
        <Form state=form on_submit=submit>
            <RadioGroup
                pointer="/card_id"
                legend=tr!(i18n, replacements.card_question)
                value=card
                choices
            />
            <RadioGroup
                pointer="/purpose"
                legend=tr!(i18n, replacements.reason_question)
                value=reason
                choices=reasons
            />
            <SubmitButton>{tr!(i18n, replacements.start)}</SubmitButton>
        </Form>
    }
}

/// What a reason costs today.
fn amount_of(fees: &[FeeView], purpose: RequestPurpose) -> i64 {
    let fee = fees.iter().find(|fee| Some(fee.code) == fee_of(purpose));
    fee.map(|fee| fee.amount_cents).unwrap_or_default()
}

/// A reason with its price and what it entails (peers, 4.12).
fn reason_choice(i18n: Texts, purpose: RequestPurpose, fees: &[FeeView]) -> Choice {
    let cents = amount_of(fees, purpose);
    let hint = move || {
        let amount = Cents(cents).text(language(i18n));
        match purpose {
            RequestPurpose::Theft => {
                t_string!(i18n, replacements.reason_theft_hint, amount = amount).to_string()
            }
            RequestPurpose::Quality => {
                t_string!(i18n, replacements.reason_quality_hint, amount = amount).to_string()
            }
            RequestPurpose::Exchange => {
                t_string!(i18n, replacements.reason_exchange_hint, amount = amount).to_string()
            }
            _ => t_string!(i18n, replacements.reason_loss_hint, amount = amount).to_string(),
        }
    };
    Choice::new(purpose, move || reason_word(i18n, purpose)).hint(hint)
}

/// What has changed, for an exchange.
#[component]
fn ExchangeReasons(value: RwSignal<String>, reasons: Vec<ExchangeReason>) -> impl IntoView {
    let i18n = use_i18n();
    let choice =
        move |reason: ExchangeReason| Choice::new(reason, move || reason.label(language(i18n)));
    let choices: Vec<_> = reasons.into_iter().map(choice).collect();
    view! {
        <RadioGroup
            pointer="/exchange_reason"
            legend=tr!(i18n, replacements.exchange_question)
            value
            choices=Signal::stored(choices)
            small=true
        />
    }
}

/// A qualification of another State, for who holds one and no French card.
#[component]
fn ForeignStart(form: FormState, option: ForeignOption, fees: Vec<FeeView>) -> impl IntoView {
    let i18n = use_i18n();
    let cents = amount_of(&fees, RequestPurpose::Exchange);
    let intro = move || {
        let amount = Cents(cents).text(language(i18n));
        t_string!(i18n, replacements.foreign_intro, amount = amount).to_string()
    };
    let navigate = use_navigate();
    let start = move || {
        let navigate = navigate.clone();
        let body = StartReplacementRequest {
            card_id: None,
            purpose: RequestPurpose::Exchange,
            exchange_reason: Some(ExchangeReason::Foreign),
        };
        let call = async move {
            let call = Call::post("/me/replacements").json(&body).idempotent();
            call.send::<ReplacementView>().await
        };
        form.run(call, move |view| {
            let to = To::ReplacementStep(view.request.id, view.step);
            navigate(&to.path(), NavigateOptions::default());
        });
    };
    let pending = Signal::derive(move || form.is_pending());
    let resume = option.open_request.map(|id| To::Replacement(id).path());
    let reason = option.reason.map(|reason| {
        view! {
            <InsetText>
                <p class="govuk-body">{reason.explanation} " " {reason.remedy}</p>
            </InsetText>
        }
    });
    view! {
        <h2 class="govuk-heading-m">{tr!(i18n, replacements.foreign_title)}</h2>
        <p class="govuk-body">{intro}</p>
        {option.advice.map(|advice| view! { <Advice advice /> })}
        {reason}
        {resume
            .map(|href| {
                view! { <ButtonLink href>{tr!(i18n, replacements.resume_exchange)}</ButtonLink> }
            })}
        {option
            .allowed
            .then(|| {
                view! {
                    <Button kind=ButtonKind::Secondary on_click=start pending>
                        {tr!(i18n, replacements.foreign_start)}
                    </Button>
                }
            })}
    }
}

/// A better way than a replacement.
#[component]
fn Advice(advice: String) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <InsetText>
            <p class="govuk-body">{advice}</p>
            <ButtonLink href=To::NewRequest.path() kind=ButtonKind::Secondary>
                {tr!(i18n, replacements.new_card)}
            </ButtonLink>
        </InsetText>
    }
}

fn check(
    form: FormState,
    card: RwSignal<String>,
    (reason, exchange): (RwSignal<String>, RwSignal<String>),
) -> Option<StartReplacementRequest> {
    let mut faults = Faults::new();
    let required = FieldErrorCode::Required;
    let card = card.get_untracked().parse().map_err(|_| required.into());
    let card: Option<CardId> = faults.check("/card_id", card);
    let purpose = reason.get_untracked().parse().map_err(|_| required.into());
    let purpose = faults.check("/purpose", purpose);
    let exchange_reason = if purpose == Some(RequestPurpose::Exchange) {
        let reason = exchange.get_untracked().parse();
        let reason = reason.map_err(|_| required.into());
        faults.check("/exchange_reason", reason)
    } else {
        None
    };
    let body = card.zip(purpose);
    let body = body.map(|(card, purpose)| StartReplacementRequest {
        card_id: Some(card),
        purpose,
        exchange_reason,
    });
    form.accept(faults).then_some(body)?
}
