//! "Mon profil".

use common::dto::profile::{IdentityView, ProfileView};
use common::statuses::IdentityReview;
use common::words::Language;
use leptos::prelude::*;
use ui::api::Call;
use ui::components::{
    ButtonKind, ButtonLink, FormState, InsetText, Loaded, Loading, Page, SummaryList, SummaryRow,
    load,
};
use ui::format::date;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

use super::contact_form::ContactForm;
use crate::routes::Page as To;

/// Identity, contact and security on one page.
#[component]
pub fn ProfilePage() -> impl IntoView {
    let i18n = use_i18n();
    let form = FormState::new();
    let profile: Loading<ProfileView> = load(|| Call::get("/me/profile").send());
    let reload = move || profile.refetch();
    view! {
        <Page title=tr!(i18n, profile.title) form>
            <Loaded
                resource=profile
                lines=10
                children={move |profile: ProfileView| {
                    view! {
                        <Identity profile=profile.clone() />
                        <Contact profile=profile.clone() form reload />
                        <Security profile />
                    }
                }}
            />
        </Page>
    }
}

#[component]
fn Identity(profile: ProfileView) -> impl IntoView {
    let i18n = use_i18n();
    let conform = profile.review == IdentityReview::Conform;
    let IdentityView {
        surname_birth,
        surname_usage,
        first_names,
        birth_date,
        birth_place,
        licence,
        ..
    } = profile.identity;
    let categories: Vec<_> = licence
        .categories
        .iter()
        .map(|held| held.category.as_str())
        .collect();
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, profile.identity)}</h2>
        {(!conform).then(|| view! { <InsetText>{tr!(i18n, profile.review_under)}</InsetText> })}
        <SummaryList>
            <SummaryRow label=tr!(i18n, profile.reference)>{profile.reference}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.surname_birth)>{surname_birth}</SummaryRow>
            {surname_usage
                .map(|name| {
                    view! { <SummaryRow label=tr!(i18n, account.surname_usage)>{name}</SummaryRow> }
                })}
            <SummaryRow label=tr!(i18n, account.first_names)>{first_names}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.birth_date)>
                {move || date(i18n.get_locale(), birth_date)}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, account.birth_place)>{birth_place}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.licence_number)>{licence.number}</SummaryRow>
            <SummaryRow label=tr!(i18n, account.field_licence_categories)>{categories.join(", ")}</SummaryRow>
        </SummaryList>
        <p class="govuk-hint">{tr!(i18n, profile.identity_note)}</p>
        <ButtonLink href=To::CorrectIdentity.path() kind=ButtonKind::Secondary>
            {tr!(i18n, profile.change_identity)}
        </ButtonLink>
    }
}

#[component]
fn Contact(
    profile: ProfileView,
    form: FormState,
    #[prop(into)] reload: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let editing = RwSignal::new(false);
    let shown = profile.clone();
    let done = move || {
        editing.set(false);
        reload.run(());
    };
    let cancel = move || {
        form.clear();
        editing.set(false);
    };
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, profile.contact)}</h2>
        <Show
            when=move || editing.get()
            fallback=move || view! { <ContactSummary profile=shown.clone() editing /> }
        >
            <ContactForm profile=profile.clone() form on_done=done on_cancel=cancel />
        </Show>
    }
}

#[component]
fn ContactSummary(profile: ProfileView, editing: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let address = profile.address;
    let place = format!("{} {}", address.postal_code, address.town);
    let lines = address
        .lines
        .into_iter()
        .chain([place])
        .map(|line| view! { {line} <br /> })
        .collect_view();
    let language = move || match profile.language {
        Language::French => t_string!(i18n, profile.french),
        Language::English => t_string!(i18n, profile.english),
    };
    let phone = profile.phone;
    view! {
        <SummaryList>
            <SummaryRow label=tr!(i18n, profile.address)>{lines}</SummaryRow>
            <SummaryRow label=tr!(i18n, profile.phone)>
                {move || phone.clone().unwrap_or_else(|| t_string!(i18n, profile.none).to_owned())}
            </SummaryRow>
            <SummaryRow label=tr!(i18n, profile.language)>{language}</SummaryRow>
        </SummaryList>
        <div class="govuk-button-group">
            <ui::components::Button kind=ButtonKind::Secondary on_click=move || editing.set(true)>
                {tr!(i18n, profile.edit_contact)}
            </ui::components::Button>
            <a class="govuk-link" href=To::Notices.path()>{tr!(i18n, profile.notices)}</a>
        </div>
    }
}

#[component]
fn Security(profile: ProfileView) -> impl IntoView {
    let i18n = use_i18n();
    let pending = profile.pending_email.map(|email| {
        let text =
            move || t_string!(i18n, profile.pending_email, email = email.clone()).to_string();
        view! { <br /> <span class="govuk-hint app-inline-hint">{text}</span> }
    });
    view! {
        <h2 class="govuk-heading-l">{tr!(i18n, profile.security)}</h2>
        <SummaryList>
            <SummaryRow label=tr!(i18n, profile.email)>{profile.email} {pending}</SummaryRow>
        </SummaryList>
        <ul class="govuk-list">
            <li><a class="govuk-link" href=To::ChangeEmail.path()>{tr!(i18n, profile.change_email)}</a></li>
            <li><a class="govuk-link" href=To::ChangePassword.path()>{tr!(i18n, profile.change_password)}</a></li>
        </ul>
        <ButtonLink href=To::Sessions.path() kind=ButtonKind::Secondary>
            {tr!(i18n, profile.sessions)}
        </ButtonLink>
    }
}
