//! "Vérifier un certificat ou une carte", for road officers and employers.

use common::dto::card::{CardCheck, CheckCardRequest};
use common::dto::certificate::{CertificateCheck, CheckCertificateRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::reference::{CardSerial, CertificateNumber};
use common::validation::birth_date::parse_date;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Choice, DateField, DateParts, Form, FormState, Page, RadioGroup, SubmitButton, TextArea,
    TextField,
};
use ui::i18n::use_i18n;
use ui::tr;

use super::card_result::CardResult;
use super::result::CheckResult;
use super::scanner::Scanner;
use crate::routes::Page as To;

#[derive(Clone, Copy)]
struct Inputs {
    method: RwSignal<String>,
    number: RwSignal<String>,
    serial: RwSignal<String>,
    birth_date: RwSignal<DateParts>,
    code: RwSignal<String>,
}

/// What a check found.
#[derive(Clone)]
enum Found {
    Certificate(CertificateCheck),
    Card(CardCheck),
}

impl Inputs {
    fn is_card(self) -> bool {
        self.method.get_untracked() == "card"
    }

    fn card(self) -> CheckCardRequest {
        CheckCardRequest {
            serial: self.serial.get_untracked(),
            birth_date: self.birth_date.get_untracked().to_text(),
        }
    }

    fn certificate(self) -> CheckCertificateRequest {
        if self.method.get_untracked() == "code" {
            let qr_content = Some(self.code.get_untracked().trim().to_owned());
            return CheckCertificateRequest {
                qr_content,
                ..Default::default()
            };
        }
        CheckCertificateRequest {
            number: Some(self.number.get_untracked()),
            birth_date: Some(self.birth_date.get_untracked().to_text()),
            qr_content: None,
        }
    }
}

/// Checks a certificate by number and birth date, or by the code.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let result = RwSignal::new(None::<Found>);
    let inputs = Inputs {
        method: RwSignal::new("number".to_owned()),
        number: RwSignal::default(),
        serial: RwSignal::default(),
        birth_date: RwSignal::default(),
        code: RwSignal::default(),
    };
    let submit = move || {
        result.set(None);
        if inputs.is_card() {
            check_card(form, &inputs.card(), result);
        } else {
            check_certificate(form, inputs.certificate(), result);
        }
    };
    let methods = Signal::stored(vec![
        Choice::new("number", tr!(i18n, verify.by_number))
            .reveal(move || view! { <ByNumber inputs /> }),
        Choice::new("code", tr!(i18n, verify.by_code))
            .reveal(move || view! { <ByCode inputs on_read=submit /> }),
        Choice::new("card", tr!(i18n, verify.by_card)).reveal(move || view! { <ByCard inputs /> }),
    ]);
    view! {
        <Page title=tr!(i18n, verify.title) form back=To::Landing.path()>
            <p class="govuk-body-l">{tr!(i18n, verify.intro)}</p>
            <Form state=form on_submit=submit>
                <RadioGroup
                    pointer="/method"
                    legend=tr!(i18n, verify.method)
                    value=inputs.method
                    choices=methods
                />
                <SubmitButton>{tr!(i18n, verify.check)}</SubmitButton>
            </Form>
            {move || match result.get()? {
                Found::Certificate(check) => Some(view! { <CheckResult check /> }.into_any()),
                Found::Card(check) => Some(view! { <CardResult check /> }.into_any()),
            }}
        </Page>
    }
}

fn check_certificate(
    form: FormState,
    request: CheckCertificateRequest,
    result: RwSignal<Option<Found>>,
) {
    if form.accept(faults_of(&request)) {
        let call = async move {
            let call = Call::post("/certificate-checks").anonymous().json(&request);
            call.send::<CertificateCheck>().await
        };
        form.run(call, move |check| {
            result.set(Some(Found::Certificate(check)));
        });
    }
}

fn check_card(form: FormState, request: &CheckCardRequest, result: RwSignal<Option<Found>>) {
    let mut faults = Faults::new();
    if CardSerial::parse(&request.serial).is_none() {
        faults.push("/serial", FieldErrorCode::Malformed);
    }
    faults.check("/birth_date", parse_date(&request.birth_date));
    if form.accept(faults) {
        let call = Call::post("/card-checks").anonymous().json(request);
        form.run(call.send::<CardCheck>(), move |check| {
            result.set(Some(Found::Card(check)));
        });
    }
}

fn faults_of(request: &CheckCertificateRequest) -> Faults {
    let mut faults = Faults::new();
    if let Some(number) = &request.number {
        if CertificateNumber::parse(number).is_none() {
            faults.push("/number", FieldErrorCode::Malformed);
        }
        faults.check(
            "/birth_date",
            parse_date(request.birth_date.as_deref().unwrap_or_default()),
        );
    }
    if request.qr_content.as_deref() == Some("") {
        faults.push("/qr_content", FieldErrorCode::Required);
    }
    faults
}

#[component]
fn ByNumber(inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TextField
            pointer="/number"
            label=tr!(i18n, verify.number)
            hint=tr!(i18n, verify.number_hint)
            value=inputs.number
            width=20
        />
        <DateField pointer="/birth_date" legend=tr!(i18n, verify.birth_date) value=inputs.birth_date />
    }
}

#[component]
fn ByCard(inputs: Inputs) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <TextField
            pointer="/serial"
            label=tr!(i18n, verify.serial)
            hint=tr!(i18n, verify.serial_hint)
            value=inputs.serial
            width=20
        />
        <DateField pointer="/birth_date" legend=tr!(i18n, verify.birth_date) value=inputs.birth_date />
    }
}

#[component]
fn ByCode(inputs: Inputs, #[prop(into)] on_read: Callback<()>) -> impl IntoView {
    let i18n = use_i18n();
    let take = move |content: String| {
        inputs.code.set(content);
        on_read.run(());
    };
    view! {
        <Scanner on_read=take />
        <TextArea
            pointer="/qr_content"
            label=tr!(i18n, verify.code)
            hint=tr!(i18n, verify.code_hint)
            value=inputs.code
        />
    }
}
