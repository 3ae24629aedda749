//! The durable queue on both engines: nothing is lost, nothing runs twice at once,
//! and what cannot be done ends where a person sees it.
#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::time::Duration;

use chrono::TimeDelta;
use common::ids::JobId;
use common::statuses::JobState;
use db::on_both_engines;
use serde::{Deserialize, Serialize};
use services::Context;
use services::error::ServiceError;
use services::jobs::{
    Every, Job, JobContext, Permanent, Registry, Worker, WorkerOptions, run_until_idle,
};
use services::testing::TestContext;

/// How often each job has run, in all tests of this binary.
static RUNS: Mutex<BTreeMap<JobId, u32>> = Mutex::new(BTreeMap::new());

fn runs(id: JobId) -> u32 {
    RUNS.lock().unwrap().get(&id).copied().unwrap_or(0)
}

fn count_run(id: JobId) {
    *RUNS.lock().unwrap().entry(id).or_default() += 1;
}

#[derive(Serialize, Deserialize)]
struct Counted {}

impl Job for Counted {
    const NAME: &'static str = "counted";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        count_run(ctx.job_id);
        Ok(())
    }
}

#[derive(Serialize, Deserialize)]
enum Failing {
    Always,
    Once,
    ForGood,
    Panics,
}

impl Job for Failing {
    const NAME: &'static str = "failing";
    const MAX_ATTEMPTS: i32 = 3;

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        count_run(ctx.job_id);
        match self {
            Self::Once if ctx.attempt > 1 => Ok(()),
            Self::Always | Self::Once => anyhow::bail!("not today"),
            Self::ForGood => Err(Permanent(anyhow::anyhow!("never")).into()),
            Self::Panics => panic!("a job that panics"),
        }
    }
}

fn registry() -> Registry {
    Registry::default().with::<Counted>().with::<Failing>()
}

async fn enqueue<J: Job + Clone2>(ctx: &Context, job: J) -> JobId {
    ctx.write(move |tx| tx.enqueue(&job.again())).await.unwrap()
}

/// The tests' jobs are tiny, so they are simply made anew for each run of a write.
trait Clone2 {
    fn again(&self) -> Self;
}

impl Clone2 for Counted {
    fn again(&self) -> Self {
        Self {}
    }
}

impl Clone2 for Failing {
    fn again(&self) -> Self {
        match self {
            Self::Always => Self::Always,
            Self::Once => Self::Once,
            Self::ForGood => Self::ForGood,
            Self::Panics => Self::Panics,
        }
    }
}

async fn job(ctx: &Context, id: JobId) -> db::jobs::JobRow {
    ctx.read(move |conn| Ok(db::jobs::get(conn, id)?))
        .await
        .unwrap()
}

/// Waits until the queue has no unfinished job; the limit only ends a hung test.
async fn until_idle(ctx: &Context) {
    let idle = async {
        loop {
            let left = ctx
                .read(|conn| {
                    Ok(db::jobs::count(conn, JobState::Queued)?
                        + db::jobs::count(conn, JobState::Running)?)
                })
                .await
                .unwrap();
            if left == 0 {
                return;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), idle)
        .await
        .unwrap();
}

fn quick() -> WorkerOptions {
    WorkerOptions {
        poll: Duration::from_millis(20),
        ..WorkerOptions::default()
    }
}

on_both_engines! {
    async fn a_write_that_fails_queues_nothing(ctx: TestContext) {
        let failed = ctx
            .write(|tx| {
                tx.enqueue(&Counted {})?;
                Err::<(), _>(ServiceError::Forbidden)
            })
            .await;
        assert!(matches!(failed, Err(ServiceError::Forbidden)));
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 0);
    }

    async fn a_job_waits_for_its_time(ctx: TestContext) {
        let id = ctx
            .write(|tx| {
                let later = tx.now + TimeDelta::hours(1);
                tx.enqueue_at(&Counted {}, later, None)
            })
            .await
            .unwrap();
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 0);
        ctx.clock.advance(TimeDelta::hours(1));
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 1);
        assert_eq!((job(&ctx, id).await.state, runs(id)), (JobState::Done, 1));
    }

    async fn equal_keys_mean_the_same_work_until_it_is_done(ctx: TestContext) {
        let queue = || ctx.write(|tx| {
            let now = tx.now;
            tx.enqueue_at(&Counted {}, now, Some("key"))
        });
        let (first, second) = (queue().await.unwrap(), queue().await.unwrap());
        assert_eq!(first, second);
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 1);
        assert_ne!(queue().await.unwrap(), first);
    }

    async fn a_failed_job_is_tried_again_later_each_time_and_then_dead(ctx: TestContext) {
        let id = enqueue(&ctx, Failing::Always).await;
        let mut delays = Vec::new();
        for _ in 1..Failing::MAX_ATTEMPTS {
            assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 1);
            let row = job(&ctx, id).await;
            assert_eq!(row.state, JobState::Queued);
            delays.push(row.run_at.and_utc() - ctx.now());
            ctx.clock.set(row.run_at.and_utc());
        }
        assert!(delays.is_sorted() && delays[0] >= TimeDelta::seconds(2), "{delays:?}");
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 1);
        let row = job(&ctx, id).await;
        assert_eq!((row.state, runs(id)), (JobState::Dead, 3));
        assert_eq!(row.last_error.as_deref(), Some("not today"));

        ctx.write(move |tx| {
            let now = tx.now;
            Ok(db::jobs::revive(tx, id, now)?)
        }).await.unwrap();
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 1, "a person can revive it");
    }

    async fn a_failure_for_good_and_an_unknown_job_are_dead_at_once(ctx: TestContext) {
        let id = enqueue(&ctx, Failing::ForGood).await;
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 1);
        assert_eq!(job(&ctx, id).await.state, JobState::Dead);
    }

    async fn a_panic_is_a_failure_of_that_job_only(ctx: TestContext) {
        let bad = enqueue(&ctx, Failing::Panics).await;
        let good = enqueue(&ctx, Counted {}).await;
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 2);
        assert_eq!(job(&ctx, bad).await.state, JobState::Queued);
        assert_eq!(job(&ctx, good).await.state, JobState::Done);
    }

    async fn the_job_of_a_worker_that_died_is_run_by_another(ctx: TestContext) {
        let id = enqueue(&ctx, Counted {}).await;
        let now = ctx.now();
        let until = now + TimeDelta::seconds(60);
        let claimed: Option<db::jobs::JobRow> = ctx
            .db
            .write::<_, db::Error, _>(move |conn| db::jobs::claim(conn, "dead", &["counted"], now, until))
            .await
            .unwrap();
        assert_eq!(claimed.unwrap().id, id);
        assert_eq!(run_until_idle(&ctx, &registry()).await.unwrap(), 0, "the lease holds");

        ctx.clock.advance(TimeDelta::seconds(61));
        let worker = Worker::start(&ctx, &registry(), quick());
        until_idle(&ctx).await;
        worker.stop().await;
        let row = job(&ctx, id).await;
        assert_eq!((row.state, row.attempts, runs(id)), (JobState::Done, 2, 1));

        let late = ctx.write(move |tx| {
            let now = tx.now;
            Ok(db::jobs::complete(tx, id, "dead", now)?)
        }).await;
        assert!(matches!(late, Err(ServiceError::Stale)), "who lost the lease changes nothing");
    }

    async fn a_job_that_kills_its_workers_is_dead_in_the_end(ctx: TestContext) {
        let id = enqueue(&ctx, Failing::Always).await;
        for _ in 0..Failing::MAX_ATTEMPTS {
            let now = ctx.now();
            let until = now + TimeDelta::seconds(60);
            ctx.db
                .write::<_, db::Error, _>(move |conn| {
                    db::jobs::claim(conn, "dies", &["failing"], now, until).map(|job| assert!(job.is_some()))
                })
                .await
                .unwrap();
            ctx.clock.advance(TimeDelta::seconds(61));
            let now = ctx.now();
            ctx.db.write::<_, db::Error, _>(move |conn| db::jobs::reap(conn, now)).await.unwrap();
        }
        assert_eq!(job(&ctx, id).await.state, JobState::Dead);
    }

    async fn several_workers_run_each_job_once(ctx: TestContext) {
        let mut ids = Vec::new();
        for _ in 0..60 {
            ids.push(enqueue(&ctx, Counted {}).await);
        }
        let workers: Vec<_> = (0..3).map(|_| Worker::start(&ctx, &registry(), quick())).collect();
        until_idle(&ctx).await;
        for worker in workers {
            worker.stop().await;
        }
        for id in ids {
            assert_eq!(runs(id), 1, "{id}");
        }
    }

    async fn a_committed_write_wakes_the_worker_at_once(ctx: TestContext) {
        // Without the wake-up the worker would look an hour later.
        let slow = WorkerOptions { poll: Duration::from_secs(3_600), ..WorkerOptions::default() };
        let worker = Worker::start(&ctx, &registry(), slow);
        let id = enqueue(&ctx, Counted {}).await;
        until_idle(&ctx).await;
        assert_eq!(runs(id), 1);
        worker.stop().await;
    }

    async fn what_runs_by_the_clock_runs_once_however_many_workers(ctx: TestContext) {
        let registry = registry().every(Every::Minutes(15), "quarterly", &Counted {});
        let done = || async {
            ctx.read(|conn| Ok(db::jobs::count(conn, JobState::Done)?)).await.unwrap()
        };
        for expected in 0..3 {
            let workers: Vec<_> = (0..3).map(|_| Worker::start(&ctx, &registry, quick())).collect();
            let reached = async {
                while done().await < expected {
                    tokio::time::sleep(Duration::from_millis(5)).await;
                }
            };
            tokio::time::timeout(Duration::from_secs(60), reached).await.unwrap();
            until_idle(&ctx).await;
            for worker in workers {
                worker.stop().await;
            }
            assert_eq!(done().await, expected);
            ctx.clock.advance(TimeDelta::minutes(15));
        }
    }

    async fn a_mail_leaves_with_its_cause(ctx: TestContext) {
        #[derive(Serialize)]
        struct Doctor {
            sent_to: &'static str,
        }
        impl services::mails::Mail for Doctor {
            const TEMPLATE: &'static str = "doctor";
        }
        let to = services::mails::Recipient {
            email: "a@example.fr".to_owned(),
            language: common::words::Language::French,
        };
        ctx.write(move |tx| tx.mail(&to, &Doctor { sent_to: "a@example.fr" })).await.unwrap();
        assert_eq!(ctx.run_jobs().await, 1);
        let outbox = ctx.outbox().await;
        assert_eq!(outbox.len(), 1);
        assert_eq!(outbox[0].subject, "CQC Hub : message d’essai");
        assert_eq!(outbox[0].recipient, "a@example.fr");
        assert!(outbox[0].body_html.as_deref().unwrap().contains("Ouvrir le service"));
    }
}
