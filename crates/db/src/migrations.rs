//! The migrations, embedded into the program.

use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::conn::Conn;
use crate::error::{Error, Result};
use crate::handle::Db;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

/// The advisory lock that keeps two programs from migrating one PostgreSQL
/// database at once.
const LOCK: i64 = 4_711_002_018;

impl Db {
    /// Brings the schema up to date and returns the versions it applied.
    ///
    /// # Errors
    ///
    /// If a migration fails; those before it stay.
    pub async fn migrate(&self) -> Result<Vec<String>> {
        self.exclusive(|conn| under_lock(conn, up)).await
    }

    /// The versions that [`Db::migrate`] would apply.
    ///
    /// # Errors
    ///
    /// If the database cannot be asked.
    pub async fn pending_migrations(&self) -> Result<Vec<String>> {
        self.exclusive(|conn| {
            let pending = conn.pending_migrations(MIGRATIONS).map_err(Error::Other)?;
            Ok(pending
                .iter()
                .map(|migration| migration.name().version().to_string())
                .collect())
        })
        .await
    }

    /// Undoes every migration; all data are lost.
    ///
    /// # Errors
    ///
    /// If a `down.sql` fails.
    #[cfg(feature = "testing")]
    pub async fn undo_migrations(&self) -> Result<()> {
        self.exclusive(|conn| {
            conn.revert_all_migrations(MIGRATIONS)
                .map_err(Error::Other)?;
            Ok(())
        })
        .await
    }
}

fn up(conn: &mut Conn) -> Result<Vec<String>> {
    let applied = conn
        .run_pending_migrations(MIGRATIONS)
        .map_err(Error::Other)?;
    Ok(applied.iter().map(ToString::to_string).collect())
}

fn under_lock<T>(conn: &mut Conn, body: impl FnOnce(&mut Conn) -> Result<T>) -> Result<T> {
    execute_on_server(conn, &format!("SELECT pg_advisory_lock({LOCK})"))?;
    let result = body(conn);
    execute_on_server(conn, &format!("SELECT pg_advisory_unlock({LOCK})"))?;
    result
}

/// An embedded database needs no such lock: it has one writer.
#[cfg(feature = "postgres")]
fn execute_on_server(conn: &mut Conn, statement: &str) -> Result<()> {
    use diesel::connection::SimpleConnection as _;
    match conn {
        Conn::Postgres(inner) => Ok(inner.batch_execute(statement)?),
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(_) => Ok(()),
    }
}

#[cfg(not(feature = "postgres"))]
fn execute_on_server(_: &mut Conn, _: &str) -> Result<()> {
    Ok(())
}
