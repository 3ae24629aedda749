//! Starting other programs: shown as they go, or quietly with a log.

use std::{
    ffi::OsStr,
    fs::{self, File},
    path::Path,
    process::{Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{paths, say};

/// How often a quiet program's last line is shown, so that nobody thinks it hangs.
const PROGRESS_EVERY: Duration = Duration::from_secs(20);
const POLL_EVERY: Duration = Duration::from_millis(50);

/// A program to start, in the repository's root and with its tools on `PATH`.
pub struct Task {
    command: Command,
}

impl Task {
    /// A program by name or path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        command
            .current_dir(paths::root())
            .env("PATH", paths::search_path());
        Self { command }
    }

    /// The cargo that started us.
    pub fn cargo<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        Self::new(cargo).args(arguments)
    }

    /// An npm command in the front end's folder.
    pub fn npm<A: AsRef<OsStr>>(arguments: impl IntoIterator<Item = A>) -> Self {
        Self::new("npm").args(arguments).folder(&paths::frontend())
    }

    /// More arguments.
    pub fn args<A: AsRef<OsStr>>(mut self, arguments: impl IntoIterator<Item = A>) -> Self {
        self.command.args(arguments);
        self
    }

    /// One environment variable.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Another working folder.
    pub fn folder(mut self, folder: &Path) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// The command, for a caller that starts it in its own way.
    pub fn into_command(self) -> Command {
        self.command
    }

    /// Runs it with its output shown.
    pub fn stream(mut self) -> Result<()> {
        let shown = self.shown();
        say::note(&shown);
        let status = self.command.stdin(Stdio::null()).status();
        check(status.with_context(|| not_started(&shown))?, &shown)
    }

    /// Runs it with its output in `target/xtask/<name>.log`, which is shown in
    /// full on failure and returned on success.
    pub fn quiet(mut self, name: &str) -> Result<String> {
        let shown = self.shown();
        say::note(&shown);
        let folder = paths::target().join("xtask");
        fs::create_dir_all(&folder)?;
        let path = folder.join(format!("{name}.log"));
        let log = File::create(&path)?;
        let mut child = self
            .command
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .spawn()
            .with_context(|| not_started(&shown))?;
        let mut shown_at = Instant::now();
        let started = shown_at;
        let status = loop {
            if let Some(status) = child.try_wait()? {
                break status;
            }
            if shown_at.elapsed() > PROGRESS_EVERY {
                shown_at = Instant::now();
                let last = last_line(&read(&path)?);
                say::note(&format!("… {} {last}", say::duration(started.elapsed())));
            }
            pause(POLL_EVERY);
        };
        let text = read(&path)?;
        if !status.success() {
            say::line(&text);
        }
        check(status, &shown)?;
        Ok(text)
    }

    /// Runs it and returns what it wrote to its standard output; its error
    /// stream is part of the error.
    pub fn read(mut self) -> Result<String> {
        let shown = self.shown();
        let output = self.command.stdin(Stdio::null()).output();
        let output = output.with_context(|| not_started(&shown))?;
        check(output.status, &shown)
            .with_context(|| String::from_utf8_lossy(&output.stderr).into_owned())?;
        String::from_utf8(output.stdout).with_context(|| format!("{shown} wrote no UTF-8"))
    }

    /// Whether it starts and succeeds; its output is dropped.
    pub fn succeeds(mut self) -> bool {
        self.command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .is_ok_and(|status| status.success())
    }

    /// The command line as a person would type it.
    fn shown(&self) -> String {
        let program = Path::new(self.command.get_program());
        let program = program.file_name().unwrap_or(program.as_os_str());
        std::iter::once(program)
            .chain(self.command.get_args())
            .map(|word| word.to_string_lossy())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

fn check(status: ExitStatus, shown: &str) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    bail!("`{shown}` failed ({status})")
}

fn not_started(shown: &str) -> String {
    format!("`{shown}` could not be started: is it installed? (`cargo xtask setup`)")
}

/// Programs write what they like; a log is read even when it is not UTF-8.
fn read(path: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(path)?).into_owned())
}

fn last_line(text: &str) -> String {
    let last = text.lines().rfind(|line| !line.trim().is_empty());
    last.unwrap_or_default().trim().chars().take(100).collect()
}

/// Waits between two looks at another process.
#[expect(
    clippy::disallowed_methods,
    reason = "there is no asynchronous runtime here, nothing else waits"
)]
pub fn pause(time: Duration) {
    thread::sleep(time);
}
