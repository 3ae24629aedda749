//! When an answer is due, in words.

use std::time::Duration;

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use ui::components::{Tag, Tone};
use ui::format::{instant, now};
use ui::i18n::{Texts, t_string, use_i18n};

use crate::due::{Remaining, Unit, remaining};

#[derive(Clone, Copy)]
struct Minute(RwSignal<DateTime<Utc>>);

/// Provides the time, renewed each half minute, to every clock of the application.
pub fn provide_minute() {
    let minute = RwSignal::new(now());
    provide_context(Minute(minute));
    set_interval(move || minute.set(now()), Duration::from_secs(30));
}

/// « il reste 3 h » or « en retard de 2 h », with the instant for who wants it.
#[component]
pub fn DueClock(
    /// When it is due.
    due_at: DateTime<Utc>,
) -> impl IntoView {
    let i18n = use_i18n();
    let Minute(minute) = expect_context::<Minute>();
    let left = Memo::new(move |_| remaining(due_at, minute.get()));
    let exact = move || instant(i18n.get_locale(), due_at);
    let tag = move || {
        let left = left.get();
        view! { <Tag tone=tone(left)>{move || words(i18n, left)}</Tag> }
    };
    view! { <time datetime=due_at.to_rfc3339() title=exact>{tag}</time> }
}

const fn tone(left: Remaining) -> Tone {
    match (left.is_late, left.unit, left.amount) {
        (true, ..) => Tone::Danger,
        (false, Unit::Minutes, _) | (false, Unit::Hours, ..=4) => Tone::Attention,
        _ => Tone::Neutral,
    }
}

fn words(i18n: Texts, left: Remaining) -> String {
    let count = left.amount;
    let duration = match left.unit {
        Unit::Minutes => t_string!(i18n, staff.minutes, count = count).to_string(),
        Unit::Hours => t_string!(i18n, staff.hours, count = count).to_string(),
        Unit::Days => t_string!(i18n, staff.days, count = count).to_string(),
    };
    if left.is_late {
        t_string!(i18n, staff.late_by, duration = duration).to_string()
    } else {
        t_string!(i18n, staff.remaining, duration = duration).to_string()
    }
}
