//! `cqc-hub worker` and SIGTERM.

use common::statuses::JobState;

use crate::program::{Installation, database, eventually};

#[tokio::test]
async fn a_worker_that_is_stopped_leaves_no_job_half_done() {
    const JOBS: usize = 12;
    let installation = Installation::migrated();
    for number in 0..JOBS {
        let email = format!("agent{number}@office.fr");
        installation.succeed(&["staff", "add", &email, "--name", "Agent", "--role", "agent"]);
    }
    let db = database(&installation.directory);
    let count = |state| {
        let db = db.clone();
        async move {
            db.read(move |conn| db::jobs::count(conn, state))
                .await
                .unwrap()
        }
    };
    assert_eq!(
        usize::try_from(count(JobState::Queued).await).unwrap(),
        JOBS
    );

    let worker = installation.start(&["worker"], "running jobs");
    // In the middle of the work, or after it: either way nothing may be lost.
    let begun = || async { (count(JobState::Done).await > 0).then_some(()) };
    eventually("the first job done", begun).await;
    let (status, log) = worker.terminate();
    assert!(status.success(), "{status}: {log}");
    assert!(log.contains("no more jobs are taken"), "{log}");
    assert_eq!(count(JobState::Running).await, 0, "{log}");
    assert_eq!(count(JobState::Dead).await, 0, "{log}");

    // What it left is done by the next one, and each mail leaves once.
    let worker = installation.start(&["worker"], "running jobs");
    let sent = || {
        let db = db.clone();
        async move { db.read(|conn| db::outbox::list(conn, 100)).await.unwrap() }
    };
    let all = || async { (sent().await.len() >= JOBS).then_some(()) };
    eventually("every mail sent", all).await;
    let (status, log) = worker.terminate();
    assert!(status.success(), "{status}: {log}");
    let messages = sent().await;
    let mut to: Vec<_> = messages
        .iter()
        .map(|message| message.recipient.as_str())
        .collect();
    to.sort_unstable();
    to.dedup();
    assert_eq!((messages.len(), to.len()), (JOBS, JOBS));
}
