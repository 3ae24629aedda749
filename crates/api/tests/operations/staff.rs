//! `cqc-hub staff add`: from the command to the first sign-in.

use serde_json::{Value, json};

use crate::program::Installation;

const PASSWORD: &str = "Camion!Bleu2024";

const ADD: [&str; 7] = [
    "staff",
    "add",
    "Alix.Agent@Office.fr",
    "--name",
    "Alix Agent",
    "--role",
    "agent",
];

#[test]
fn what_is_wrong_is_said_and_nothing_is_made() {
    let installation = Installation::new();
    let said = installation.fail(&ADD);
    assert!(said.contains("cqc-hub migrate"), "{said}");
    installation.succeed(&["migrate"]);
    let said = installation.fail(&["staff", "add", "alix@", "--name", " ", "--role", "driver"]);
    for field in ["email: ", "name: ", "role: "] {
        assert!(said.contains(field), "{field} {said}");
    }
    let said = installation.fail(&["staff", "add", "a@b.fr", "--name", "A", "--role", "boss"]);
    assert!(said.contains("boss"), "{said}");
    installation.succeed(&ADD);
    let mut again = ADD;
    again[2] = "alix.agent@office.fr";
    let said = installation.fail(&again);
    assert!(said.contains("exists already"), "{said}");
}

#[tokio::test]
async fn somebody_of_the_staff_creates_a_password_and_signs_in() {
    let installation = Installation::migrated();
    let printed = installation.succeed(&ADD);
    assert!(printed.contains("/staff/"), "{printed}");
    let server = installation.serve();

    let mail = server.outbox(1).await.remove(0);
    let text = mail["text"].as_str().unwrap();
    assert!(text.contains("72 h") && text.contains("/staff/"), "{text}");
    let (_, rest) = text.split_once("/mot-de-passe#").unwrap();
    let token = rest.split_whitespace().next().unwrap();
    let body = json!({ "token": token, "password": PASSWORD, "confirmation": PASSWORD });
    let answer = server.post("/api/v1/passwords", &body).await;
    assert!(answer.status().is_success(), "{}", answer.status());
    let answer = server.post("/api/v1/passwords", &body).await;
    assert_eq!(answer.status(), 410, "a link works once");

    let session = server.sign_in("alix.agent@office.fr", PASSWORD).await;
    assert_eq!(session["account"]["role"], "agent");
    assert_eq!(session["account"]["display_name"], "Alix Agent");
}

#[tokio::test]
async fn the_outbox_lists_what_was_sent_newest_first() {
    let installation = Installation::migrated();
    installation.succeed(&ADD);
    let server = installation.serve();
    server.outbox(1).await;
    let mut second = ADD;
    second[2] = "second@office.fr";
    installation.succeed(&second);
    let messages = server.outbox(2).await;
    let to: Vec<_> = messages.iter().map(|message| &message["to"]).collect();
    // The domain of an address is kept in lower case.
    assert_eq!(to, ["second@office.fr", "Alix.Agent@office.fr"]);
    for message in &messages {
        let keys: Vec<_> = message
            .as_object()
            .unwrap()
            .keys()
            .map(String::as_str)
            .collect();
        let mut expected = vec![
            "id",
            "kind",
            "to",
            "subject",
            "text",
            "html",
            "attachments",
            "sent_at",
        ];
        expected.sort_unstable();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, expected);
        assert_eq!(message["kind"], "email");
        for key in ["id", "subject", "text"] {
            assert!(!message[key].as_str().unwrap().is_empty(), "{key}");
        }
        assert!(message["html"].as_str().unwrap().contains("<html"));
        assert_eq!(message["attachments"], Value::Array(Vec::new()));
        let sent_at = message["sent_at"].as_str().unwrap();
        assert!(sent_at.parse::<chrono::DateTime<chrono::Utc>>().is_ok());
        assert!(sent_at.ends_with('Z'), "{sent_at}");
    }
}
