//! Building the server, and starting one that measures can be taken on.

use std::{
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{exec::Task, paths, say};

/// Builds `cqc-hub` as the tests need it (unoptimised) and returns its path.
pub fn build_debug() -> Result<PathBuf> {
    Task::cargo(["build", "--package", "api", "--bin", "cqc-hub"]).quiet("build-server")?;
    Ok(paths::cargo_target().join("debug/cqc-hub"))
}

/// Builds `cqc-hub` as it is shipped and returns its path.
pub fn build_release() -> Result<PathBuf> {
    say::heading("Server (release)");
    Task::cargo(["build", "--release", "--package", "api", "--bin", "cqc-hub"])
        .quiet("build-server-release")?;
    Ok(paths::cargo_target().join("release/cqc-hub"))
}

/// A TCP port nobody listens on just now.
pub fn free_port() -> Result<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).context("no free port")?;
    Ok(listener.local_addr()?.port())
}

/// Builds an example of a package as it would be shipped and returns its path.
pub fn build_example(package: &str, name: &str) -> Result<PathBuf> {
    Task::cargo(["build", "--release", "--package", package])
        .args(["--example", name])
        .quiet(&format!("build-{name}"))?;
    Ok(paths::cargo_target().join("release/examples").join(name))
}

/// Builds what measures compare the service with and returns one program's path.
pub fn build_bench(name: &str) -> Result<PathBuf> {
    Task::cargo(["build", "--release", "--package", "bench", "--bins"]).quiet("build-bench")?;
    Ok(paths::cargo_target().join("release").join(name))
}

/// A fresh folder for one run; removed when dropped.
pub struct TemporaryFolder(PathBuf);

impl TemporaryFolder {
    /// Under the system's folder for it; `name` tells what it is for.
    pub fn new(name: &str) -> Result<Self> {
        Self::within(&std::env::temp_dir(), name)
    }

    /// On the disk of this repository: the system's may live in memory, where
    /// nothing that is durable costs anything.
    pub fn on_disk(name: &str) -> Result<Self> {
        Self::within(&paths::target(), name)
    }

    /// The process id keeps two runs apart.
    fn within(parent: &Path, name: &str) -> Result<Self> {
        let path = parent.join(format!("cqc-hub-{name}-{}", std::process::id()));
        if path.exists() {
            fs::remove_dir_all(&path)?;
        }
        fs::create_dir_all(&path)?;
        Ok(Self(path))
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for TemporaryFolder {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            say::note(&format!("{} stays behind: {error}", self.0.display()));
        }
    }
}
