//! "Mes notifications": by which way one is told of what.

use common::dto::notice::{
    NoticeChoice, NoticeChoiceView, NoticePreferences, UpdateNoticePreferencesRequest,
};
use common::notice_kind::NoticeKind;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    CheckboxGroup, Choice, Form, FormState, InsetText, Loaded, Loading, Page, SubmitButton, load,
    use_toasts,
};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;

const EMAIL: &str = "email";
const SMS: &str = "sms";

/// The choices, kind by kind.
#[component]
pub fn NoticesPage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let preferences: Loading<NoticePreferences> =
        load(|| Call::get("/me/notice-preferences").send());
    view! {
        <Page title=tr!(i18n, notices.title) form back=To::Profile.path()>
            <p class="govuk-body">{tr!(i18n, notices.intro)}</p>
            <Loaded
                resource=preferences
                lines=12
                children={move |preferences: NoticePreferences| {
                    view! { <Choices preferences form /> }
                }}
            />
        </Page>
    }
}

/// A kind with the ways that are ticked. Copies share the same signal.
#[derive(Clone, Copy)]
struct Kind {
    index: usize,
    view: NoticeChoiceView,
    ways: RwSignal<Vec<String>>,
}

impl Kind {
    fn new(index: usize, view: NoticeChoiceView) -> Self {
        let ways = [(EMAIL, view.email), (SMS, view.sms)];
        let ticked = ways.into_iter().filter(|(_, is_ticked)| *is_ticked);
        Self {
            index,
            view,
            ways: RwSignal::new(ticked.map(|(way, _)| way.to_owned()).collect()),
        }
    }

    fn chosen(self) -> NoticeChoice {
        let has = |way: &str| {
            self.ways
                .with_untracked(|ways| ways.iter().any(|other| other == way))
        };
        NoticeChoice {
            kind: self.view.kind,
            email: has(EMAIL) || !self.view.email_is_optional,
            sms: has(SMS),
        }
    }
}

#[component]
fn Choices(preferences: NoticePreferences, form: FormState) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let phone = preferences.phone;
    let has_phone = phone.is_some();
    let kinds = preferences.choices.into_iter().enumerate();
    let kinds: Vec<_> = kinds.map(|(index, view)| Kind::new(index, view)).collect();
    let (optional, always): (Vec<_>, Vec<_>) = kinds
        .iter()
        .copied()
        .partition(|kind| kind.view.email_is_optional);
    let submit = move || {
        let choices = kinds.iter().map(|kind| kind.chosen()).collect();
        let body = UpdateNoticePreferencesRequest { choices };
        let call = Call::put("/me/notice-preferences").json(&body);
        form.run(call.send::<NoticePreferences>(), move |_| {
            toasts.success(t_string!(i18n, notices.saved));
        });
    };
    let group = move |kind: Kind| view! { <KindChoice kind has_phone /> };
    view! {
        <Phone phone />
        <Form state=form on_submit=submit>
            <h2 class="govuk-heading-m">{tr!(i18n, notices.always)}</h2>
            <p class="govuk-body">{tr!(i18n, notices.always_text)}</p>
            {always.into_iter().map(group).collect_view()}
            <h2 class="govuk-heading-m">{tr!(i18n, notices.optional)}</h2>
            <p class="govuk-body">{tr!(i18n, notices.optional_text)}</p>
            {optional.into_iter().map(group).collect_view()}
            <SubmitButton>{tr!(i18n, common.save)}</SubmitButton>
        </Form>
    }
}

/// Where SMS go, or what it takes to get them.
#[component]
fn Phone(phone: Option<String>) -> impl IntoView {
    let i18n = use_i18n();
    match phone {
        Some(phone) => {
            let text = move || t_string!(i18n, notices.phone, phone = phone.clone()).to_string();
            view! { <p class="govuk-body-s">{text}</p> }.into_any()
        }
        None => view! {
            <InsetText>
                {tr!(i18n, notices.no_phone)} <br />
                <a class="govuk-link" href=To::Profile.path()>{tr!(i18n, notices.to_profile)}</a>
            </InsetText>
        }
        .into_any(),
    }
}

#[component]
fn KindChoice(kind: Kind, has_phone: bool) -> impl IntoView {
    let i18n = use_i18n();
    let NoticeChoiceView {
        kind: notice,
        sms,
        email_is_optional,
        sms_is_possible,
        ..
    } = kind.view;
    let name = move || words(i18n, notice).0;
    let hint = move || words(i18n, notice).1;
    let mut choices = Vec::new();
    if email_is_optional {
        choices.push(Choice::new(EMAIL, tr!(i18n, notices.by_email)));
    }
    // One who has asked for SMS can do without them even if the number is gone.
    if sms_is_possible && (has_phone || sms) {
        let label: TextProp = if email_is_optional {
            tr!(i18n, notices.by_sms).into()
        } else {
            tr!(i18n, notices.also_by_sms).into()
        };
        choices.push(Choice::new(SMS, label));
    }
    if choices.is_empty() {
        return view! {
            <p class="govuk-body">
                <strong>{name}</strong> <br /> <span class="govuk-hint">{hint}</span>
            </p>
        }
        .into_any();
    }
    view! {
        <CheckboxGroup
            pointer=format!("/choices/{}/sms", kind.index)
            legend=name
            hint=hint
            values=kind.ways
            choices=Signal::stored(choices)
            small=true
        />
    }
    .into_any()
}

/// A kind's name, and when it comes.
fn words(i18n: Texts, kind: NoticeKind) -> (&'static str, &'static str) {
    match kind {
        NoticeKind::InformationRequested => (
            t_string!(i18n, notices.information_requested),
            t_string!(i18n, notices.information_requested_hint),
        ),
        NoticeKind::ReturnedMail => (
            t_string!(i18n, notices.returned_mail),
            t_string!(i18n, notices.returned_mail_hint),
        ),
        NoticeKind::TrainingRecorded => (
            t_string!(i18n, notices.training_recorded),
            t_string!(i18n, notices.training_recorded_hint),
        ),
        NoticeKind::CertificateEnds => (
            t_string!(i18n, notices.certificate_ends),
            t_string!(i18n, notices.certificate_ends_hint),
        ),
        NoticeKind::QualificationEnds => (
            t_string!(i18n, notices.qualification_ends),
            t_string!(i18n, notices.qualification_ends_hint),
        ),
        NoticeKind::LicenceEnds => (
            t_string!(i18n, notices.licence_ends),
            t_string!(i18n, notices.licence_ends_hint),
        ),
        NoticeKind::DraftWaits => (
            t_string!(i18n, notices.draft_waits),
            t_string!(i18n, notices.draft_waits_hint),
        ),
    }
}
