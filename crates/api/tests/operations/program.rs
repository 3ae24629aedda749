//! The program as a process of its own, with a data directory of its own.

use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

/// How long anything may take before the test gives up.
const PATIENCE: Duration = Duration::from_secs(60);

/// Asks again and again until there is an answer.
pub async fn eventually<T, F: Future<Output = Option<T>>>(what: &str, ask: impl Fn() -> F) -> T {
    let until = Instant::now() + PATIENCE;
    loop {
        if let Some(answer) = ask().await {
            return answer;
        }
        assert!(Instant::now() < until, "{what} did not come about");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// A data directory and what is set in the environment; removed when dropped.
pub struct Installation {
    pub directory: PathBuf,
    variables: Vec<(String, String)>,
}

impl Drop for Installation {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.directory);
    }
}

impl Installation {
    /// Nothing is there yet.
    pub fn new() -> Self {
        let name = format!("cqc_operations_{}", common::ids::FileId::new());
        let directory = std::env::temp_dir().join(name);
        std::fs::create_dir(&directory).unwrap();
        Self {
            directory,
            variables: Vec::new(),
        }
    }

    /// With a database of the newest schema.
    pub fn migrated() -> Self {
        let installation = Self::new();
        installation.succeed(&["migrate"]);
        installation
    }

    /// With a variable set for every command that follows.
    pub fn with(mut self, name: &str, value: impl ToString) -> Self {
        self.variables.push((name.to_owned(), value.to_string()));
        self
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.join(name)
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_cqc-hub"));
        command
            .args(arguments)
            // What the tester's own environment says must not reach it.
            .env_clear()
            .env("CQC_DATA_DIR", &self.directory)
            .env("CQC_PORT", "0")
            .env("CQC_REQUESTS_PER_MINUTE", "100000")
            .envs(self.variables.iter().map(|(name, value)| (name, value)))
            .stdin(Stdio::null());
        command
    }

    /// Runs a command to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    /// Runs a command that has to succeed; what it prints.
    #[track_caller]
    pub fn succeed(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// Runs a command that has to fail; what it says about it.
    #[track_caller]
    pub fn fail(&self, arguments: &[&str]) -> String {
        let output = self.run(arguments);
        assert!(!output.status.success(), "{arguments:?} succeeded");
        said(&output)
    }

    /// Starts a command that goes on, and waits until it logs `ready`.
    pub fn start(&self, arguments: &[&str], ready: &str) -> Process {
        let mut child = self
            .command(arguments)
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        let mut process = Process {
            child,
            lines,
            log: Vec::new(),
        };
        process.wait_for(ready);
        process
    }

    /// Starts the server.
    pub fn serve(&self) -> Server {
        const ANSWERING: &str = "answering on ";
        let process = self.start(&["serve"], ANSWERING);
        let line = process.log.last().unwrap();
        let (_, rest) = line.split_once(ANSWERING).unwrap();
        let address = rest.split_whitespace().next().unwrap().to_owned();
        Server {
            process,
            address,
            http: reqwest::Client::new(),
        }
    }
}

/// What a command logged; colours are for terminals.
fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// A process that goes on until it is stopped.
pub struct Process {
    child: Child,
    lines: Receiver<String>,
    log: Vec<String>,
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Process {
    /// Reads the log until a line holds `text`.
    pub fn wait_for(&mut self, text: &str) {
        let until = Instant::now() + PATIENCE;
        loop {
            let left = until.saturating_duration_since(Instant::now());
            let Ok(line) = self.lines.recv_timeout(left) else {
                panic!("{text} was never logged:\n{}", self.log.join("\n"));
            };
            let found = line.contains(text);
            self.log.push(line);
            if found {
                return;
            }
        }
    }

    /// Asks the process to stop, as a service manager does; how it ended and
    /// what it logged.
    pub fn terminate(mut self) -> (ExitStatus, String) {
        let kill = format!("kill -TERM {}", self.child.id());
        assert!(
            Command::new("sh")
                .args(["-c", &kill])
                .status()
                .unwrap()
                .success()
        );
        // The channel ends with the process.
        while let Ok(line) = self.lines.recv_timeout(PATIENCE) {
            self.log.push(line);
        }
        (self.child.wait().unwrap(), self.log.join("\n"))
    }
}

/// A running server.
pub struct Server {
    pub process: Process,
    address: String,
    http: reqwest::Client,
}

impl Server {
    pub async fn get(&self, path: &str) -> reqwest::Response {
        self.http
            .get(format!("{}{path}", self.address))
            .send()
            .await
            .unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> reqwest::Response {
        let request = self.http.post(format!("{}{path}", self.address));
        request.json(body).send().await.unwrap()
    }

    /// An access token for an organisation's software.
    pub async fn token(&self, client: &str, secret: &str) -> reqwest::Response {
        self.http
            .post(format!("{}/oauth/token", self.address))
            .basic_auth(client, Some(secret))
            .form(&[("grant_type", "client_credentials")])
            .send()
            .await
            .unwrap()
    }

    /// Signs in; the answer.
    pub async fn sign_in(&self, email: &str, password: &str) -> Value {
        let body = serde_json::json!({ "email": email, "password": password });
        let answer = self.post("/api/v1/sessions", &body).await;
        assert_eq!(answer.status(), 200, "{email}");
        answer.json().await.unwrap()
    }

    /// What was sent, newest first, once there are as many messages.
    pub async fn outbox(&self, count: usize) -> Vec<Value> {
        let ask = || async {
            let messages: Vec<Value> = self.get("/dev/outbox").await.json().await.unwrap();
            (messages.len() >= count).then_some(messages)
        };
        eventually(&format!("{count} messages"), ask).await
    }
}

/// The database of an installation, for looking into it.
pub fn database(directory: &Path) -> db::Db {
    let url = db::DatabaseUrl::Sqlite(directory.join("hub.db"));
    db::Db::connect(&db::Options::new(url)).unwrap()
}
