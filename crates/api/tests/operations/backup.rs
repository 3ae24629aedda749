//! `cqc-hub backup`, then `restore` elsewhere, then `doctor`: the same service again.

use std::path::Path;

use serde_json::Value;

use crate::program::Installation;

const DRIVER: &str = services::demo::DRIVER;

/// Names and sizes of all files below a directory.
fn files(directory: &Path) -> Vec<(String, u64)> {
    let mut found = Vec::new();
    let mut waiting = vec![directory.to_owned()];
    while let Some(next) = waiting.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let entry = entry.unwrap();
            if entry.file_type().unwrap().is_dir() {
                waiting.push(entry.path());
            } else {
                let path = entry.path();
                let name = path.strip_prefix(directory).unwrap().display().to_string();
                found.push((name, entry.metadata().unwrap().len()));
            }
        }
    }
    found.sort();
    found
}

#[tokio::test]
async fn what_was_backed_up_is_a_service_again_elsewhere() {
    let here = Installation::new();
    here.succeed(&["demo"]);
    let backup = here.path("backup");
    let target = backup.display().to_string();
    let server = here.serve();
    here.succeed(&["backup", &target]);
    assert!(here.fail(&["backup", &target]).contains("exists already"));
    drop(server);
    assert!(!files(&backup.join("files")).is_empty());
    assert_eq!(files(&backup.join("files")), files(&here.path("files")));
    assert!(
        !backup.join("keys").exists(),
        "keys are kept apart from the backup"
    );

    let there = Installation::new();
    let nothing = there.path("nothing").display().to_string();
    assert!(there.fail(&["restore", &nothing]).contains("is no backup"));
    there.succeed(&["restore", &target]);
    assert!(there.fail(&["restore", &target]).contains("exists already"));
    there.succeed(&["doctor"]);
    let server = there.serve();
    assert_eq!(server.get("/health/ready").await.status(), 200);
    let session = server.sign_in(DRIVER, services::demo::PASSWORD).await;
    assert_eq!(session["account"]["email"], DRIVER);
    let messages: Vec<Value> = server.outbox(1).await;
    let attachment = messages
        .iter()
        .find_map(|message| message["attachments"][0]["url"].as_str())
        .expect("a certificate was mailed");
    let bytes = server.get(attachment).await.bytes().await.unwrap();
    assert!(bytes.starts_with(b"%PDF-"));
}
