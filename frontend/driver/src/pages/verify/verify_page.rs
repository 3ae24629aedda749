//! "Vérifier un certificat", for road officers and employers.

use common::dto::certificate::{CertificateCheck, CheckCertificateRequest};
use common::field_error::{Faults, FieldErrorCode};
use common::reference::CertificateNumber;
use common::validation::birth_date::parse_date;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    Choice, DateField, DateParts, Form, FormState, Page, RadioGroup, SubmitButton, TextArea,
    TextField,
};
use ui::i18n::use_i18n;
use ui::tr;

use super::result::CheckResult;
use super::scanner::Scanner;
use crate::routes::Page as To;

#[derive(Clone, Copy)]
struct Inputs {
    method: RwSignal<String>,
    number: RwSignal<String>,
    birth_date: RwSignal<DateParts>,
    code: RwSignal<String>,
}

impl Inputs {
    fn value(self) -> CheckCertificateRequest {
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
    let result = RwSignal::new(None::<CertificateCheck>);
    let inputs = Inputs {
        method: RwSignal::new("number".to_owned()),
        number: RwSignal::default(),
        birth_date: RwSignal::default(),
        code: RwSignal::default(),
    };
    let submit = move || {
        let request = inputs.value();
        result.set(None);
        if form.accept(check(&request)) {
            let call = async move {
                Call::post("/certificate-checks")
                    .anonymous()
                    .json(&request)
                    .send::<CertificateCheck>()
                    .await
            };
            form.run(call, move |check| result.set(Some(check)));
        }
    };
    let methods = Signal::stored(vec![
        Choice::new("number", tr!(i18n, verify.by_number))
            .reveal(move || view! { <ByNumber inputs /> }),
        Choice::new("code", tr!(i18n, verify.by_code))
            .reveal(move || view! { <ByCode inputs on_read=submit /> }),
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
            {move || result.get().map(|check| view! { <CheckResult check /> })}
        </Page>
    }
}

fn check(request: &CheckCertificateRequest) -> Faults {
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
