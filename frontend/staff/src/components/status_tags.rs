//! Statuses in the staff's words.

use common::statuses::{IdentityReview, RequestStatus, TrainingStatus};
use leptos::prelude::*;
use ui::components::Tag;
use ui::i18n::use_i18n;

use crate::words::{
    request_status, request_tone, review, review_tone, training_status, training_tone,
};

/// The state of an account review.
#[component]
pub fn ReviewTag(
    /// The state.
    status: IdentityReview,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Tag tone=review_tone(status)>{move || review(i18n, status)}</Tag> }
}

/// The state of a training record.
#[component]
pub fn TrainingTag(
    /// The state.
    status: TrainingStatus,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Tag tone=training_tone(status)>{move || training_status(i18n, status)}</Tag> }
}

/// The state of a request.
#[component]
pub fn RequestTag(
    /// The state.
    status: RequestStatus,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Tag tone=request_tone(status)>{move || request_status(i18n, status)}</Tag> }
}
