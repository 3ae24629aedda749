//! Durable jobs: whatever is slow or may fail is a row written in the transaction
//! that causes it, and done by a worker afterwards.
//!
//! A job is a serialisable struct. It may run more than once (a worker can die
//! after the work and before saying so), so it has to be idempotent.

mod backoff;
mod registry;
mod schedule;
mod send_email;
mod send_sms;
mod tidy;
mod worker;

use std::ops::Deref;

use chrono::{DateTime, Utc};
use common::ids::{JobId, MessageId};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use registry::{Registry, registry};
pub use schedule::{Every, Schedule};
pub use send_email::{AttachmentRef, SendEmail};
pub use send_sms::SendSms;
pub use tidy::Tidy;
pub use worker::{Worker, WorkerOptions, run_until_idle};

use crate::context::{Context, Tx};
use crate::error::ServiceResult;

/// A piece of work that outlives the request that caused it.
pub trait Job: Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The job's name in the database; never changed once jobs may be waiting.
    const NAME: &'static str;

    /// How often it is tried before a person must look.
    const MAX_ATTEMPTS: i32 = 12;

    /// Does the work. An error means another try later, unless it is [`Permanent`].
    fn run(&self, ctx: &JobContext) -> impl Future<Output = anyhow::Result<()>> + Send;
}

/// A failure that trying again does not mend; the job is dead at once.
#[derive(Debug, thiserror::Error)]
#[error("{0:#}")]
pub struct Permanent(pub anyhow::Error);

/// What a running job is handed. It goes wherever a [`Context`] is wanted.
#[derive(Clone, Debug)]
pub struct JobContext {
    context: Context,
    /// The job; the same for every attempt.
    pub job_id: JobId,
    /// Which attempt this is, from 1.
    pub attempt: i32,
}

impl Deref for JobContext {
    type Target = Context;

    fn deref(&self) -> &Context {
        &self.context
    }
}

impl JobContext {
    /// The id of the mail that the job sends: the same for every attempt.
    pub(crate) fn message_id(&self) -> anyhow::Result<MessageId> {
        send_email::message_id(self.job_id)
    }
}

impl Tx<'_> {
    /// Queues a job to be run as soon as the transaction is committed.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn enqueue<J: Job>(&mut self, job: &J) -> ServiceResult<JobId> {
        let now = self.now;
        self.enqueue_at(job, now, None)
    }

    /// Queues a job to be run not before `run_at`. With a `dedup_key`, nothing is
    /// queued while a job of the same kind and key is not finished.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn enqueue_at<J: Job>(
        &mut self,
        job: &J,
        run_at: DateTime<Utc>,
        dedup_key: Option<&str>,
    ) -> ServiceResult<JobId> {
        let now = self.now;
        let new = db::jobs::NewJob {
            kind: J::NAME,
            payload: serde_json::to_string(job)?,
            run_at,
            max_attempts: J::MAX_ATTEMPTS,
            dedup_key: dedup_key.map(ToOwned::to_owned),
            request_id: self.request_id.as_deref().map(ToOwned::to_owned),
        };
        Ok(db::jobs::insert_if_missing(self, &new, now)?)
    }
}
