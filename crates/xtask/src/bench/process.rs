//! A server process that is measured.

use std::{
    fs,
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::http::{Answer, Connection, Request};
use crate::{
    exec::{self, Task},
    paths, server,
};

const READY_WITHIN: Duration = Duration::from_secs(60);

/// The kernel counts processor time in hundredths of a second.
const TICKS_PER_SECOND: f64 = 100.0;

/// A running server; asked to stop when dropped.
pub struct Running {
    process: Child,
    port: u16,
    ready_after: Duration,
}

impl Running {
    /// Starts `cqc-hub serve` on a data folder, with its embedded database or
    /// another one, and waits until it says that it is ready.
    ///
    /// Limits per client stay on, per network as behind a proxy; only the one of a
    /// single account is lifted, since here few accounts stand for many.
    pub fn hub(program: &Path, data: &Path, database: Option<&str>) -> Result<Self> {
        let port = server::free_port()?;
        let mut task = Task::new(program)
            .args(["serve"])
            .env("CQC_PORT", port.to_string())
            .env("CQC_DATA_DIR", data)
            .env("CQC_SITE_DIR", paths::site())
            .env("CQC_DEMO", "1")
            .env("CQC_TRUST_PROXY", "true")
            .env("CQC_REQUESTS_PER_MINUTE", "100000000");
        if let Some(url) = database {
            task = task.env("CQC_DATABASE_URL", url);
        }
        Self::start(task, port, "/health/ready")
    }

    /// Starts a server and waits until it answers.
    pub fn start(task: Task, port: u16, path: &str) -> Result<Self> {
        let begun = Instant::now();
        let process = task
            .into_command()
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the server could not be started")?;
        let mut running = Self {
            process,
            port,
            ready_after: Duration::ZERO,
        };
        while !running.is_ready(path) {
            if let Some(status) = running.process.try_wait()? {
                bail!("the server ended while starting ({status})");
            }
            if begun.elapsed() > READY_WITHIN {
                bail!("the server was not ready within {READY_WITHIN:?}");
            }
            exec::pause(Duration::from_millis(2));
        }
        running.ready_after = begun.elapsed();
        Ok(running)
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// From the start of the process to its first "ready".
    pub fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// An address on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Sends one request.
    pub fn ask(&self, request: &Request) -> Result<Answer> {
        Connection::open(self.port)?.send(&request.bytes())
    }

    /// Physical memory in use, in bytes.
    pub fn resident_memory(&self) -> Result<u64> {
        self.memory("VmRSS:")
    }

    /// The most physical memory that was ever in use, in bytes.
    pub fn most_resident_memory(&self) -> Result<u64> {
        self.memory("VmHWM:")
    }

    fn memory(&self, name: &str) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        memory_of(&status, name).with_context(|| format!("no {name} in the process's status"))
    }

    /// Seconds of processor time used so far. Who else uses the machine, and the
    /// load generator's own work, do not count.
    pub fn processor_seconds(&self) -> Result<f64> {
        let line = fs::read_to_string(format!("/proc/{}/stat", self.process.id()))?;
        ticks_of(&line)
            .map(|ticks| ticks / TICKS_PER_SECOND)
            .context("no times in the process's status")
    }

    fn is_ready(&self, path: &str) -> bool {
        TcpStream::connect(("127.0.0.1", self.port)).is_ok()
            && self
                .ask(&Request::get(path))
                .is_ok_and(|answer| answer.is_success())
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // The polite signal, so that SQLite's log is written back.
        let id = self.process.id().to_string();
        if !Task::new("sh")
            .args(["-c", "kill -TERM \"$0\"", &id])
            .succeeds()
        {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

fn memory_of(status: &str, name: &str) -> Option<u64> {
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// Fields 14 and 15; the program's name in field 2 may hold spaces.
fn ticks_of(stat: &str) -> Option<f64> {
    let (_, rest) = stat.rsplit_once(')')?;
    let mut fields = rest.split_ascii_whitespace().skip(11);
    let mut next = || fields.next()?.parse::<f64>().ok();
    Some(next()? + next()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_in_bytes() {
        let status = "Name:\tcqc-hub\nVmHWM:\t   61440 kB\nVmRSS:\t   51200 kB\n";
        assert_eq!(memory_of(status, "VmRSS:"), Some(52_428_800));
        assert_eq!(memory_of(status, "VmHWM:"), Some(62_914_560));
        assert_eq!(memory_of("Name:\tx\n", "VmRSS:"), None);
    }

    #[test]
    fn processor_time_is_that_of_program_and_kernel() {
        let stat = "7 (a b) c) S 1 7 7 0 -1 4194304 100 0 0 0 250 50 0 0 20 0";
        assert_eq!(ticks_of(stat), Some(300.0));
        assert_eq!(ticks_of("7 (x)"), None);
    }
}
