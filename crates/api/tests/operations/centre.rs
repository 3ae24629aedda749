//! `cqc-hub centre add`: the credentials that it shows open what they should.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::program::Installation;

const ADD: [&str; 15] = [
    "centre",
    "add",
    "Formation Route Rhône",
    "--region",
    "Auvergne-Rhône-Alpes",
    "--email",
    "contact@centre.fr",
    "--approval",
    "AGR-ARA-2026-0001",
    "--covers",
    "fimo/goods,fco/goods",
    "--from",
    "2026-01-01",
    "--until",
    "2030-12-31",
];

/// The value of a line `name   value`.
fn shown<'a>(printed: &'a str, name: &str) -> &'a str {
    let line = printed.lines().find_map(|line| line.strip_prefix(name));
    line.unwrap_or_else(|| panic!("{name} is not shown: {printed}"))
        .trim()
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_made() {
    let installation = Installation::migrated();
    let mut wrong = ADD;
    (wrong[6], wrong[8], wrong[14]) = ("contact@", " ", "2025-12-31");
    let siret = ["--siret", "12345678901234", "--client-days", "0"];
    let arguments: Vec<_> = wrong.into_iter().chain(siret).collect();
    let said = installation.fail(&arguments);
    for field in [
        "email: ",
        "approval/number: ",
        "approval/ends_on: ",
        "siret: ",
        "client_days: ",
    ] {
        assert!(said.contains(field), "{field} {said}");
    }
    let mut unknown = ADD;
    unknown[10] = "fimo/air";
    assert!(installation.fail(&unknown).contains("air"));
    installation.succeed(&ADD);
    let said = installation.fail(&ADD);
    assert!(said.contains("exists already"), "{said}");
}

#[tokio::test]
async fn the_software_of_a_new_centre_gets_a_token_of_the_issuer_in_the_metadata() {
    let installation = Installation::migrated().with("CQC_PUBLIC_URL", "https://hub.example/");
    let printed = installation.succeed(&ADD);
    let (client, secret) = (
        shown(&printed, "client id"),
        shown(&printed, "client secret"),
    );
    assert_eq!(
        shown(&printed, "token endpoint"),
        "https://hub.example/oauth/token"
    );
    let server = installation.serve();
    assert_eq!(server.token(client, "another").await.status(), 401);
    let answer = server.token(client, secret).await;
    assert_eq!(answer.status(), 200);
    let answer: Value = answer.json().await.unwrap();
    assert_eq!(answer["scope"], "trainings:write trainings:read");

    let token = answer["access_token"].as_str().unwrap();
    let claims = URL_SAFE_NO_PAD
        .decode(token.split('.').nth(1).unwrap())
        .unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    let metadata = server.get("/.well-known/oauth-authorization-server").await;
    let metadata: Value = metadata.json().await.unwrap();
    assert_eq!(claims["iss"], metadata["issuer"]);
    assert_eq!(claims["iss"], "https://hub.example");
    assert_eq!(claims["sub"], client);
    assert_eq!(claims["org"], shown(&printed, "organisation"));
}
