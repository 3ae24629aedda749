//! A card drawn from what is printed on it (directive 2022/2561, annex II): the same
//! fields in the same places, and clearly no card.

use common::dto::card::{CardCategoryView, CardView};
use common::dto::driver_space::{DownloadLink, DownloadLinkRequest, DownloadTarget};
use common::ids::DocumentId;
use leptos::prelude::*;
use ui::api::Call;
use ui::i18n::{t_string, use_i18n};
use ui::tr;

/// As many characters fit a line of the front; longer ones are drawn narrower.
const LINE: usize = 26;

/// The width of such a line, in the drawing's units.
const LINE_WIDTH: &str = "190";

/// Both sides of a card.
#[component]
pub fn CardPicture(
    /// The card.
    card: CardView,
) -> impl IntoView {
    let i18n = use_i18n();
    let serial = card.serial.clone();
    let label = move || {
        let serial = serial.clone();
        t_string!(i18n, cards.picture, serial = serial).to_string()
    };
    let lines = card.categories.clone();
    view! {
        <div class="app-specimen" role="img" aria-label=label>
            <Front card />
            <Back lines />
        </div>
    }
}

#[component]
fn Front(card: CardView) -> impl IntoView {
    let i18n = use_i18n();
    let born = format!("{} {}", printed(card.birth_date), card.birth_place);
    let fields = [
        ("1.", card.surname),
        ("2.", card.first_names),
        ("3.", born),
        ("4a.", printed(card.issued_on)),
        ("4b.", printed(card.valid_until)),
        ("4c.", card.authority),
        ("5a.", card.licence_number),
        ("5b.", card.serial),
    ];
    let lines = fields.into_iter().zip((66..).step_by(16));
    let lines = lines.map(|((number, value), y)| view! { <FieldLine number value y /> });
    view! {
        <svg class="app-specimen__side" viewBox="0 0 340 214" aria-hidden="true" focusable="false">
            <rect class="app-card__shape" x="1" y="1" width="338" height="212" rx="16"></rect>
            <path class="app-card__wave" d="M1 150c60-40 120 20 180-8s90-66 158-40v95a16 16 0 0 1-16 16H17a16 16 0 0 1-16-16Z"></path>
            <rect class="app-card__band" x="18" y="18" width="34" height="23" rx="3"></rect>
            <text class="app-card__country" x="35" y="35" text-anchor="middle">"F"</text>
            <text class="app-card__title" x="62" y="28">{tr!(i18n, cards.card_name)}</text>
            <text class="app-card__small" x="62" y="42">{tr!(i18n, cards.picture_mark)}</text>
            <Photo document=card.photo />
            {lines.collect_view()}
            <text class="app-specimen__code" x="60" y="200" text-anchor="middle">"95"</text>
        </svg>
    }
}

#[component]
fn FieldLine(number: &'static str, value: String, y: i32) -> impl IntoView {
    let width = (value.chars().count() > LINE).then_some(LINE_WIDTH);
    view! {
        <text class="app-specimen__number" x="116" y=y>{number}</text>
        <text class="app-specimen__value" x="138" y=y textLength=width lengthAdjust="spacingAndGlyphs">
            {value}
        </text>
    }
}

/// The holder's photo once the server has given an address for it; a silhouette before.
#[component]
fn Photo(document: Option<DocumentId>) -> impl IntoView {
    let link = LocalResource::new(move || async move {
        let body = DownloadLinkRequest {
            target: DownloadTarget::Document,
            id: document?.to_string(),
        };
        let call = Call::post("/download-links").json(&body);
        call.send::<DownloadLink>().await.ok()
    });
    let picture = move || match link.get().flatten() {
        Some(link) => view! {
            <image
                href=link.url
                x="18"
                y="54"
                width="84"
                height="108"
                preserveAspectRatio="xMidYMid slice"
            ></image>
        }
        .into_any(),
        None => view! {
            <circle class="app-card__face" cx="60" cy="94" r="20"></circle>
            <path class="app-card__face" d="M26 162c3-26 16-38 34-38s31 12 34 38Z"></path>
        }
        .into_any(),
    };
    view! {
        <rect class="app-card__photo" x="18" y="54" width="84" height="108" rx="6"></rect>
        {picture}
    }
}

/// Fields 9 and 10.
#[component]
fn Back(lines: Vec<CardCategoryView>) -> impl IntoView {
    let rows = lines.into_iter().zip((70..).step_by(20)).map(|(line, y)| {
        view! {
            <text class="app-specimen__value" x="40" y=y>{line.category.as_str()}</text>
            <text class="app-specimen__value" x="130" y=y>{format!("95 ({})", printed(line.code_95_until))}</text>
        }
    });
    view! {
        <svg class="app-specimen__side" viewBox="0 0 340 214" aria-hidden="true" focusable="false">
            <rect class="app-card__shape" x="1" y="1" width="338" height="212" rx="16"></rect>
            <path class="app-specimen__rule" d="M24 48h292M110 24v166M24 190h292"></path>
            <text class="app-specimen__number" x="40" y="40">"9."</text>
            <text class="app-specimen__number" x="130" y="40">"10."</text>
            {rows.collect_view()}
        </svg>
    }
}

/// As dates stand on the card.
fn printed(day: chrono::NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}
