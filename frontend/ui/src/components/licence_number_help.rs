//! Where the numbers stand on a driving licence, drawn.

use common::words::LicenceModel;
use leptos::prelude::*;

use crate::i18n::use_i18n;
use crate::tr;

/// Drawings of the licence with its numbers marked: which one is asked for, and
/// which one it is taken for. All models show until one is chosen.
#[component]
pub fn LicenceNumberHelp(
    /// The model that was chosen.
    #[prop(into)]
    model: Signal<Option<LicenceModel>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let shows = move |which| model.get().is_none_or(|chosen| chosen == which);
    view! {
        <section class="app-licences" aria-label=tr!(i18n, media.licence_title)>
            <p class="app-licences__title">{tr!(i18n, media.licence_title)}</p>
            <Show when=move || shows(LicenceModel::EuCard2013)>
                <div class="app-licences__pair"><CardBack /> <CardFront /></div>
            </Show>
            <Show when=move || shows(LicenceModel::PinkPaper)>
                <PinkLicence />
            </Show>
            <Show when=move || shows(LicenceModel::Foreign)>
                <ForeignLicence />
            </Show>
        </section>
    }
}

/// A drawing with its words; the words say all that the drawing shows.
#[component]
fn Figure(caption: TextProp, wanted: bool, children: Children) -> impl IntoView {
    let i18n = use_i18n();
    let mark = move || {
        if wanted {
            crate::i18n::t_string!(i18n, media.licence_wanted)
        } else {
            crate::i18n::t_string!(i18n, media.licence_other)
        }
    };
    view! {
        <figure class="app-licences__figure" class:app-licences__figure--other=!wanted>
            {children()}
            <figcaption>
                <strong class="app-licences__mark">{mark}</strong>
                " "
                {move || caption.get()}
            </figcaption>
        </figure>
    }
}

#[component]
fn CardBack() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Figure caption=tr!(i18n, media.licence_card_back).into() wanted=true>
            <svg viewBox="0 0 240 152" aria-hidden="true" focusable="false">
                <rect class="app-drawing__card" x="1" y="1" width="238" height="150" rx="10"></rect>
                <rect class="app-drawing__hit" x="10" y="12" width="74" height="40" rx="5"></rect>
                <text class="app-drawing__digits" x="17" y="29">"123456"</text>
                <text class="app-drawing__digits" x="17" y="46">"789012"</text>
                <path class="app-drawing__table" d="M98 14h130v124H98ZM98 32h130M98 50h130M98 68h130M98 86h130M98 104h130M98 122h130M128 14v124M162 14v124M196 14v124"></path>
                <path class="app-drawing__lines" d="M14 70h66M14 86h52M14 102h60"></path>
            </svg>
        </Figure>
    }
}

#[component]
fn CardFront() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Figure caption=tr!(i18n, media.licence_card_front).into() wanted=false>
            <svg viewBox="0 0 240 152" aria-hidden="true" focusable="false">
                <rect class="app-drawing__card" x="1" y="1" width="238" height="150" rx="10"></rect>
                <rect class="app-drawing__flag" x="12" y="12" width="26" height="18" rx="2"></rect>
                <rect class="app-drawing__photo" x="12" y="40" width="58" height="74" rx="4"></rect>
                <circle class="app-drawing__face" cx="41" cy="68" r="13"></circle>
                <path class="app-drawing__face" d="M18 114c2-19 11-26 23-26s21 7 23 26Z"></path>
                <path class="app-drawing__lines" d="M84 24h120M84 46h90M84 60h110M84 74h70"></path>
                <rect class="app-drawing__miss" x="80" y="86" width="104" height="24" rx="5"></rect>
                <text class="app-drawing__digits" x="86" y="103">"5. 13AA00001"</text>
                <path class="app-drawing__lines" d="M84 126h60"></path>
            </svg>
        </Figure>
    }
}

#[component]
fn PinkLicence() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Figure caption=tr!(i18n, media.licence_pink).into() wanted=true>
            <svg viewBox="0 0 330 152" aria-hidden="true" focusable="false">
                <rect class="app-drawing__pink" x="1" y="1" width="328" height="150" rx="5"></rect>
                <path class="app-drawing__fold" d="M110 1v150M220 1v150"></path>
                <path class="app-drawing__lines" d="M14 22h80M14 38h60M14 54h72M234 22h80M234 40h80M234 58h80M234 76h80M234 94h80"></path>
                <rect class="app-drawing__photo" x="124" y="84" width="44" height="54" rx="3"></rect>
                <circle class="app-drawing__face" cx="146" cy="106" r="10"></circle>
                <path class="app-drawing__face" d="M129 138c1-13 8-18 17-18s16 5 17 18Z"></path>
                <path class="app-drawing__lines" d="M124 20h80M124 34h64"></path>
                <rect class="app-drawing__hit" x="117" y="46" width="97" height="26" rx="5"></rect>
                <text class="app-drawing__digits app-drawing__digits--narrow" x="122" y="63">"5 760275200123"</text>
            </svg>
        </Figure>
    }
}

#[component]
fn ForeignLicence() -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Figure caption=tr!(i18n, media.licence_foreign).into() wanted=true>
            <svg viewBox="0 0 240 152" aria-hidden="true" focusable="false">
                <rect class="app-drawing__card" x="1" y="1" width="238" height="150" rx="10"></rect>
                <rect class="app-drawing__photo" x="12" y="40" width="58" height="74" rx="4"></rect>
                <circle class="app-drawing__face" cx="41" cy="68" r="13"></circle>
                <path class="app-drawing__face" d="M18 114c2-19 11-26 23-26s21 7 23 26Z"></path>
                <path class="app-drawing__lines" d="M12 20h150M84 46h90M84 60h110M84 74h70"></path>
                <rect class="app-drawing__hit" x="80" y="86" width="146" height="24" rx="5"></rect>
                <text class="app-drawing__digits" x="86" y="103">"5. AB123456CD"</text>
                <path class="app-drawing__lines" d="M84 126h60"></path>
            </svg>
        </Figure>
    }
}
