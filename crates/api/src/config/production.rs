//! What production refuses.

use super::operator::{
    DEVELOPMENT_ADDRESS, DEVELOPMENT_LEGAL_FORM, DEVELOPMENT_NAME, DEVELOPMENT_PHONE,
};
use super::seller::DEVELOPMENT_SIRET;
use super::{Config, PaymentProviderKind};

/// One sentence per development default that is left.
pub(super) fn faults(config: &Config) -> Vec<String> {
    let (keys, messages, operator) = (&config.keys, &config.messages, &config.operator);
    let payment = &config.payment;
    let takes_stripe = payment.payment_provider == PaymentProviderKind::Stripe;
    let asks_register = !matches!(messages.register.as_deref(), None | Some("manual"));
    let is_https = config
        .http
        .public_url
        .as_ref()
        .is_some_and(|url| url.scheme() == "https");
    let checks = [
        (
            !config.demo,
            "CQC_DEMO must not be set; demonstration data are for development",
        ),
        (
            config.database_url.is_some(),
            "CQC_DATABASE_URL must name the database",
        ),
        (
            is_https,
            "CQC_PUBLIC_URL must be the https address of the service",
        ),
        (
            keys.token_key_file.is_some(),
            "CQC_TOKEN_KEY_FILE must name the key that signs access tokens",
        ),
        (
            keys.certificate_key_file.is_some(),
            "CQC_CERTIFICATE_KEY_FILE must name the key that signs certificates",
        ),
        (
            messages.smtp_url.is_some(),
            "CQC_SMTP_URL must name a mail server; the outbox is for development",
        ),
        (
            !messages.mail_from.contains("example.org"),
            "CQC_MAIL_FROM must be the sender of mails",
        ),
        (
            messages.sms_url.is_some(),
            "CQC_SMS_URL must name an SMS gateway; the outbox is for development",
        ),
        (
            messages.sms_key.is_some(),
            "CQC_SMS_KEY must be the SMS gateway's key",
        ),
        (
            messages.register.is_some(),
            "CQC_REGISTER must name a licence register or be `manual`; the simulated one is for development",
        ),
        (
            !asks_register || messages.register_key.is_some(),
            "CQC_REGISTER_KEY must be the licence register's key",
        ),
        (
            takes_stripe,
            "CQC_PAYMENT_PROVIDER must be `stripe`; the simulated one is for development",
        ),
        (
            !takes_stripe || payment.has_secret_key(),
            "CQC_STRIPE_SECRET_KEY must be the key of the account at Stripe",
        ),
        (
            !takes_stripe || payment.has_webhook_secrets(),
            "CQC_STRIPE_WEBHOOK_SECRETS must be the secrets of Stripe's notices",
        ),
        (
            payment.stripe_url.scheme() == "https",
            "CQC_STRIPE_URL must be an https address",
        ),
        (
            operator.operator_name != DEVELOPMENT_NAME,
            "CQC_OPERATOR_NAME must be the operator's legal name",
        ),
        (
            operator.operator_legal_form != DEVELOPMENT_LEGAL_FORM,
            "CQC_OPERATOR_LEGAL_FORM must be the operator's legal form and capital",
        ),
        (
            operator.operator_address != DEVELOPMENT_ADDRESS,
            "CQC_OPERATOR_ADDRESS must be the operator's postal address",
        ),
        (
            config.seller.seller_siret.as_str() != DEVELOPMENT_SIRET,
            "CQC_SELLER_SIRET must be the SIRET of the operator's head office, with the other CQC_SELLER_* that invoices need",
        ),
        (
            !operator.contact_email.ends_with("@example.org"),
            "CQC_CONTACT_EMAIL must be the address for questions",
        ),
        (
            operator.contact_phone != DEVELOPMENT_PHONE,
            "CQC_CONTACT_PHONE must be the telephone for questions, with its hours",
        ),
    ];
    checks
        .into_iter()
        .filter(|(is_met, _)| !is_met)
        .map(|(_, fault)| fault.to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::Parser as _;

    use crate::commands::Cli;

    fn faults(arguments: &[&str]) -> Vec<String> {
        let all = ["cqc-hub", "serve"].iter().chain(arguments);
        Cli::try_parse_from(all).unwrap().config.faults()
    }

    #[test]
    fn development_needs_nothing_and_production_refuses_every_default() {
        assert_eq!(faults(&[]), Vec::<String>::new());
        let refused = faults(&["--mode", "production"]);
        for variable in [
            "CQC_DATABASE_URL",
            "CQC_PUBLIC_URL",
            "CQC_TOKEN_KEY_FILE",
            "CQC_CERTIFICATE_KEY_FILE",
            "CQC_SMTP_URL",
            "CQC_MAIL_FROM",
            "CQC_SMS_URL",
            "CQC_REGISTER",
            "CQC_PAYMENT_PROVIDER",
            "CQC_OPERATOR_NAME",
            "CQC_OPERATOR_LEGAL_FORM",
            "CQC_OPERATOR_ADDRESS",
            "CQC_CONTACT_EMAIL",
            "CQC_CONTACT_PHONE",
        ] {
            assert!(
                refused.iter().any(|fault| fault.contains(variable)),
                "{variable}"
            );
        }
    }

    const WHOLE: [&str; 38] = [
        "--mode",
        "production",
        "--database-url",
        "postgres://hub:x@db/hub",
        "--public-url",
        "https://cqc.example.fr",
        "--token-key-file",
        "/k/t.pem",
        "--certificate-key-file",
        "/k/c.pem",
        "--smtp-url",
        "smtps://u:p@mail",
        "--mail-from",
        "CQC <cqc@operateur.fr>",
        "--sms-url",
        "https://sms.example.fr",
        "--sms-key",
        "k",
        "--register",
        "manual",
        "--payment-provider",
        "stripe",
        "--stripe-secret-key",
        "rk_live_x",
        "--stripe-webhook-secrets",
        "whsec_new,whsec_old",
        "--operator-name",
        "Opérateur",
        "--operator-legal-form",
        "Établissement public",
        "--operator-address",
        "2 rue du Port, 69002 Lyon",
        "--seller-siret",
        "35297362200009",
        "--contact-email",
        "aide@operateur.fr",
        "--contact-phone",
        "04 72 00 00 00",
    ];

    #[test]
    fn production_accepts_a_whole_configuration() {
        assert_eq!(faults(&WHOLE), Vec::<String>::new());
    }

    #[test]
    fn a_register_that_is_asked_needs_its_key() {
        let asked = WHOLE.map(|word| match word {
            "manual" => "https://register.example.fr",
            other => other,
        });
        let refused = faults(&asked);
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert!(refused[0].contains("CQC_REGISTER_KEY"));
        let with_key: Vec<_> = asked.into_iter().chain(["--register-key", "k"]).collect();
        assert_eq!(faults(&with_key), Vec::<String>::new());
    }

    #[test]
    fn stripe_needs_its_key_a_secret_that_is_not_empty_and_tls() {
        for (given, instead, variable) in [
            ("rk_live_x", " ", "CQC_STRIPE_SECRET_KEY"),
            ("whsec_new,whsec_old", "", "CQC_STRIPE_WEBHOOK_SECRETS"),
            (
                "whsec_new,whsec_old",
                "whsec_new,",
                "CQC_STRIPE_WEBHOOK_SECRETS",
            ),
        ] {
            let refused = faults(&WHOLE.map(|word| if word == given { instead } else { word }));
            assert_eq!(refused.len(), 1, "{variable}: {refused:?}");
            assert!(refused[0].contains(variable), "{refused:?}");
        }
        let clear = ["--stripe-url", "http://127.0.0.1:1"];
        let refused = faults(&[&WHOLE[..], &clear[..]].concat());
        assert_eq!(refused.len(), 1, "{refused:?}");
        assert!(refused[0].contains("CQC_STRIPE_URL"), "{refused:?}");
    }

    #[test]
    fn no_secret_is_printed() {
        let cli = Cli::try_parse_from([
            "cqc-hub",
            "serve",
            "--smtp-url",
            "smtps://u:hunter2@mail",
            "--sms-key",
            "hunter2",
            "--database-url",
            "postgres://u:hunter2@db/hub",
            "--s3-secret-access-key",
            "hunter2",
            "--stripe-secret-key",
            "hunter2",
            "--stripe-webhook-secrets",
            "hunter2,hunter2",
        ])
        .unwrap();
        assert!(!format!("{cli:?}").contains("hunter2"));
    }
}
