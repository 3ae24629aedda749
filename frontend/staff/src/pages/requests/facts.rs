//! What the request rests on.

use chrono::NaiveDate;
use common::dto::analysis::StaffReplacement;
use common::dto::exchange::{ExchangeView, ForeignQualification, VerificationView};
use common::dto::staff::StaffRequestView;
use common::dto::training::{QualificationView, TrainingView};
use common::words::{RequestPurpose, Sector};
use leptos::prelude::*;
use ui::components::{DefectList, IdentityChanges, SummaryList, SummaryRow};
use ui::form::language;
use ui::format::{country, short_date};
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use super::analysis_form::finding_word;
use crate::components::AddressLines;
use crate::pages::accounts::categories;
use crate::words::{account_field, licence_model, sector, training_kind};

/// Driver, licence, training and delivery.
#[component]
pub fn Facts(
    /// The request.
    view: StaffRequestView,
) -> impl IntoView {
    let i18n = use_i18n();
    let until = view.request.card_valid_until;
    let purpose = view.request.summary.purpose;
    let address = view.request.delivery_address.clone();
    let serial = view.card_serial.clone();
    let tracking = view.request.tracking.clone();
    let rejection = view.request.rejection.clone();
    let contact = [Some(view.email.clone()), view.phone.clone()];
    let contact = contact
        .into_iter()
        .flatten()
        .map(|line| view! { <span class="app-lines__line app-break">{line}</span> });
    view! {
        <section class="app-zone">
            <h2 class="govuk-heading-m">{tr!(i18n, staff_requests.facts_title)}</h2>
            <SummaryList>
                <SummaryRow label=tr!(i18n, staff_requests.purpose)>
                    {move || purpose_word(i18n, purpose)}
                </SummaryRow>
                {view.replacement.clone().map(|replaced| view! { <Replaced replaced /> })}
                <Identity view=view.clone() />
                <SummaryRow label=tr!(i18n, staff_requests.contact)>
                    <span class="app-lines">{contact.collect_view()}</span>
                </SummaryRow>
                <Rights view=view.clone() />
                <SummaryRow label=tr!(i18n, staff_requests.card_until)>
                    {move || short_date(i18n.get_locale(), until)}
                </SummaryRow>
                {address
                    .map(|address| {
                        view! {
                            <SummaryRow label=tr!(i18n, staff_requests.delivery)><AddressLines address /></SummaryRow>
                        }
                    })}
                {serial
                    .map(|serial| {
                        view! { <SummaryRow label=tr!(i18n, staff_requests.card_serial)>{serial}</SummaryRow> }
                    })}
                {tracking
                    .map(|tracking| {
                        let value = format!("{} {}", tracking.carrier, tracking.number);
                        view! { <SummaryRow label=tr!(i18n, staff_requests.tracking)>{value}</SummaryRow> }
                    })}
                {(!rejection.is_empty())
                    .then(|| {
                        let texts = rejection.into_iter().map(|reason| view! { <li>{reason.text}</li> });
                        view! {
                            <SummaryRow label=tr!(i18n, staff_requests.rejection_title)>
                                <ul class="govuk-list">{texts.collect_view()}</ul>
                            </SummaryRow>
                        }
                    })}
            </SummaryList>
        </section>
    }
}

/// The card before, what is wrong with it, and what was found.
#[component]
fn Replaced(replaced: StaffReplacement) -> impl IntoView {
    let i18n = use_i18n();
    let has_defects = !replaced.defects.is_empty();
    view! {
        {replaced
            .serial
            .map(|serial| {
                view! {
                    <SummaryRow label=tr!(i18n, staff_requests.replaced_card)>
                        <span class="app-reference">{serial}</span>
                    </SummaryRow>
                }
            })}
        {replaced.exchange.map(|exchange| view! { <Exchanged exchange /> })}
        {replaced.verification.map(|verification| view! { <Verified verification /> })}
        {has_defects
            .then(|| {
                view! {
                    <SummaryRow label=tr!(i18n, staff_requests.defects)>
                        <DefectList defects=replaced.defects />
                    </SummaryRow>
                }
            })}
        {replaced
            .finding
            .map(|finding| {
                view! {
                    <SummaryRow label=tr!(i18n, staff_requests.finding)>
                        {move || finding_word(i18n, finding)} <br /> {replaced.finding_comment}
                    </SummaryRow>
                }
            })}
    }
}

/// What the card is exchanged for: what it says, and what the new one will say.
#[component]
fn Exchanged(exchange: ExchangeView) -> impl IntoView {
    let i18n = use_i18n();
    let (reason, foreign) = (exchange.reason, exchange.foreign.clone());
    let has_changes = !exchange.changed.is_empty();
    view! {
        <SummaryRow label=tr!(i18n, staff_requests.exchange_reason)>
            {move || reason.label(language(i18n))}
        </SummaryRow>
        {foreign.map(|foreign| view! { <Foreign foreign /> })}
        {has_changes
            .then(|| {
                view! {
                    <SummaryRow label=tr!(i18n, staff_requests.exchange_changes)>
                        <IdentityChanges exchange label=account_field />
                    </SummaryRow>
                }
            })}
    }
}

/// What stands on the card or licence of the other State, as its holder declares it.
#[component]
fn Foreign(foreign: ForeignQualification) -> impl IntoView {
    let i18n = use_i18n();
    let (issuer, number) = (foreign.country, foreign.document_number);
    let issued = move || format!("{}, {number}", country(i18n, &issuer));
    let (held, until) = (foreign.sectors, foreign.valid_until);
    view! {
        <SummaryRow label=tr!(i18n, staff_requests.foreign)>
            {issued} <br /> {move || held_until(i18n, &held, Some(until))}
        </SummaryRow>
    }
}

/// What that State has answered, and who noted it.
#[component]
fn Verified(verification: VerificationView) -> impl IntoView {
    let i18n = use_i18n();
    let (answer, answered_on) = (verification.answer, verification.answered_on);
    let (held, until) = (verification.sectors, verification.valid_until);
    let noted_by = verification.noted_by.name;
    let answered = move || {
        let date = short_date(i18n.get_locale(), answered_on);
        let member = noted_by.clone();
        t_string!(
            i18n,
            staff_requests.verified_value,
            date = date,
            member = member
        )
        .to_string()
    };
    view! {
        <SummaryRow label=tr!(i18n, staff_requests.verify_answer)>
            <strong>{move || answer.label(language(i18n))}</strong> <br />
            {move || held_until(i18n, &held, until)} <br /> {answered} <br />
            {verification.note}
        </SummaryRow>
    }
}

/// Sectors with their last day.
fn held_until(i18n: Texts, sectors: &[Sector], until: Option<NaiveDate>) -> String {
    let Some(until) = until else {
        return String::new();
    };
    let words: Vec<_> = sectors.iter().map(|one| sector(i18n, *one)).collect();
    let (sector, date) = (words.join(", "), short_date(i18n.get_locale(), until));
    t_string!(
        i18n,
        staff_requests.qualification_value,
        sector = sector,
        date = date
    )
    .to_string()
}

#[component]
fn Identity(view: StaffRequestView) -> impl IntoView {
    let i18n = use_i18n();
    let identity = view.request.identity;
    let name = match &identity.surname_usage {
        Some(usage) => format!(
            "{} ({usage}) {}",
            identity.surname_birth, identity.first_names
        ),
        None => format!("{} {}", identity.surname_birth, identity.first_names),
    };
    let (birth_date, place, birth_country) = (
        identity.birth_date,
        identity.birth_place,
        identity.birth_country,
    );
    let birth = move || {
        let date = short_date(i18n.get_locale(), birth_date);
        let country = country(i18n, &birth_country);
        t_string!(
            i18n,
            staff_requests.birth_value,
            date = date,
            place = place.clone(),
            country = country
        )
        .to_string()
    };
    let nationality = identity.nationality;
    let licence = identity.licence;
    let (model, number, issuer, held) = (
        licence.model,
        licence.number,
        licence.country,
        licence.categories,
    );
    view! {
        <SummaryRow label=tr!(i18n, staff_requests.driver)>{name}</SummaryRow>
        <SummaryRow label=tr!(i18n, staff_requests.birth)>{birth}</SummaryRow>
        <SummaryRow label=tr!(i18n, staff_requests.nationality)>{move || country(i18n, &nationality)}</SummaryRow>
        <SummaryRow label=tr!(i18n, staff_requests.licence)>
            {number} <br /> {move || licence_model(i18n, model)} ", " {move || country(i18n, &issuer)}
        </SummaryRow>
        <SummaryRow label=tr!(i18n, staff_requests.categories)>
            <span class="app-prose">{move || categories(i18n, &held)}</span>
        </SummaryRow>
    }
}

/// The training and the validity that follows from it.
#[component]
fn Rights(view: StaffRequestView) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |held: QualificationView| {
        let text = move || {
            let (sector, date) = (
                sector(i18n, held.sector),
                short_date(i18n.get_locale(), held.valid_until),
            );
            t_string!(
                i18n,
                staff_requests.qualification_value,
                sector = sector,
                date = date
            )
            .to_string()
        };
        view! { <span class="app-lines__line">{text}</span> }
    };
    view! {
        {view.training.map(|training| view! { <Training training /> })}
        <SummaryRow label=tr!(i18n, staff_requests.qualification)>
            <span class="app-lines">{view.qualifications.into_iter().map(line).collect_view()}</span>
        </SummaryRow>
    }
}

#[component]
fn Training(training: TrainingView) -> impl IntoView {
    let i18n = use_i18n();
    let TrainingView {
        kind,
        completed_on,
        centre,
        ..
    } = training;
    let text = move || {
        let (date, centre) = (short_date(i18n.get_locale(), completed_on), centre.clone());
        t_string!(
            i18n,
            staff_requests.training_value,
            date = date,
            centre = centre
        )
        .to_string()
    };
    view! {
        <SummaryRow label=tr!(i18n, staff_requests.training)>
            <strong>{move || training_kind(i18n, kind)}</strong> <br /> {text}
        </SummaryRow>
    }
}

/// Why the card is asked for.
pub fn purpose_word(i18n: Texts, purpose: RequestPurpose) -> &'static str {
    match purpose {
        RequestPurpose::Training => t_string!(i18n, staff_requests.purpose_training),
        RequestPurpose::Loss => t_string!(i18n, staff_requests.purpose_loss),
        RequestPurpose::Theft => t_string!(i18n, staff_requests.purpose_theft),
        RequestPurpose::Quality => t_string!(i18n, staff_requests.purpose_quality),
        RequestPurpose::Exchange => t_string!(i18n, staff_requests.purpose_exchange),
    }
}
