//! Software that is not ours reads the printed code and finds it genuine.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test's helpers may fail the test"
)]

#[path = "samples/data.rs"]
mod data;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use common::words::Language;
use documents::certificate::certificate_pdf;
use documents::credential::SigningKey;

/// A folder of this test's own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.0.join(name);
        std::fs::write(&path, content).unwrap();
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn verify(pdf: &Path, jwk: &Path) -> Output {
    let python = std::env::var_os("CQC_TEST_PYTHON").expect(
        "CQC_TEST_PYTHON is not set: run the tests through `cargo xtask test`, which makes a Python \
         environment of crates/documents/tests/requirements.txt and names its interpreter there",
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/independent_verifier.py");
    Command::new(python)
        .arg(script)
        .arg(pdf)
        .arg(jwk)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap()
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
