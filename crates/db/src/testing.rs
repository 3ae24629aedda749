//! Throw-away databases: each test gets a fresh one, migrated, on either engine.
#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test without its database has failed"
)]

use std::sync::OnceLock;

use crate::handle::{Db, Options};
use crate::url::DatabaseUrl;

/// The variable with the address of a PostgreSQL server on which the tests may
/// make databases.
pub const POSTGRES_VARIABLE: &str = "CQC_TEST_POSTGRES_URL";

/// A migrated database that is dropped with this value.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    url: DatabaseUrl,
    place: Place,
}

#[derive(Debug)]
enum Place {
    #[cfg(feature = "sqlite")]
    Directory(std::path::PathBuf),
    #[cfg(feature = "postgres")]
    Database { server: String, name: String },
}

impl std::ops::Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// A handle that others may keep.
    #[must_use]
    pub fn handle(&self) -> Db {
        self.db.clone()
    }

    /// Where the database is.
    #[must_use]
    pub const fn url(&self) -> &DatabaseUrl {
        &self.url
    }

    /// A fresh SQLite file: a copy of one that was migrated once per test binary.
    #[cfg(feature = "sqlite")]
    pub async fn sqlite() -> Self {
        let directory = std::env::temp_dir().join(unique_name());
        std::fs::create_dir(&directory).expect("a temporary directory can be made");
        let file = directory.join("hub.db");
        let template = tokio::task::spawn_blocking(sqlite_template)
            .await
            .expect("the template can be made");
        std::fs::write(&file, template).expect("the template can be copied");
        let url = DatabaseUrl::Sqlite(file);
        Self {
            db: connect(&url, false),
            url,
            place: Place::Directory(directory),
        }
    }

    /// A fresh PostgreSQL database, made from a template that is migrated once
    /// per set of migrations.
    ///
    /// # Panics
    ///
    /// If `CQC_TEST_POSTGRES_URL` is not set.
    #[cfg(feature = "postgres")]
    pub async fn postgres() -> Self {
        let Ok(server) = std::env::var(POSTGRES_VARIABLE) else {
            panic!(
                "{POSTGRES_VARIABLE} is not set: give it the URL of a PostgreSQL server on which \
                 databases may be made (`cargo xtask test` starts one)"
            );
        };
        tokio::task::spawn_blocking(move || postgres::create(server))
            .await
            .expect("a test database can be made")
    }
}

fn unique_name() -> String {
    format!("cqc_test_{}", uuid::Uuid::now_v7().simple())
}

fn connect(url: &DatabaseUrl, create: bool) -> Db {
    let options = Options {
        readers: 4,
        writers: 4,
        create,
        durable: false,
        ..Options::new(url.clone())
    };
    Db::connect(&options).expect("the test database answers")
}

/// Runs a future to its end on a thread that is not part of a runtime.
fn block_on<F: Future>(future: F) -> F::Output {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .expect("a runtime can be built")
        .block_on(future)
}

#[cfg(feature = "sqlite")]
fn sqlite_template() -> &'static [u8] {
    static TEMPLATE: OnceLock<Vec<u8>> = OnceLock::new();
    TEMPLATE.get_or_init(|| {
        let directory = std::env::temp_dir().join(unique_name());
        std::fs::create_dir(&directory).expect("a temporary directory can be made");
        let db = connect(&DatabaseUrl::Sqlite(directory.join("live.db")), true);
        let copy = directory.join("template.db");
        block_on(async {
            db.migrate().await.expect("the migrations run");
            db.copy_to(copy.clone())
                .await
                .expect("the database can be copied");
        });
        let bytes = std::fs::read(&copy).expect("the template can be read");
        drop(db);
        let _ = std::fs::remove_dir_all(&directory);
        bytes
    })
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.place {
            #[cfg(feature = "sqlite")]
            Place::Directory(directory) => {
                let _ = std::fs::remove_dir_all(directory);
            }
            #[cfg(feature = "postgres")]
            Place::Database { server, name } => postgres::destroy(server, name),
        }
    }
}

#[cfg(feature = "postgres")]
mod postgres {
    use diesel::connection::{Connection as _, SimpleConnection as _};
    use diesel::prelude::*;

    use crate::error::Error;

    use super::{DatabaseUrl, OnceLock, Place, TestDb, block_on, connect, unique_name};

    pub(super) fn create(server: String) -> TestDb {
        static TEMPLATE: OnceLock<String> = OnceLock::new();
        let template = TEMPLATE.get_or_init(|| make_template(&server));
        let name = unique_name();
        administer(
            &server,
            &format!("CREATE DATABASE {name} TEMPLATE {template}"),
        )
        .expect("the server lets the tests make databases");
        let url = DatabaseUrl::Postgres(address_of(&server, &name));
        TestDb {
            db: connect(&url, false),
            url,
            place: Place::Database { server, name },
        }
    }

    pub(super) fn destroy(server: &str, name: &str) {
        let _ = administer(
            server,
            &format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"),
        );
    }

    fn administer(server: &str, statement: &str) -> Result<(), Error> {
        let mut conn = PgConnection::establish(server).map_err(Error::other)?;
        Ok(conn.batch_execute(statement)?)
    }

    /// The server's address with another database's name as its path.
    fn address_of(server: &str, database: &str) -> String {
        let (base, query) = server
            .split_once('?')
            .map_or((server, ""), |(base, query)| (base, query));
        let authority = base.find("://").map_or(0, |position| position + 3);
        let end = base[authority..]
            .find('/')
            .map_or(base.len(), |position| authority + position);
        let separator = if query.is_empty() { "" } else { "?" };
        format!("{}/{database}{separator}{query}", &base[..end])
    }

    /// Makes the template once for these migrations; test binaries that start
    /// together wait for the one that came first.
    fn make_template(server: &str) -> String {
        let name = format!("cqc_template_{}", env!("CQC_MIGRATIONS"));
        let mut conn = PgConnection::establish(server).expect("PostgreSQL answers");
        conn.batch_execute("SELECT pg_advisory_lock(4711002019)")
            .expect("a lock can be taken");
        let known: i64 = diesel::select(diesel::dsl::sql::<diesel::sql_types::BigInt>(&format!(
            "(SELECT count(*) FROM pg_database WHERE datname = '{name}')"
        )))
        .get_result(&mut conn)
        .expect("the server lists its databases");
        if known == 0 {
            // Built under another name, so that a run that is stopped leaves no half template.
            let draft = unique_name();
            conn.batch_execute(&format!("CREATE DATABASE {draft}"))
                .expect("the server lets the tests make databases");
            let db = connect(&DatabaseUrl::Postgres(address_of(server, &draft)), false);
            block_on(db.migrate()).expect("the migrations run");
            drop(db);
            rename_when_free(&mut conn, &draft, &name);
        }
        conn.batch_execute("SELECT pg_advisory_unlock(4711002019)")
            .expect("the lock is ours");
        name
    }

    /// A pool closes its connections in the background, so they are ended first.
    fn rename_when_free(conn: &mut PgConnection, from: &str, to: &str) {
        conn.batch_execute(&format!(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '{from}'"
        ))
        .expect("our own connections can be ended");
        conn.batch_execute(&format!("ALTER DATABASE {from} RENAME TO {to}"))
            .expect("the template can be named");
    }
}

/// Makes two tests of one body, one per engine. The body's parameter is
/// anything with `sqlite()` and `postgres()` constructors, such as [`TestDb`].
///
/// ```ignore
/// db::on_both_engines! {
///     async fn a_driver_is_found(db: TestDb) { … }
/// }
/// ```
#[macro_export]
macro_rules! on_both_engines {
    ($( $(#[$meta:meta])* async fn $name:ident($subject:ident: $kind:ty) $body:block )+) => { $(
        mod $name {
            use super::*;

            async fn body($subject: $kind) $body

            #[cfg(feature = "sqlite")]
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                body(<$kind>::sqlite().await).await;
            }

            #[cfg(feature = "postgres")]
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                body(<$kind>::postgres().await).await;
            }
        }
    )+ };
}
