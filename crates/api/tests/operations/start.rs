//! What commands say about themselves and refuse before they begin.

use crate::program::Installation;

#[test]
fn a_missing_database_is_made_by_migrate_alone() {
    let installation = Installation::new();
    for command in ["worker", "doctor"] {
        let said = installation.fail(&[command]);
        assert!(said.contains("cqc-hub migrate"), "{command}: {said}");
    }
    assert!(!installation.path("hub.db").exists());
    installation.succeed(&["migrate"]);
    installation.succeed(&["migrate"]);
    installation.succeed(&["doctor"]);
}

#[test]
fn a_policy_that_is_not_understood_stops_every_part() {
    let installation = Installation::migrated();
    let file = installation.path("policy.json");
    let installation = installation.with("CQC_POLICY_FILE", file.display());
    std::fs::write(
        &file,
        r#"{ "rules": { "certificate": { "begins": "issue" } } }"#,
    )
    .unwrap();
    for command in ["serve", "worker", "doctor"] {
        let said = installation.fail(&[command]);
        for part in ["CQC_POLICY_FILE", "rules.certificate", "begins"] {
            assert!(said.contains(part), "{command}, {part}: {said}");
        }
    }
    std::fs::write(
        &file,
        r#"{ "rules": { "certificate": { "start": "training_end" } } }"#,
    )
    .unwrap();
    installation.succeed(&["doctor"]);
}

#[test]
fn the_printed_contract_is_the_one_that_is_checked_in() {
    let installation = Installation::new();
    let printed = installation.succeed(&["openapi"]);
    let kept = include_str!("../../../../openapi/openapi.json");
    // Both have thousands of lines, which nobody wants to read in a failure.
    let is_same = printed.trim() == kept.trim();
    assert!(is_same, "run `cargo xtask openapi`");
}

#[test]
fn the_help_names_every_variable() {
    let installation = Installation::new();
    let (help, list) = (
        installation.succeed(&["--help"]),
        installation.succeed(&["config"]),
    );
    for variable in [
        "CQC_HOST",
        "CQC_POLICY_FILE",
        "CQC_OPERATOR_SIREN",
        "CQC_REGISTER_KEY",
        "CQC_STRIPE_WEBHOOK_SECRETS",
    ] {
        assert!(help.contains(variable), "--help lacks {variable}");
        assert!(list.contains(variable), "config lacks {variable}");
    }
    for command in ["staff", "centre", "backup", "restore", "doctor"] {
        assert!(help.contains(command), "--help lacks {command}");
    }
}

#[tokio::test]
async fn a_server_is_ready_and_stops_when_it_is_asked() {
    let installation = Installation::new();
    let server = installation.serve();
    for path in ["/health/live", "/health/ready", "/metrics"] {
        assert_eq!(server.get(path).await.status(), 200, "{path}");
    }
    let (status, log) = server.process.terminate();
    assert!(status.success(), "{status}: {log}");
    assert!(log.contains("no more requests are taken"), "{log}");
}
