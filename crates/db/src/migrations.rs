//! The migrations, embedded into the program.

use diesel::migration::{Migration, MigrationSource};
use diesel::prelude::*;
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};

use crate::conn::{Conn, MultiBackend};
use crate::error::{Error, Result};
use crate::handle::Db;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!("../../migrations");

diesel::table! {
    /// Where diesel notes what it has applied.
    #[sql_name = "__diesel_schema_migrations"]
    applied_migrations (version) {
        /// The version.
        version -> Text,
        /// When.
        run_on -> Timestamp,
    }
}

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
        self.read(pending).await
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

/// Reads the table of applied migrations. diesel's own question would first make
/// that table, which takes the one connection that writes, and `/health/ready`
/// asks all the time.
fn pending(conn: &mut Conn) -> Result<Vec<String>> {
    let known: Vec<Box<dyn Migration<MultiBackend>>> =
        MIGRATIONS.migrations().map_err(Error::Other)?;
    let applied: Vec<String> = if is_untouched(conn)? {
        Vec::new()
    } else {
        applied_migrations::table
            .select(applied_migrations::version)
            .load(conn)?
    };
    let versions = known
        .iter()
        .map(|migration| migration.name().version().to_string());
    let mut missing: Vec<_> = versions
        .filter(|version| !applied.contains(version))
        .collect();
    missing.sort();
    Ok(missing)
}

/// Whether no migration was ever applied.
fn is_untouched(conn: &mut Conn) -> Result<bool> {
    use diesel::dsl::sql;
    use diesel::sql_types::BigInt;
    let tables: i64 = match conn {
        #[cfg(feature = "sqlite")]
        Conn::Sqlite(inner) => sql::<BigInt>(
            "SELECT count(*) FROM sqlite_master WHERE name = '__diesel_schema_migrations'",
        )
        .get_result(inner)?,
        #[cfg(feature = "postgres")]
        Conn::Postgres(inner) => sql::<BigInt>(
            "SELECT count(*) FROM information_schema.tables \
             WHERE table_name = '__diesel_schema_migrations' \
             AND table_schema = ANY (current_schemas(false))",
        )
        .get_result(inner)?,
    };
    Ok(tables == 0)
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
