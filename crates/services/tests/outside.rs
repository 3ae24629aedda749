//! Mails through a real SMTP server, files in a real S3-compatible store, and webhooks
//! verified by the public library, all started here (`tests/servers/`).
//!
//! `CQC_TEST_PYTHON` names a Python in which `tests/requirements.txt` is installed;
//! `cargo xtask test` makes one.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that cannot go on has failed"
)]

use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;

use bytes::Bytes;
use common::dto::webhook::CreateWebhookEndpointRequest;
use common::ids::FileId;
use common::statuses::JobState;
use common::words::Language;
use db::on_both_engines;
use serde::Serialize;
use serde_json::Value;
use services::jobs::AttachmentRef;
use services::mails::{Mail, Recipient};
use services::ports::clock::{Clock as _, SystemClock};
use services::ports::file_store::{FileStore, S3Settings};
use services::ports::mailer::SmtpMailer;
use services::testing::TestContext;
use services::testing::records::{full_scope, insert_centre};
use services::webhooks::endpoints::{Manager, create_endpoint};
use services::webhooks::log::list_deliveries;
use services::webhooks::replay::send_test;

struct Server {
    child: Child,
    lines: BufReader<ChildStdout>,
    port: u16,
}

impl Server {
    fn start(script: &str) -> Self {
        let Ok(python) = std::env::var("CQC_TEST_PYTHON") else {
            panic!(
                "CQC_TEST_PYTHON is not set: give it a Python in which \
                 crates/services/tests/requirements.txt is installed (`cargo xtask test` makes one)"
            );
        };
        let script = format!("{}/tests/servers/{script}", env!("CARGO_MANIFEST_DIR"));
        let mut child = Command::new(python)
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap());
        let mut port = String::new();
        lines.read_line(&mut port).unwrap();
        let port = port.trim().parse().expect("the server says its port first");
        Self { child, lines, port }
    }

    fn next_mail(&mut self) -> Value {
        let mut line = String::new();
        self.lines.read_line(&mut line).unwrap();
        serde_json::from_str(&line).unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    fn tell(&mut self, line: &str) {
        use std::io::Write as _;
        writeln!(self.child.stdin.as_mut().unwrap(), "{line}").unwrap();
    }
}

#[derive(Serialize)]
struct Doctor {
    sent_to: String,
    #[serde(skip)]
    file: FileId,
}

impl Mail for Doctor {
    const TEMPLATE: &'static str = "doctor";

    fn attachments(&self) -> Vec<AttachmentRef> {
        vec![AttachmentRef {
            file: self.file,
            name: "Certificat – é.pdf".to_owned(),
        }]
    }
}

fn use_smtp(ctx: &mut TestContext, port: u16) {
    let mailer = SmtpMailer::new(
        &format!("smtp://127.0.0.1:{port}"),
        "CQC Hub <hub@hub.example>",
    );
    ctx.mailer = Arc::new(mailer.unwrap());
}

async fn store_file(ctx: &TestContext) -> FileId {
    let stored = ctx
        .files
        .put(Bytes::from_static(b"%PDF-1.7 not really"))
        .await
        .unwrap();
    let id = FileId::new();
    ctx.write(move |tx| {
        let row = db::files::FileRow {
            id,
            sha256: stored.sha256.clone(),
            size: stored.size,
            media_type: "application/pdf".to_owned(),
            created_at: tx.now.naive_utc(),
        };
        Ok(db::files::insert(tx, &row)?)
    })
    .await
    .unwrap();
    id
}

async fn queue_mail(ctx: &TestContext, to: &str, file: FileId) {
    let to = Recipient {
        email: to.to_owned(),
        language: Language::French,
    };
    ctx.write(move |tx| {
        tx.mail(
            &to,
            &Doctor {
                sent_to: to.email.clone(),
                file,
            },
        )
    })
    .await
    .unwrap();
}

async fn count(ctx: &TestContext, state: JobState) -> i64 {
    ctx.read(move |conn| Ok(db::jobs::count(conn, state)?))
        .await
        .unwrap()
}

/// An endpoint at a receiver, and the status of its answer to a test.
async fn answer_to_test(ctx: &TestContext, port: u16, tell: impl FnOnce(&str)) -> Option<u16> {
    let centre = insert_centre(ctx, full_scope()).await;
    let by = Manager {
        client: centre.client,
        organisation: centre.organisation,
    };
    let form = CreateWebhookEndpointRequest {
        url: format!("http://127.0.0.1:{port}/"),
        description: String::new(),
        events: Vec::new(),
    };
    let endpoint = create_endpoint(ctx, by, &form).await.unwrap();
    tell(endpoint.secret.as_deref().unwrap());
    // The receiver knows what time it is.
    ctx.clock.set(SystemClock.now());
    send_test(ctx, by, endpoint.id).await.unwrap();
    ctx.run_jobs().await;
    let log = list_deliveries(ctx, by.organisation, endpoint.id, None, 10).await;
    log.unwrap().0[0].status_code
}

on_both_engines! {
    async fn a_webhook_is_verified_by_the_public_library(ctx: TestContext) {
        let mut server = Server::start("webhook.py");
        let port = server.port;
        let status = answer_to_test(&ctx, port, |secret| server.tell(secret)).await;
        assert_eq!(status, Some(200));
    }

    async fn another_secret_is_not_accepted_by_it(ctx: TestContext) {
        let mut server = Server::start("webhook.py");
        let port = server.port;
        let other = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
        let status = answer_to_test(&ctx, port, |_| server.tell(other)).await;
        assert_eq!(status, Some(401));
    }

    async fn a_mail_arrives_whole(ctx: TestContext) {
        let mut ctx = ctx;
        let mut server = Server::start("smtp.py");
        use_smtp(&mut ctx, server.port);
        ctx.mailer.check().await.unwrap();
        let file = store_file(&ctx).await;
        queue_mail(&ctx, "jean@exemple.fr", file).await;
        assert_eq!(ctx.run_jobs().await, 1);
        let mail = server.next_mail();
        assert_eq!(mail["to"], serde_json::json!(["jean@exemple.fr"]));
        assert_eq!(mail["headers"]["subject"], "CQC Hub : message d’essai");
        assert_eq!(mail["headers"]["auto-submitted"], "auto-generated");
        assert!(mail["headers"]["message-id"].as_str().unwrap().starts_with("<msg_"));
        let parts = mail["parts"].as_array().unwrap();
        assert_eq!(parts[0]["type"], "text/plain");
        assert!(parts[0]["text"].as_str().unwrap().contains("https://hub.example/"));
        assert_eq!(parts[1]["type"], "text/html");
        assert!(parts[1]["text"].as_str().unwrap().contains("Ouvrir le service"));
        assert_eq!(parts[2]["name"], "Certificat – é.pdf");
        assert_eq!(parts[2]["size"], 19);
    }

    async fn a_mail_put_off_comes_later_and_a_refused_one_is_dead(ctx: TestContext) {
        let mut ctx = ctx;
        let mut server = Server::start("smtp.py");
        use_smtp(&mut ctx, server.port);
        let file = store_file(&ctx).await;
        queue_mail(&ctx, "later@exemple.fr", file).await;
        queue_mail(&ctx, "never@exemple.fr", file).await;
        assert_eq!(ctx.run_jobs().await, 2);
        assert_eq!(count(&ctx, JobState::Queued).await, 1);
        assert_eq!(count(&ctx, JobState::Dead).await, 1);
        ctx.clock.advance(chrono::TimeDelta::minutes(1));
        assert_eq!(ctx.run_jobs().await, 1);
        assert_eq!(server.next_mail()["to"], serde_json::json!(["later@exemple.fr"]));
        assert_eq!(count(&ctx, JobState::Queued).await, 0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_live_in_an_s3_compatible_store() {
    let server = Server::start("s3.py");
    let store = FileStore::s3(&S3Settings {
        bucket: "hub".to_owned(),
        region: "eu-west-3".to_owned(),
        endpoint: Some(format!("http://127.0.0.1:{}", server.port)),
        access_key_id: "test".to_owned(),
        secret_access_key: "test".to_owned(),
        allow_http: true,
    })
    .unwrap();
    exercise(&store).await;
}

#[tokio::test]
async fn files_live_in_a_directory() {
    let directory = std::env::temp_dir().join(format!("cqc_test_{}", FileId::new()));
    let store = FileStore::local(&directory).unwrap();
    exercise(&store).await;
    let stored = store
        .put(Bytes::from_static(b"to be damaged"))
        .await
        .unwrap();
    let file = directory.join(&stored.sha256[..2]).join(&stored.sha256);
    std::fs::write(file, b"damaged").unwrap();
    let error = store.get(&stored.sha256).await.unwrap_err();
    assert!(error.to_string().contains("damaged"), "{error}");
    std::fs::remove_dir_all(directory).unwrap();
}

/// What any store has to do.
async fn exercise(store: &FileStore) {
    store.check().await.unwrap();
    let bytes = Bytes::from(vec![7_u8; 300_000]);
    let stored = store.put(bytes.clone()).await.unwrap();
    assert_eq!(stored.size, 300_000);
    assert_eq!(
        store.put(bytes.clone()).await.unwrap(),
        stored,
        "the same file is kept once"
    );
    assert_eq!(store.get(&stored.sha256).await.unwrap(), bytes);
    store.delete(&stored.sha256).await.unwrap();
    store.delete(&stored.sha256).await.unwrap();
    assert!(store.get(&stored.sha256).await.is_err());
}
