//! Runs software that is not ours on what we made.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of a test's own, removed at the end.
pub struct Folder(PathBuf);

impl Folder {
    pub fn new(name: &str) -> Self {
        let path =
            Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
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

/// Runs a script of this folder's parent with files as its arguments.
pub fn run(script: &str, arguments: &[&Path]) -> Output {
    let python = std::env::var_os("CQC_TEST_PYTHON").expect(
        "CQC_TEST_PYTHON is not set: run the tests through `cargo xtask test`, which makes a Python \
         environment of crates/documents/tests/requirements.txt and names its interpreter there",
    );
    let script = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(script);
    Command::new(python)
        .arg(script)
        .args(arguments)
        .env("PYTHONUTF8", "1")
        .output()
        .unwrap()
}
