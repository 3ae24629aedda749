//! What runs by the clock, by one worker only.

use chrono::{DateTime, Days, NaiveTime, TimeDelta, Utc};
use chrono_tz::Europe::Paris;

use super::Job;
use crate::context::Context;
use crate::error::ServiceResult;

/// How often something runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// Every so many minutes, counted from midnight UTC.
    Minutes(u16),
    /// Every day at this time in Paris.
    Day {
        /// Hour, 0 to 23.
        hour: u8,
        /// Minute, 0 to 59.
        minute: u8,
    },
}

impl Every {
    /// The first time after `instant`.
    #[must_use]
    pub fn next_after(self, instant: DateTime<Utc>) -> DateTime<Utc> {
        match self {
            Self::Minutes(minutes) => {
                let period = i64::from(minutes.max(1)) * 60;
                let next = (instant.timestamp().div_euclid(period) + 1) * period;
                DateTime::from_timestamp(next, 0).unwrap_or(instant + TimeDelta::seconds(period))
            }
            Self::Day { hour, minute } => {
                let time =
                    NaiveTime::from_hms_opt(hour.into(), minute.into(), 0).unwrap_or_default();
                let mut day = instant.with_timezone(&Paris).date_naive();
                // A time that a change of clocks skips is made up an hour later.
                for _ in 0..3 {
                    let local = day.and_time(time);
                    let there = local.and_local_timezone(Paris).earliest().or_else(|| {
                        (local + TimeDelta::hours(1))
                            .and_local_timezone(Paris)
                            .earliest()
                    });
                    if let Some(there) = there.map(|there| there.to_utc())
                        && there > instant
                    {
                        return there;
                    }
                    day = day + Days::new(1);
                }
                instant + TimeDelta::days(1)
            }
        }
    }
}

/// A job that is queued by the clock.
#[derive(Debug)]
pub struct Schedule {
    name: &'static str,
    every: Every,
    kind: &'static str,
    max_attempts: i32,
    payload: String,
}

impl Schedule {
    pub(super) fn new<J: Job>(name: &'static str, every: Every, job: &J) -> Option<Self> {
        let payload = serde_json::to_string(job).ok()?;
        Some(Self {
            name,
            every,
            kind: J::NAME,
            max_attempts: J::MAX_ATTEMPTS,
            payload,
        })
    }

    /// Queues the job if its time has come and no other worker has done so.
    /// Times that were missed while nothing ran count once.
    pub(super) async fn tick(self: std::sync::Arc<Self>, ctx: &Context) -> ServiceResult<bool> {
        ctx.write(move |tx| {
            let now = tx.now;
            let due = db::schedules::get_or_insert(tx, self.name, self.every.next_after(now))?;
            if due > now || !db::schedules::advance(tx, self.name, due, self.every.next_after(now))?
            {
                return Ok(false);
            }
            let job = db::jobs::NewJob {
                kind: self.kind,
                payload: self.payload.clone(),
                run_at: now,
                max_attempts: self.max_attempts,
                dedup_key: Some(self.name.to_owned()),
                request_id: None,
            };
            db::jobs::insert_if_missing(tx, &job, now)?;
            Ok(true)
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().unwrap()
    }

    #[test]
    fn the_next_time_is_later_and_on_the_clock() {
        let quarter = Every::Minutes(15);
        assert_eq!(
            quarter.next_after(at("2026-11-23T12:00:00Z")),
            at("2026-11-23T12:15:00Z")
        );
        assert_eq!(
            quarter.next_after(at("2026-11-23T12:14:59.9Z")),
            at("2026-11-23T12:15:00Z")
        );
        let early = Every::Day {
            hour: 3,
            minute: 40,
        };
        assert_eq!(
            early.next_after(at("2026-11-23T02:39:00Z")),
            at("2026-11-23T02:40:00Z")
        );
        assert_eq!(
            early.next_after(at("2026-11-23T02:40:00Z")),
            at("2026-11-24T02:40:00Z")
        );
        assert_eq!(
            early.next_after(at("2026-07-01T12:00:00Z")),
            at("2026-07-02T01:40:00Z")
        );
    }

    #[test]
    fn a_skipped_hour_is_made_up_and_a_repeated_one_runs_once() {
        let half_past_two = Every::Day {
            hour: 2,
            minute: 30,
        };
        // 29 March 2026: 02:00 becomes 03:00.
        assert_eq!(
            half_past_two.next_after(at("2026-03-28T12:00:00Z")),
            at("2026-03-29T01:30:00Z")
        );
        // 25 October 2026: 03:00 becomes 02:00.
        let first = half_past_two.next_after(at("2026-10-24T12:00:00Z"));
        assert_eq!(first, at("2026-10-25T00:30:00Z"));
        assert_eq!(half_past_two.next_after(first), at("2026-10-26T01:30:00Z"));
    }
}
