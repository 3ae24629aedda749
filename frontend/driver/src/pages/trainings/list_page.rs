//! "Mes formations": the list, by sector when the driver has both.

use common::dto::driver_space::DownloadTarget;
use common::dto::page::Page as Listing;
use common::dto::training::{QualificationView, TrainingView};
use common::statuses::TrainingStatus;
use common::words::Sector;
use leptos::prelude::*;
use leptos_router::components::A;
use ui::api::{Call, open_document};
use ui::components::{
    Button, ButtonKind, Cell, EmptyState, Loaded, Loading, Page, Row, Tab, Table, Tabs, Tag, Tone,
    load, use_toasts,
};
use ui::format::date;
use ui::i18n::{Texts, t_string, use_i18n};
use ui::tr;

use crate::routes::Page as To;
use crate::words::training_kind;

/// The list of recaps; with both sectors, one is chosen first (guide).
#[component]
pub fn TrainingsPage() -> impl IntoView {
    let i18n = use_i18n();
    let qualifications: Loading<Listing<QualificationView>> =
        load(|| Call::get("/me/qualifications").send());
    view! {
        <Page title=tr!(i18n, trainings.title) wide=true>
            <p class="govuk-body-l">{tr!(i18n, trainings.intro)}</p>
            <Loaded
                resource=qualifications
                children={move |held: Listing<QualificationView>| match held.items.len() {
                    2.. => view! { <BothSectors /> }.into_any(),
                    _ => view! { <Trainings sector=None /> }.into_any(),
                }}
            />
        </Page>
    }
}

#[component]
fn BothSectors() -> impl IntoView {
    let i18n = use_i18n();
    let selected = RwSignal::new("goods");
    let tabs = vec![
        Tab::new(
            "goods",
            tr!(i18n, trainings.goods),
            || view! { <Trainings sector=Some(Sector::Goods) /> },
        ),
        Tab::new("passengers", tr!(i18n, trainings.passengers), || {
            view! { <Trainings sector=Some(Sector::Passengers) /> }
        }),
    ];
    view! { <Tabs label=tr!(i18n, trainings.choose_sector) tabs selected /> }
}

#[component]
fn Trainings(sector: Option<Sector>) -> impl IntoView {
    let i18n = use_i18n();
    let trainings: Loading<Listing<TrainingView>> = load(move || {
        let sector = sector.map(Sector::as_str).unwrap_or_default();
        Call::get("/me/trainings")
            .query("sector", sector)
            .query("limit", "200")
            .send()
    });
    view! {
        <Loaded
            resource=trainings
            children={move |list: Listing<TrainingView>| {
                if list.items.is_empty() {
                    return view! {
                        <EmptyState title=tr!(i18n, trainings.empty_title)>
                            {tr!(i18n, trainings.empty_text)}
                        </EmptyState>
                    }
                        .into_any();
                }
                view! { <TrainingTable trainings=list.items /> }.into_any()
            }}
        />
    }
}

#[component]
fn TrainingTable(trainings: Vec<TrainingView>) -> impl IntoView {
    let i18n = use_i18n();
    let columns: Vec<TextProp> = vec![
        tr!(i18n, trainings.kind).into(),
        tr!(i18n, trainings.completed_on).into(),
        tr!(i18n, trainings.centre).into(),
        tr!(i18n, trainings.hours).into(),
        tr!(i18n, trainings.status).into(),
        tr!(i18n, trainings.actions).into(),
    ];
    let row = move |training: TrainingView| view! { <TrainingRow training /> };
    view! {
        <Table caption=tr!(i18n, trainings.title) hide_caption=true columns>
            {trainings.into_iter().map(row).collect_view()}
        </Table>
    }
}

#[component]
fn TrainingRow(training: TrainingView) -> impl IntoView {
    let i18n = use_i18n();
    let TrainingView {
        id,
        kind,
        completed_on,
        centre,
        minutes,
        status,
        kept_until,
        ..
    } = training;
    let day = move || date(i18n.get_locale(), completed_on);
    let hidden = move || t_string!(i18n, trainings.view_hidden, date = day()).to_string();
    view! {
        <Row>
            <Cell label=tr!(i18n, trainings.kind) header=true>{move || training_kind(i18n, kind)}</Cell>
            <Cell label=tr!(i18n, trainings.completed_on)>{day}</Cell>
            <Cell label=tr!(i18n, trainings.centre)>{centre}</Cell>
            <Cell label=tr!(i18n, trainings.hours)>{hours(i18n, minutes)}</Cell>
            <Cell label=tr!(i18n, trainings.status)>
                <Tag tone=tone(status)>{move || status_words(i18n, status)}</Tag>
                <br />
                <span class="govuk-hint app-inline-hint">{move || kept(i18n, kept_until)}</span>
            </Cell>
            <Cell label=tr!(i18n, trainings.actions)>
                <A href=To::Training(id).path() attr:class="govuk-link">
                    {tr!(i18n, trainings.view)} <span class="govuk-visually-hidden">" " {hidden}</span>
                </A>
                <br />
                <DownloadRecap id hidden />
            </Cell>
        </Row>
    }
}

/// "Télécharger le récapitulatif", in a new tab (guide).
#[component]
pub fn DownloadRecap(
    /// The training.
    id: common::ids::TrainingId,
    /// Which one, for who does not see the row.
    #[prop(into)]
    hidden: TextProp,
) -> impl IntoView {
    let i18n = use_i18n();
    let toasts = use_toasts();
    let download = move || {
        open_document(DownloadTarget::TrainingRecap, id, move |error| {
            toasts.failure(error.message(i18n))
        });
    };
    view! {
        <Button kind=ButtonKind::Link on_click=download hidden_text=hidden>
            {tr!(i18n, trainings.download)}
        </Button>
    }
}

/// A duration in hours: « 35 h ».
pub fn hours(i18n: Texts, minutes: u32) -> impl Fn() -> String + Copy + Send + 'static {
    move || {
        let (whole, rest) = (minutes / 60, minutes % 60);
        let hours = if rest == 0 {
            whole.to_string()
        } else {
            format!("{whole} h {rest:02}")
        };
        if rest == 0 {
            t_string!(i18n, trainings.hours_value, hours = hours).to_string()
        } else {
            hours
        }
    }
}

/// Until when the recap is kept.
pub fn kept(i18n: Texts, until: Option<chrono::NaiveDate>) -> String {
    match until {
        Some(until) => {
            let date = date(i18n.get_locale(), until);
            t_string!(i18n, trainings.kept_until, date = date).to_string()
        }
        None => t_string!(i18n, trainings.kept_forever).to_owned(),
    }
}

/// The word of a record's state.
pub fn status_words(i18n: Texts, status: TrainingStatus) -> &'static str {
    match status {
        TrainingStatus::Valid => t_string!(i18n, trainings.status_valid),
        TrainingStatus::NeedsReview => t_string!(i18n, trainings.status_needs_review),
        TrainingStatus::Refused => t_string!(i18n, trainings.status_refused),
        TrainingStatus::Cancelled => t_string!(i18n, trainings.status_cancelled),
    }
}

const fn tone(status: TrainingStatus) -> Tone {
    match status {
        TrainingStatus::Valid => Tone::Success,
        TrainingStatus::NeedsReview => Tone::Progress,
        TrainingStatus::Refused | TrainingStatus::Cancelled => Tone::Danger,
    }
}
