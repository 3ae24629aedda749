//! SQLite has one writer, and each commit waits for the disk. Writes that come
//! while another is under way share the next transaction, each behind a savepoint
//! of its own, so that they wait for the disk once and not one after the other.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use crate::conn::{Conn, savepoint};
use crate::error::{Error, Result, TransactionError};
use crate::write::{Isolation, noting_jobs, undo};

/// A group takes in no further write after this time, so that the first of it
/// does not wait for many others.
const OPEN_FOR: Duration = Duration::from_millis(5);

/// What a write returns, and whether it queued a job.
pub(crate) type Outcome<T, E> = Result<(T, bool), E>;

/// The writes that wait for the writer, in the order in which they came.
#[derive(Default)]
pub(crate) struct Queue {
    waiting: Mutex<VecDeque<Box<dyn Waiting>>>,
}

impl Queue {
    /// Adds a write. Its answer comes once the group that took it in has ended;
    /// the sender is dropped, and nothing was written, if the group broke.
    pub(crate) fn push<T, E, F>(&self, body: Arc<F>) -> oneshot::Receiver<Outcome<T, E>>
    where
        T: Send + 'static,
        E: TransactionError,
        F: Fn(&mut Conn) -> Result<T, E> + Send + Sync + 'static,
    {
        let (answer, receiver) = oneshot::channel();
        self.lock().push_back(Box::new(Write {
            body,
            span: tracing::Span::current(),
            outcome: None,
            answer,
        }));
        receiver
    }

    /// Runs what waits in one transaction and answers everybody in it.
    pub(crate) fn run(&self, conn: &mut Conn) {
        let Some(mut first) = self.next_wanted() else {
            return;
        };
        if let Err(error) = conn.begin_write(Isolation::Serializable) {
            return first.refuse(error.into());
        }
        // Alone in the transaction, it needs no savepoint.
        if first.run(conn) != Effect::Done {
            undo(conn);
            return first.answer();
        }
        match self.fill(conn, first) {
            Some(group) if conn.commit().is_ok() => {
                group.into_iter().for_each(Waiting::answer);
            }
            _ => undo(conn),
        }
    }

    /// Lets others in. `None` if one of them met a failure after which nobody
    /// knows what is left of the transaction.
    fn fill(&self, conn: &mut Conn, first: Box<dyn Waiting>) -> Option<Vec<Box<dyn Waiting>>> {
        let opened = Instant::now();
        let mut group = vec![first];
        while opened.elapsed() < OPEN_FOR
            && let Some(mut write) = self.next_wanted()
        {
            if write.run_behind_savepoint(conn) == Effect::Unknown {
                return None;
            }
            group.push(write);
        }
        Some(group)
    }

    /// The next write whose caller has not gone away.
    fn next_wanted(&self) -> Option<Box<dyn Waiting>> {
        let mut waiting = self.lock();
        while let Some(write) = waiting.pop_front() {
            if write.is_wanted() {
                return Some(write);
            }
        }
        None
    }

    fn lock(&self) -> MutexGuard<'_, VecDeque<Box<dyn Waiting>>> {
        // Nothing can leave the queue half changed.
        self.waiting.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// What running a body did to the transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Effect {
    /// The body's changes stand in it.
    Done,
    /// None of the body's changes do.
    Undone,
    /// SQLite ends a transaction by itself after some failures, of the disk for
    /// example.
    Unknown,
}

/// A write whose types the queue does not know.
trait Waiting: Send {
    fn is_wanted(&self) -> bool;
    fn run(&mut self, conn: &mut Conn) -> Effect;
    fn run_behind_savepoint(&mut self, conn: &mut Conn) -> Effect;
    fn answer(self: Box<Self>);
    fn refuse(self: Box<Self>, error: Error);
}

struct Write<T, E, F> {
    body: Arc<F>,
    span: tracing::Span,
    outcome: Option<Outcome<T, E>>,
    answer: oneshot::Sender<Outcome<T, E>>,
}

impl<T, E, F> Waiting for Write<T, E, F>
where
    T: Send,
    E: TransactionError,
    F: Fn(&mut Conn) -> Result<T, E> + Send + Sync,
{
    fn is_wanted(&self) -> bool {
        !self.answer.is_closed()
    }

    fn run(&mut self, conn: &mut Conn) -> Effect {
        let outcome = self.span.in_scope(|| noting_jobs(|| (self.body)(conn)));
        let effect = effect_of(&outcome);
        self.outcome = Some(outcome);
        effect
    }

    fn run_behind_savepoint(&mut self, conn: &mut Conn) -> Effect {
        let outcome = self
            .span
            .in_scope(|| noting_jobs(|| savepoint(conn, |conn| (self.body)(conn))));
        let effect = effect_of(&outcome);
        self.outcome = Some(outcome);
        effect
    }

    fn answer(self: Box<Self>) {
        if let Some(outcome) = self.outcome {
            // Who has gone away meanwhile wants no answer.
            let _ = self.answer.send(outcome);
        }
    }

    fn refuse(self: Box<Self>, error: Error) {
        let _ = self.answer.send(Err(error.into()));
    }
}

fn effect_of<T, E: TransactionError>(outcome: &Outcome<T, E>) -> Effect {
    match outcome
        .as_ref()
        .map_err(TransactionError::as_database_error)
    {
        Ok(_) => Effect::Done,
        Err(Some(Error::Other(_) | Error::Unavailable(_))) => Effect::Unknown,
        Err(_) => Effect::Undone,
    }
}
