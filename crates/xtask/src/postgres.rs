//! A PostgreSQL server that lives as long as the tests or measures that need it.

use std::{
    ffi::OsString,
    fs::File,
    os::unix::fs::chown,
    path::{Path, PathBuf},
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    exec::{self, Task},
    say,
    server::{self, TemporaryFolder},
    setup::system,
};

const START_WITHIN: Duration = Duration::from_secs(60);

/// The user PostgreSQL runs as, since it refuses root.
struct User {
    id: u32,
    group: u32,
}

/// Stopped and removed when dropped.
pub struct Postgres {
    process: Child,
    programs: PathBuf,
    user: Option<User>,
    port: u16,
    folder: TemporaryFolder,
}

impl Postgres {
    /// Creates a cluster that keeps nothing (no fsync) and serves it.
    pub fn start() -> Result<Self> {
        system::ensure(&[&system::POSTGRESQL])?;
        let programs = system::find_postgres().context("no PostgreSQL server")?;
        let user = if system::is_root() {
            Some(other_user()?)
        } else {
            None
        };
        let folder = TemporaryFolder::new("postgres")?;
        if let Some(user) = &user {
            chown(folder.path(), Some(user.id), Some(user.group))?;
        }
        let data = folder.path().join("data");
        as_user(user.as_ref(), programs.join("initdb"))
            .args(["--pgdata"])
            .args([&data])
            .args(["--username", "postgres", "--auth", "trust", "--no-sync"])
            .args(["--encoding", "UTF8", "--locale", "C"])
            .folder(folder.path())
            .quiet("postgres-initdb")?;
        let port = server::free_port()?;
        let process = serve(&programs, user.as_ref(), &folder, port)?;
        let server = Self {
            process,
            programs,
            user,
            port,
            folder,
        };
        server.wait()?;
        say::note(&format!(
            "PostgreSQL for this run listens on 127.0.0.1:{port}"
        ));
        Ok(server)
    }

    /// Where tests may create their databases.
    pub fn url(&self) -> String {
        self.database_url("postgres")
    }

    /// Creates an empty database and returns its address.
    pub fn create_database(&self, name: &str) -> Result<String> {
        Task::new(self.programs.join("createdb"))
            .args(["--host", "127.0.0.1", "--username", "postgres", "--port"])
            .args([&self.port.to_string(), name])
            .read()?;
        Ok(self.database_url(name))
    }

    /// Runs an SQL script with one variable on a database.
    pub fn run_script(&self, name: &str, script: &Path, variable: &str) -> Result<()> {
        Task::new(self.programs.join("psql"))
            .args(["--host", "127.0.0.1", "--username", "postgres", "--port"])
            .args([&self.port.to_string(), "--dbname", name])
            .args(["--no-psqlrc", "--quiet", "--set", "ON_ERROR_STOP=1"])
            .args(["--set", variable, "--file"])
            .args([script])
            .quiet("psql")
            .map(drop)
    }

    fn database_url(&self, name: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{name}", self.port)
    }

    fn wait(&self) -> Result<()> {
        let begun = Instant::now();
        while begun.elapsed() < START_WITHIN {
            let ready = Task::new(self.programs.join("pg_isready"))
                .args(["--host", "127.0.0.1", "--username", "postgres", "--port"])
                .args([self.port.to_string()])
                .succeeds();
            if ready {
                return Ok(());
            }
            exec::pause(Duration::from_millis(100));
        }
        let log = std::fs::read_to_string(self.folder.path().join("server.log"));
        bail!("PostgreSQL did not start:\n{}", log.unwrap_or_default())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        let stopped = as_user(self.user.as_ref(), self.programs.join("pg_ctl"))
            .args(["stop", "--mode", "immediate", "--pgdata"])
            .args([self.folder.path().join("data")])
            .folder(self.folder.path())
            .succeeds();
        if !stopped {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

fn serve(
    programs: &Path,
    user: Option<&User>,
    folder: &TemporaryFolder,
    port: u16,
) -> Result<Child> {
    let log = File::create(folder.path().join("server.log"))?;
    let mut socket = OsString::from("unix_socket_directories=");
    socket.push(folder.path());
    let mut task = as_user(user, programs.join("postgres"))
        .args(["-D"])
        .args([folder.path().join("data")])
        .args(["-p", &port.to_string(), "-c"])
        .args([socket])
        .folder(folder.path());
    for setting in [
        "listen_addresses=127.0.0.1",
        "max_connections=300",
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "shared_buffers=128MB",
    ] {
        task = task.args(["-c", setting]);
    }
    task.into_command()
        .stdin(Stdio::null())
        .stdout(log.try_clone()?)
        .stderr(log)
        .spawn()
        .context("PostgreSQL could not be started")
}

/// Starts a program as that user; it also ends when we are killed.
fn as_user(user: Option<&User>, program: PathBuf) -> Task {
    let task = Task::new("setpriv").args(["--pdeathsig", "INT"]);
    let task = match user {
        Some(User { id, group }) => task
            .args([format!("--reuid={id}"), format!("--regid={group}")])
            .args(["--clear-groups"]),
        None => task,
    };
    task.args([program])
}

/// `postgres`, which the package creates, or `nobody`.
fn other_user() -> Result<User> {
    let id = |flag: &str, name: &str| Task::new("id").args([flag, name]).read();
    for name in ["postgres", "nobody"] {
        if let (Ok(user), Ok(group)) = (id("-u", name), id("-g", name)) {
            return Ok(User {
                id: user.trim().parse()?,
                group: group.trim().parse()?,
            });
        }
    }
    bail!("neither a user `postgres` nor `nobody` exists to run PostgreSQL as")
}
