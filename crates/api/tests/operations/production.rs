//! What a production server refuses although its configuration is complete.

use crate::program::Installation;

/// A complete configuration over a database in the installation's directory.
fn production(installation: Installation) -> Installation {
    let database = format!("sqlite:{}", installation.path("hub.db").display());
    let (tokens, certificates) = (
        installation.path("keys/tokens.pem"),
        installation.path("keys/certificates.pem"),
    );
    installation
        .with("CQC_MODE", "production")
        .with("CQC_DATABASE_URL", database)
        .with("CQC_PUBLIC_URL", "https://cqc.operateur.fr")
        .with("CQC_TOKEN_KEY_FILE", tokens.display())
        .with("CQC_CERTIFICATE_KEY_FILE", certificates.display())
        .with("CQC_SMTP_URL", "smtps://u:p@127.0.0.1:1")
        .with("CQC_MAIL_FROM", "CQC <cqc@operateur.fr>")
        .with("CQC_SMS_URL", "https://127.0.0.1:1")
        .with("CQC_SMS_KEY", "k")
        .with("CQC_REGISTER", "manual")
        .with("CQC_PAYMENT_PROVIDER", "stripe")
        .with("CQC_STRIPE_SECRET_KEY", "rk_live_x")
        .with("CQC_STRIPE_WEBHOOK_SECRETS", "whsec_x")
        .with("CQC_OPERATOR_NAME", "Opérateur")
        .with("CQC_OPERATOR_LEGAL_FORM", "Établissement public")
        .with("CQC_OPERATOR_ADDRESS", "2 rue du Port, 69002 Lyon")
        .with("CQC_SELLER_SIRET", "35297362200009")
        .with("CQC_CONTACT_EMAIL", "aide@operateur.fr")
        .with("CQC_CONTACT_PHONE", "04 72 00 00 00")
}

#[test]
fn a_development_configuration_is_refused_with_every_variable() {
    let installation = Installation::migrated().with("CQC_MODE", "production");
    for command in ["serve", "worker", "demo"] {
        let said = installation.fail(&[command]);
        for variable in [
            "CQC_PUBLIC_URL",
            "CQC_TOKEN_KEY_FILE",
            "CQC_OPERATOR_ADDRESS",
            "CQC_SELLER_SIRET",
        ] {
            assert!(said.contains(variable), "{command}, {variable}: {said}");
        }
    }
}

#[test]
fn a_database_with_demonstration_accounts_is_refused() {
    let installation = Installation::new();
    installation.succeed(&["demo"]);
    let installation = production(installation);
    for command in ["serve", "worker", "doctor"] {
        let said = installation.fail(&[command]);
        assert!(said.contains("@demo.example"), "{command}: {said}");
    }
}

#[tokio::test]
async fn a_complete_configuration_serves_and_shows_nothing_of_development() {
    let installation = Installation::migrated();
    // Makes the keys.
    installation.succeed(&["doctor"]);
    let installation = production(installation);
    let server = installation.serve();
    assert_eq!(server.get("/health/ready").await.status(), 200);
    assert_eq!(server.get("/dev/outbox").await.status(), 404);
}
