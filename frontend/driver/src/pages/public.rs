//! Pages that anybody can read.

mod accessibility;
mod help;
mod landing;
mod legal;
mod not_found;
mod privacy;
mod terms;

pub use self::accessibility::AccessibilityPage;
pub use self::help::HelpPage;
pub use self::landing::LandingPage;
pub use self::legal::LegalPage;
pub use self::not_found::NotFoundPage;
pub use self::privacy::PrivacyPage;
pub use self::terms::{CardConditionsPage, TermsPage};

use leptos::prelude::*;
use ui::service::use_service;

/// The operator's legal name, or the service's while it is not known.
fn operator_name() -> String {
    let service = use_service();
    service
        .info()
        .map_or_else(|| service.name(), |info| info.operator.name)
}

/// A heading with one paragraph.
fn section(title: impl Into<TextProp>, text: impl Into<TextProp>) -> impl IntoView {
    let (title, text) = (title.into(), text.into());
    view! {
        <h2 class="govuk-heading-m">{move || title.get()}</h2>
        <p class="govuk-body">{move || text.get()}</p>
    }
}
