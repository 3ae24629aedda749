//! A context whose clock is set into the past. Its messages go to the outbox and
//! its payments move no money, whatever the server does with its own.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use common::dates::paris_date;

use crate::context::Context;
use crate::jobs::{Registry, registry, run_until_idle};
use crate::ports::clock::{Clock, SetClock};
use crate::ports::mailer::OutboxMailer;
use crate::ports::payment_provider::SimulatedProvider;
use crate::ports::sms_gateway::OutboxSms;

pub(super) struct Past {
    pub ctx: Context,
    clock: Arc<SetClock>,
    now: DateTime<Utc>,
    registry: Registry,
}

impl Past {
    pub(super) fn new(ctx: &Context) -> Self {
        let now = ctx.now();
        let clock = Arc::new(SetClock::at(now));
        let shared: Arc<dyn Clock> = clock.clone();
        let db = ctx.db.clone();
        let ctx = Context {
            mailer: Arc::new(OutboxMailer {
                db: db.clone(),
                clock: Arc::clone(&shared),
            }),
            sms: Arc::new(OutboxSms {
                db,
                clock: Arc::clone(&shared),
            }),
            payments: Arc::new(SimulatedProvider::new(
                ctx.settings.public_url.clone(),
                Arc::clone(&shared),
            )),
            clock: shared,
            ..ctx.clone()
        };
        Self {
            ctx,
            clock,
            now,
            registry: registry(),
        }
    }

    /// Sets the clock so many days back, at this time of the day; the present
    /// is zero days back.
    pub(super) fn days_ago(&self, days: i64) {
        self.clock.set(self.now - TimeDelta::days(days));
    }

    /// Lets a few minutes pass, so that what follows is later than what was.
    pub(super) fn wait(&self) {
        self.clock
            .set((self.clock.now() + TimeDelta::minutes(7)).min(self.now));
    }

    /// The civil date so many days back.
    pub(super) fn day(&self, days: i64) -> NaiveDate {
        paris_date(self.now - TimeDelta::days(days))
    }

    /// Runs the jobs that are due at the clock's time.
    pub(super) async fn settle(&self) -> anyhow::Result<()> {
        run_until_idle(&self.ctx, &self.registry).await?;
        Ok(())
    }
}
