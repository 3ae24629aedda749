//! "Pli non distribué" (guide): the card came back, and the driver confirms the address
//! or pays for another one.

use common::dto::address::Address;
use common::dto::returned_mail::{ChangeReturnAddressRequest, ReturnedMailView};
use common::field_error::Faults;
use common::ids::ReturnedMailId;
use common::statuses::ReturnedMailStatus;
use common::validation::address::check_address;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Button, ButtonKind, ButtonLink, ConfirmDialog, Form, FormState, InsetText, LoadError, Page,
    Skeleton, SubmitButton, WarningText,
};
use ui::form::language;
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::pages::account::{AddressFields, AddressInputs};
use crate::pages::payments::{
    Following, OpenPayment, OpeningLine, OrderNotes, Ordering, Price, follow, order_words,
};
use crate::routes::Page as To;

/// What the page shares with its parts.
#[derive(Clone, Copy)]
struct Letter {
    id: ReturnedMailId,
    form: FormState,
    known: RwSignal<Following<ReturnedMailView>>,
}

impl Letter {
    fn path(self) -> String {
        format!("/me/returned-mail/{}", self.id)
    }

    fn read(self) {
        follow(self.path(), self.known);
    }
}

/// One letter that came back.
#[component]
pub fn ReturnedPage(
    /// The letter.
    id: ReturnedMailId,
) -> impl IntoView {
    let i18n = use_i18n();
    let letter = Letter {
        id,
        form: FormState::new(),
        known: RwSignal::new(Following::Nothing),
    };
    letter.read();
    let title = move || match letter.known.get() {
        Following::View(view) => heading(i18n, &view),
        _ => t_string!(i18n, cards.returned_title),
    };
    let content = move || match letter.known.get() {
        Following::Nothing => view! { <Skeleton lines=6 /> }.into_any(),
        Following::Failure(error) => {
            view! { <LoadError error on_retry=move || letter.read() /> }.into_any()
        }
        Following::View(view) => view! { <State letter view=*view /> }.into_any(),
    };
    view! {
        <Page title form=letter.form back=To::Cards.path()>
            <div aria-live="polite">{content}</div>
        </Page>
    }
}

fn is_paying(view: &ReturnedMailView) -> bool {
    let payment = view.payment.as_ref();
    view.status == ReturnedMailStatus::AwaitingDriver
        && payment.is_some_and(|payment| payment.status.is_open())
}

fn heading(i18n: Texts, view: &ReturnedMailView) -> &'static str {
    match view.status {
        _ if is_paying(view) => t_string!(i18n, payments.open_title),
        ReturnedMailStatus::AwaitingDriver => t_string!(i18n, cards.returned_title),
        ReturnedMailStatus::ReshipFree => t_string!(i18n, cards.reship_free_title),
        ReturnedMailStatus::ReshipPaid => t_string!(i18n, cards.reship_paid_title),
        ReturnedMailStatus::Shipped => t_string!(i18n, cards.shipped_title),
        ReturnedMailStatus::Destroyed => t_string!(i18n, cards.destroyed_title),
    }
}

#[component]
fn State(letter: Letter, view: ReturnedMailView) -> impl IntoView {
    let i18n = use_i18n();
    if is_paying(&view) {
        let payment = view.payment;
        return payment
            .map(|payment| view! { <OpenPayment form=letter.form payment /> })
            .into_any();
    }
    let text = match view.status {
        ReturnedMailStatus::AwaitingDriver => {
            return view! { <Solutions letter view /> }.into_any();
        }
        ReturnedMailStatus::ReshipFree => tr!(i18n, cards.reship_free_text).into_any(),
        ReturnedMailStatus::ReshipPaid => tr!(i18n, cards.reship_paid_text).into_any(),
        ReturnedMailStatus::Shipped => tr!(i18n, cards.shipped_text).into_any(),
        ReturnedMailStatus::Destroyed => tr!(i18n, cards.destroyed_text).into_any(),
    };
    let (status, address) = (view.status, view.new_address.or(view.address));
    let is_destroyed = status == ReturnedMailStatus::Destroyed;
    let next = if is_destroyed {
        view! {
            <ButtonLink href=To::NewReplacement.path()>{tr!(i18n, cards.ask_replacement)}</ButtonLink>
        }
        .into_any()
    } else {
        view! { <ButtonLink href=To::Cards.path()>{tr!(i18n, cards.back_to_cards)}</ButtonLink> }
            .into_any()
    };
    view! {
        <p class="govuk-body-l">{text}</p>
        {address.filter(|_| !is_destroyed).map(|address| view! { <Envelope address /> })}
        {next}
    }
    .into_any()
}

#[component]
fn Envelope(address: Address) -> impl IntoView {
    let place = format!("{} {}", address.postal_code, address.town);
    let lines = address.lines.into_iter().chain([place]);
    let lines = lines.map(|line| view! { {line} <br /> });
    view! { <InsetText>{lines.collect_view()}</InsetText> }
}

/// The two solutions of the guide.
#[component]
fn Solutions(letter: Letter, view: ReturnedMailView) -> impl IntoView {
    let i18n = use_i18n();
    let (serial, back, until) = (view.serial.clone(), view.returned_on, view.keep_until);
    let reason = view.reason;
    let text = move || {
        let (date, reason) = (date(i18n.get_locale(), back), reason.label(language(i18n)));
        let serial = serial.clone();
        t_string!(
            i18n,
            cards.returned_text,
            serial = serial,
            date = date,
            reason = reason
        )
        .to_string()
    };
    let kept = move || {
        let date = date(i18n.get_locale(), until);
        t_string!(i18n, cards.returned_until, date = date).to_string()
    };
    let address = view.address.clone();
    view! {
        <p class="govuk-body">{text}</p>
        <WarningText>{kept}</WarningText>
        <h2 class="govuk-heading-m">{tr!(i18n, cards.returned_address)}</h2>
        {address.map(|address| view! { <Envelope address /> })}
        <p class="govuk-body">{tr!(i18n, cards.returned_hint)}</p>
        <h2 class="govuk-heading-m">{tr!(i18n, cards.solution_1)}</h2>
        <SameAddress letter may_confirm=view.may_confirm version=view.version />
        <h2 class="govuk-heading-m">{tr!(i18n, cards.solution_2)}</h2>
        <p class="govuk-body">{tr!(i18n, cards.solution_2_text)}</p>
        <OtherAddress letter view />
    }
}

/// Solution 1: free of charge.
#[component]
fn SameAddress(letter: Letter, may_confirm: bool, version: i64) -> impl IntoView {
    let i18n = use_i18n();
    let asking = RwSignal::new(false);
    if !may_confirm {
        return view! { <p class="govuk-body">{tr!(i18n, cards.solution_1_over)}</p> }.into_any();
    }
    let confirm = move || {
        let call = Call::post(format!("{}/confirmation", letter.path())).if_match(version);
        letter
            .form
            .run(call.send::<ReturnedMailView>(), move |view| {
                letter.known.set(Following::View(Box::new(view)));
            });
    };
    let pending = Signal::derive(move || letter.form.is_pending());
    view! {
        <p class="govuk-body">{tr!(i18n, cards.solution_1_text)}</p>
        <Button on_click=move || asking.set(true) pending>{tr!(i18n, cards.solution_1_button)}</Button>
        <ConfirmDialog
            open=asking
            title=tr!(i18n, cards.confirm_title)
            confirm=tr!(i18n, cards.solution_1_button)
            on_confirm=confirm
        >
            {tr!(i18n, cards.confirm_text)}
        </ConfirmDialog>
    }
    .into_any()
}

/// Solution 2: another address, which is paid for.
#[component]
fn OtherAddress(letter: Letter, view: ReturnedMailView) -> impl IntoView {
    let i18n = use_i18n();
    let ordering = Ordering::new(letter.form);
    let inputs = AddressInputs::new(&view.new_address.unwrap_or_default());
    let (version, fee) = (view.version, view.fee);
    let is_free = fee.amount_cents == 0;
    let submit = move || {
        let mut faults = Faults::new();
        let address = untrack(|| inputs.value());
        let address = faults.within("/delivery_address", |faults| {
            check_address(&address, faults)
        });
        if !letter.form.accept(faults) {
            return;
        }
        let Some(delivery_address) = address else {
            return;
        };
        let body = ChangeReturnAddressRequest { delivery_address };
        let call = Call::post(format!("{}/payment", letter.path()))
            .json(&body)
            .if_match(version);
        ordering.run(call.send::<ReturnedMailView>(), move || letter.read());
    };
    view! {
        <Form state=letter.form on_submit=submit>
            <AddressFields inputs pointer="/delivery_address" />
            <Price fee />
            <Show when=move || !is_free>
                <OrderNotes is_service=true />
            </Show>
            <SubmitButton kind=ButtonKind::Secondary>{move || order_words(i18n, is_free)}</SubmitButton>
            <OpeningLine ordering />
        </Form>
    }
}
