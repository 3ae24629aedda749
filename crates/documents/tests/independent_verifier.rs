//! Software that is not ours reads the printed code and finds it genuine.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helpers may fail the test"
)]

#[path = "samples/data.rs"]
mod data;

#[path = "samples/other_software.rs"]
mod other_software;

use std::path::Path;
use std::process::Output;

use common::words::Language;
use documents::certificate::certificate_pdf;
use documents::credential::SigningKey;
use other_software::{Folder, run};

fn verify(pdf: &Path, jwk: &Path) -> Output {
    run("independent_verifier.py", &[pdf, jwk])
}

#[test]
fn other_software_reads_the_printed_code_and_checks_its_signature() {
    let folder = Folder::new("independent");
    let key = SigningKey::generate().unwrap();
    let certificate = data::certificate(&key);
    let pdf = folder.file(
        "certificate.pdf",
        certificate_pdf(&certificate, Language::French).unwrap(),
    );
    let output = verify(&pdf, &folder.file("key.json", key.public_jwk()));
    let claims = String::from_utf8(output.stdout).unwrap();
    assert!(
        output.status.success(),
        "{claims}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    for expected in [
        &certificate.surname,
        &certificate.first_names,
        &certificate.number,
        "1988-02-29",
    ] {
        assert!(
            claims.contains(&format!("\"{expected}\"")),
            "{expected} is not in {claims}"
        );
    }
    let expires = data::credential().expires_at.timestamp();
    assert!(claims.contains(&format!("\"exp\": {expires}")), "{claims}");
}

#[test]
fn other_software_refuses_the_code_under_another_key() {
    let folder = Folder::new("independent-other");
    let certificate = data::certificate(&SigningKey::generate().unwrap());
    let pdf = folder.file(
        "certificate.pdf",
        certificate_pdf(&certificate, Language::French).unwrap(),
    );
    let other = SigningKey::generate().unwrap();
    let output = verify(&pdf, &folder.file("key.json", other.public_jwk()));
    assert!(!output.status.success());
    assert!(
        String::from_utf8_lossy(&output.stderr).contains("not authentic"),
        "{output:?}"
    );
}
