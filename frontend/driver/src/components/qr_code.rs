//! A QR code on screen, to be shown at the roadside.

use leptos::prelude::*;
use qrcode::{Color, EcLevel, QrCode as Code};

/// Modules of white around the code (ISO/IEC 18004).
const QUIET: usize = 4;

/// A QR code as a drawing; nothing when the content does not fit into one.
#[component]
pub fn QrCode(
    /// What it says.
    content: String,
    /// What it is, for who does not see it.
    #[prop(into)]
    label: TextProp,
) -> impl IntoView {
    let code = Code::with_error_correction_level(content.as_bytes(), EcLevel::M).ok()?;
    let size = code.width() + 2 * QUIET;
    Some(view! {
        <svg
            class="app-qr-code"
            role="img"
            aria-label=move || label.get().into_owned()
            viewBox=format!("0 0 {size} {size}")
            shape-rendering="crispEdges"
        >
            <rect class="app-qr-code__ground" width=size height=size />
            <path class="app-qr-code__ink" d=ink(&code) />
        </svg>
    })
}

/// One square of the path for each dark module.
fn ink(code: &Code) -> String {
    let width = code.width();
    let colours = code.to_colors();
    let dark = colours
        .iter()
        .enumerate()
        .filter(|(_, colour)| **colour == Color::Dark);
    dark.map(|(index, _)| {
        format!(
            "M{} {}h1v1h-1z",
            index % width + QUIET,
            index / width + QUIET
        )
    })
    .collect()
}
