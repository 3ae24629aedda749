//! `cqc-hub backup` and `cqc-hub restore`, for the embedded database. A
//! PostgreSQL server and an S3 store have tools of their own.

use std::io::ErrorKind;
use std::path::Path;

use anyhow::{Context as _, ensure};
use db::Engine;

use super::setup;
use crate::config::Config;

const DATABASE: &str = "hub.db";
const FILES: &str = "files";
const POSTGRES: &str = "a PostgreSQL database is backed up with `pg_dump --format=custom` and restored with \
    `pg_restore`; back up the file store beside it";

/// Copies the database as of one instant, then the files: those of later
/// requests do no harm. One that is deleted meanwhile, with the draft or by the
/// retention that it belonged to, is left out.
pub(super) async fn backup(config: &Config, target: &Path) -> anyhow::Result<()> {
    let db = setup::open(config, false)?;
    ensure!(db.engine() == Engine::Sqlite, POSTGRES);
    ensure!(
        !target.exists(),
        "{} exists already; name a new directory",
        target.display()
    );
    std::fs::create_dir_all(target).with_context(|| format!("making {}", target.display()))?;
    db.copy_to(target.join(DATABASE)).await?;
    let count = copy_tree(&config.data_dir.join(FILES), &target.join(FILES))?;
    tracing::info!(
        files = count,
        "copied the database and {count} files to {}",
        target.display()
    );
    Ok(())
}

/// Puts a backup where nothing is yet; it never overwrites.
pub(super) fn restore(config: &Config, source: &Path) -> anyhow::Result<()> {
    let url = config.database_url();
    let Some(database) = url.path() else {
        anyhow::bail!(POSTGRES)
    };
    let backup = source.join(DATABASE);
    ensure!(
        backup.is_file(),
        "{} is no backup: {DATABASE} is missing",
        source.display()
    );
    ensure!(
        !database.exists(),
        "{} exists already; move it away first",
        database.display()
    );
    if let Some(directory) = database.parent() {
        std::fs::create_dir_all(directory)?;
    }
    let count = copy_tree(&source.join(FILES), &config.data_dir.join(FILES))?;
    std::fs::copy(&backup, database).with_context(|| format!("writing {}", database.display()))?;
    tracing::info!(files = count, "restored the database and {count} files");
    Ok(())
}

fn copy_tree(source: &Path, target: &Path) -> anyhow::Result<u64> {
    if !source.exists() {
        return Ok(0);
    }
    std::fs::create_dir_all(target)?;
    let mut count = 0;
    for entry in std::fs::read_dir(source)? {
        let entry = entry?;
        let to = target.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            count += copy_tree(&entry.path(), &to)?;
        } else if !to.exists() && copy_if_present(&entry.path(), &to)? {
            count += 1;
        }
    }
    Ok(count)
}

/// Copies a file that was listed a moment ago; says whether it was still there.
fn copy_if_present(from: &Path, to: &Path) -> anyhow::Result<bool> {
    match std::fs::copy(from, to) {
        Ok(_) => Ok(true),
        Err(error) if error.kind() == ErrorKind::NotFound && !from.exists() => {
            tracing::debug!(file = %from.display(), "deleted while it was copied");
            Ok(false)
        }
        Err(error) => Err(error).with_context(|| format!("copying {}", from.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_is_gone_is_left_out_and_the_others_are_copied() {
        let directory = std::env::temp_dir().join(common::ids::FileId::new().to_string());
        let (from, to) = (directory.join("from"), directory.join("to"));
        std::fs::create_dir_all(from.join("ab")).unwrap();
        std::fs::write(from.join("ab/kept"), "kept").unwrap();
        // Listed, and not there when it is opened.
        std::os::unix::fs::symlink(directory.join("nowhere"), from.join("ab/gone")).unwrap();
        assert_eq!(copy_tree(&from, &to).unwrap(), 1);
        assert_eq!(std::fs::read(to.join("ab/kept")).unwrap(), b"kept");
        assert!(!to.join("ab/gone").exists());
        let nowhere = directory.join("no/such/directory");
        assert!(copy_if_present(&from.join("ab/kept"), &nowhere).is_err());
        std::fs::remove_dir_all(directory).unwrap();
    }
}
