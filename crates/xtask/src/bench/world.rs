//! The data that measures are taken on.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::process::Running;
use crate::{
    exec::Task,
    paths,
    server::{self, TemporaryFolder},
};

/// A data folder with a migrated embedded database: the demonstration's data, and
/// 300 drivers with 20 requests each.
pub struct World {
    program: PathBuf,
    folder: TemporaryFolder,
}

impl World {
    /// Makes the data; none of this is measured.
    pub fn new(program: PathBuf) -> Result<Self> {
        let script = server::build_bench("run_script")?;
        let folder = TemporaryFolder::on_disk("bench")?;
        // The first start migrates and loads the demonstration's data.
        drop(Running::hub(&program, folder.path(), None)?);
        let seed = paths::root().join("crates/xtask/src/bench/sql/few_sqlite.sql");
        Task::new(script)
            .args([folder.path().join("hub.db"), seed])
            .quiet("bench-seed")?;
        Ok(Self { program, folder })
    }

    /// The server as it is shipped.
    pub fn program(&self) -> &Path {
        &self.program
    }

    /// Where the data are.
    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The database's file.
    pub fn database(&self) -> PathBuf {
        self.path().join("hub.db")
    }

    /// Starts a server on the data.
    pub fn start(&self) -> Result<Running> {
        Running::hub(&self.program, self.path(), None)
    }
}
