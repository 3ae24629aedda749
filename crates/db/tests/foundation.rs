//! What every query leans on: the one way to write, on both engines.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use chrono::DateTime;
use db::testing::TestDb;
use db::{Db, Error, Isolation, Options, jobs, on_both_engines, savepoint, sequences};
use tokio::task::JoinHandle;

async fn next(db: &Db) -> Result<i64, Error> {
    db.write(|conn| sequences::next(conn, "series")).await
}

/// A write that is under way until it is told to finish.
struct Held {
    finish: std::sync::mpsc::Sender<()>,
    write: JoinHandle<Result<(), Error>>,
}

impl Held {
    async fn begin(db: &Db) -> Self {
        let (begun, mut has_begun) = tokio::sync::mpsc::unbounded_channel();
        let (finish, may_finish) = std::sync::mpsc::channel::<()>();
        let may_finish = std::sync::Mutex::new(may_finish);
        let db = db.clone();
        let write = tokio::spawn(async move {
            db.write(move |conn| {
                sequences::next(conn, "held")?;
                // Nobody listens any more when it runs again.
                let _ = begun.send(());
                // Ends when the other side is dropped too.
                let _ = may_finish.lock().unwrap().recv();
                Ok(())
            })
            .await
        });
        has_begun.recv().await.unwrap();
        Self { finish, write }
    }

    /// Finishes once everybody who was spawned meanwhile waits.
    async fn finish(self) {
        tokio::time::sleep(Duration::from_millis(50)).await;
        drop(self.finish);
        self.write.await.unwrap().unwrap();
    }
}

fn job() -> jobs::NewJob {
    jobs::NewJob {
        kind: "nothing",
        payload: "{}".to_owned(),
        run_at: DateTime::UNIX_EPOCH,
        max_attempts: 1,
        dedup_key: None,
        request_id: None,
    }
}

/// Takes a number and then does what `end` says.
fn spawn_write(
    db: &Db,
    end: impl Fn() -> Result<(), Error> + Send + Sync + 'static,
) -> JoinHandle<Result<i64, Error>> {
    let db = db.clone();
    tokio::spawn(async move {
        db.write(move |conn| {
            let number = sequences::next(conn, "series")?;
            end()?;
            Ok(number)
        })
        .await
    })
}

on_both_engines! {
    async fn a_reader_cannot_write(db: TestDb) {
        let result: Result<i64, Error> = db.read(|conn| sequences::next(conn, "series")).await;
        assert!(matches!(result, Err(Error::ReadOnly)), "{result:?}");
    }

    async fn a_failed_write_leaves_nothing(db: TestDb) {
        assert_eq!(next(&db).await.unwrap(), 1);
        let failed: Result<(), Error> = db
            .write(|conn| {
                sequences::next(conn, "series")?;
                Err(Error::NotFound)
            })
            .await;
        assert!(matches!(failed, Err(Error::NotFound)));
        assert_eq!(next(&db).await.unwrap(), 2, "the number was given back");
    }

    async fn a_panic_leaves_nothing_and_the_connection_is_replaced(db: TestDb) {
        let failed: Result<(), Error> = db
            .write(|conn| {
                sequences::next(conn, "series")?;
                panic!("in the middle of a write")
            })
            .await;
        assert!(failed.is_err());
        for expected in 1..=10 {
            assert_eq!(next(&db).await.unwrap(), expected);
        }
    }

    async fn writers_that_meet_all_succeed(db: TestDb) {
        let (tasks, each) = (8, 25);
        let handles: Vec<_> = (0..tasks)
            .map(|_| {
                let db = db.handle();
                tokio::spawn(async move {
                    for _ in 0..each {
                        next(&db).await.unwrap();
                    }
                })
            })
            .collect();
        for handle in handles {
            handle.await.unwrap();
        }
        assert_eq!(next(&db).await.unwrap(), tasks * each + 1, "none is lost or given twice");
    }

    async fn what_a_savepoint_undoes_does_not_undo_the_rest(db: TestDb) {
        db.write(|conn| {
            sequences::next(conn, "outer")?;
            let inner: Result<(), Error> = savepoint(conn, |conn| {
                sequences::next(conn, "inner")?;
                Err(Error::Stale)
            });
            assert!(matches!(inner, Err(Error::Stale)));
            sequences::next(conn, "outer")
        })
        .await
        .unwrap();
        let (outer, inner) = db
            .write::<_, Error, _>(|conn| {
                Ok((sequences::next(conn, "outer")?, sequences::next(conn, "inner")?))
            })
            .await
            .unwrap();
        assert_eq!((outer, inner), (3, 1));
    }

    async fn a_body_that_meets_contention_runs_again(db: TestDb) {
        let runs = Arc::new(AtomicU32::new(0));
        let counted = Arc::clone(&runs);
        let value: i64 = db
            .write_at(Isolation::ReadCommitted, move |conn| {
                if counted.fetch_add(1, Ordering::SeqCst) < 2 {
                    return Err(Error::Contention);
                }
                sequences::next(conn, "series")
            })
            .await
            .unwrap();
        assert_eq!((value, runs.load(Ordering::SeqCst)), (1, 3));
    }

    async fn what_is_pending_is_known_while_a_write_is_under_way(db: TestDb) {
        let held = Held::begin(&db).await;
        let asked = tokio::time::timeout(Duration::from_secs(30), db.pending_migrations());
        assert!(asked.await.expect("readiness waits for a writer").unwrap().is_empty());
        held.finish().await;
    }

    async fn who_waits_together_is_written_or_refused_alone(db: TestDb) {
        let held = Held::begin(&db).await;
        let writes: Vec<_> = (0..12).map(|number| spawn_write(&db, move || match number % 3 {
            0 => Ok(()),
            1 => Err(Error::Stale),
            _ => Err(Error::other("as if the disk had failed")),
        })).collect();
        held.finish().await;
        for (number, write) in writes.into_iter().enumerate() {
            match (number % 3, write.await.unwrap()) {
                (0, Ok(_)) | (1, Err(Error::Stale)) | (2, Err(Error::Other(_))) => {}
                (_, other) => panic!("write {number}: {other:?}"),
            }
        }
        assert_eq!(next(&db).await.unwrap(), 5, "four were written");
    }

    async fn a_panic_harms_nobody_who_waits_with_it(db: TestDb) {
        let held = Held::begin(&db).await;
        let writes: Vec<_> = (0..6).map(|number| spawn_write(&db, move || {
            assert_ne!(number, 3, "in the middle of a write");
            Ok(())
        })).collect();
        held.finish().await;
        for (number, write) in writes.into_iter().enumerate() {
            assert_eq!(write.await.unwrap().is_ok(), number != 3, "write {number}");
        }
        assert_eq!(next(&db).await.unwrap(), 6);
    }

    async fn every_waiting_write_that_queues_a_job_wakes_a_worker(db: TestDb) {
        let held = Held::begin(&db).await;
        let write = {
            let db = db.handle();
            tokio::spawn(async move {
                db.write(|conn| jobs::insert_if_missing(conn, &job(), DateTime::UNIX_EPOCH)).await
            })
        };
        let other = spawn_write(&db, || Ok(()));
        held.finish().await;
        write.await.unwrap().unwrap();
        other.await.unwrap().unwrap();
        tokio::time::timeout(Duration::from_secs(30), db.job_queued()).await.expect("nobody was woken");
    }

    async fn migrations_can_be_undone_and_done_again(db: TestDb) {
        assert!(db.pending_migrations().await.unwrap().is_empty());
        db.undo_migrations().await.unwrap();
        let pending = db.pending_migrations().await.unwrap();
        assert_eq!(db.migrate().await.unwrap().len(), pending.len());
        assert!(db.migrate().await.unwrap().is_empty(), "the second time there is nothing to do");
        assert_eq!(next(&db).await.unwrap(), 1);
    }
}

#[cfg(feature = "sqlite")]
#[tokio::test]
async fn a_missing_file_is_a_mistake_and_not_a_new_database() {
    let missing = std::env::temp_dir().join("cqc-hub-no-such-file.db");
    let url = db::DatabaseUrl::Sqlite(missing.clone());
    let error = Db::connect(&Options::new(url)).unwrap_err();
    assert!(matches!(&error, Error::Unavailable(_)), "{error:?}");
    assert!(error.to_string().contains("cqc-hub migrate"), "{error}");
    assert!(!missing.exists());
}

#[cfg(feature = "sqlite")]
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_copy_made_while_others_write_is_whole() {
    let db = TestDb::sqlite().await;
    let copy = std::env::temp_dir().join(format!("cqc_copy_{}.db", std::process::id()));
    let writer = {
        let db = db.handle();
        tokio::spawn(async move {
            for _ in 0..50 {
                next(&db).await.unwrap();
            }
        })
    };
    db.copy_to(copy.clone()).await.unwrap();
    writer.await.unwrap();
    let copied = Db::connect(&Options::new(db::DatabaseUrl::Sqlite(copy.clone()))).unwrap();
    assert!(copied.pending_migrations().await.unwrap().is_empty());
    assert!((1..=51).contains(&next(&copied).await.unwrap()));
    assert!(
        db.copy_to(copy.clone()).await.is_err(),
        "a file is never overwritten"
    );
    drop(copied);
    for suffix in ["", "-wal", "-shm"] {
        let _ = std::fs::remove_file(format!("{}{suffix}", copy.display()));
    }
}
