//! A server process that is measured.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    exec::{self, Task},
    paths, server,
};

const READY_WITHIN: Duration = Duration::from_secs(60);

/// A running server; asked to stop when dropped.
pub struct Running {
    process: Child,
    port: u16,
    ready_after: Duration,
}

impl Running {
    /// Starts the server and waits until it says that it is ready.
    pub fn start(program: &Path, data: &Path) -> Result<Self> {
        let port = server::free_port()?;
        let begun = Instant::now();
        let process = Task::new(program)
            .args(["serve"])
            .env("CQC_PORT", port.to_string())
            .env("CQC_DATA_DIR", data)
            .env("CQC_SITE_DIR", paths::site())
            .env("CQC_DEMO", "1")
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
        while !is_ready(port) {
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

    /// From the start of the process to its first "ready".
    pub fn ready_after(&self) -> Duration {
        self.ready_after
    }

    /// An address on this server.
    pub fn url(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.port)
    }

    /// Physical memory in use, in bytes.
    pub fn resident_memory(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        resident(&status).context("no VmRSS in the process's status")
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

fn resident(status: &str) -> Option<u64> {
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

fn is_ready(port: u16) -> bool {
    ask(port).is_ok_and(|answer| answer.starts_with("HTTP/1.1 200"))
}

fn ask(port: u16) -> Result<String> {
    let mut stream = TcpStream::connect(("127.0.0.1", port))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    stream
        .write_all(b"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer)?;
    Ok(answer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_read_in_bytes() {
        let status = "Name:\tcqc-hub\nVmRSS:\t   51200 kB\nThreads:\t4\n";
        assert_eq!(resident(status), Some(52_428_800));
        assert_eq!(resident("Name:\tx\n"), None);
    }
}
