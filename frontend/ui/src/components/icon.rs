//! Drawings beside words; screen readers skip them.

use leptos::prelude::*;

/// A drawing of 24 by 24 in the colour of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A house.
    Home,
    /// A mortarboard.
    Training,
    /// A sheet with lines.
    Request,
    /// A shield with a tick.
    Certificate,
    /// A head and shoulders.
    Person,
    /// A tick.
    Check,
    /// A camera.
    Camera,
    /// An arrow upwards out of a tray.
    Upload,
    /// An arrow downwards into a tray.
    Download,
    /// An eye.
    View,
    /// A clock.
    Clock,
    /// A lorry.
    Lorry,
    /// A card.
    Card,
    /// An arrow that turns right.
    Rotate,
    /// An arrow to the right.
    Arrow,
    /// Several people.
    People,
    /// A cogwheel.
    Cog,
    /// A magnifying glass.
    Search,
    /// A euro sign.
    Euro,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Self::Home => "M3 11.5 12 4l9 7.5M5.5 9.8V20h4.7v-5.6h3.6V20h4.7V9.8",
            Self::Training => {
                "M12 4 1.8 9 12 14l10.2-5L12 4ZM6 11.2v5c1.6 1.7 3.6 2.6 6 2.6s4.4-.9 6-2.6v-5M22.2 9v6.4"
            }
            Self::Request => "M6 3h8.5L19 7.5V21H6V3ZM14 3v5h5M9 12.5h7M9 16.5h7",
            Self::Certificate => {
                "M12 2.8 4.5 5.6v5.7c0 4.9 3.1 8.4 7.5 9.9 4.4-1.5 7.5-5 7.5-9.9V5.6L12 2.8ZM8.4 12l2.6 2.6 4.7-5"
            }
            Self::Person => {
                "M12 12.2a4.1 4.1 0 1 0 0-8.2 4.1 4.1 0 0 0 0 8.2ZM4 20.5c.8-3.6 4-5.6 8-5.6s7.2 2 8 5.6"
            }
            Self::Check => "m4.5 12.5 5 5 10-11",
            Self::Camera => {
                "M3 7.5h4.2L9 5h6l1.8 2.5H21V19H3V7.5ZM12 16.5a3.7 3.7 0 1 0 0-7.4 3.7 3.7 0 0 0 0 7.4Z"
            }
            Self::Upload => "M12 16V4.5M7.5 9 12 4.5 16.5 9M4 15.5V20h16v-4.5",
            Self::Download => "M12 4v11.5M7.5 11l4.5 4.5 4.5-4.5M4 15.5V20h16v-4.5",
            Self::View => {
                "M2 12c2.3-4.3 5.7-6.5 10-6.5s7.7 2.2 10 6.5c-2.3 4.3-5.7 6.5-10 6.5S4.3 16.3 2 12ZM12 15a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z"
            }
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM12 7v5.3l3.5 2",
            Self::Lorry => {
                "M2 6h12v10H2V6ZM14 9.5h4l4 3.7V16h-8V9.5ZM6.5 18.7a2 2 0 1 0 0-4 2 2 0 0 0 0 4ZM17.5 18.7a2 2 0 1 0 0-4 2 2 0 0 0 0 4Z"
            }
            Self::Card => "M2.5 5.5h19v13h-19v-13ZM5.5 9h5v6h-5V9ZM13.5 10h5M13.5 14h5",
            Self::Rotate => "M19.5 12a7.5 7.5 0 1 1-2.3-5.4M19.5 3.5v4h-4",
            Self::Arrow => "M4 12h15M13 6l6 6-6 6",
            Self::People => {
                "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2 19.5c.6-3.2 3.4-5 7-5s6.4 1.8 7 5M16 4.8a3.5 3.5 0 0 1 0 6.4M18.5 15c1.9.8 3.1 2.3 3.5 4.5"
            }
            Self::Cog => {
                "M12 15.2a3.2 3.2 0 1 0 0-6.4 3.2 3.2 0 0 0 0 6.4ZM12 2.5v3M12 18.5v3M2.5 12h3M18.5 12h3M5.3 5.3l2.1 2.1M16.6 16.6l2.1 2.1M18.7 5.3l-2.1 2.1M7.4 16.6l-2.1 2.1"
            }
            Self::Euro => "M18 6.2a7 7 0 1 0 0 11.6M3.5 10.3h9.5M3.5 13.7h9.5",
            Self::Search => "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 21 21",
        }
    }
}

/// Shows a drawing.
#[component]
pub fn IconView(
    /// Which one.
    icon: Icon,
) -> impl IntoView {
    view! {
        <svg class="app-icon" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
            <path d=icon.path()></path>
        </svg>
    }
}
