//! The migrations are embedded by a macro, which cannot tell cargo about new
//! ones; and tests keep a template database per set of migrations.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};

fn main() -> std::io::Result<()> {
    let root = Path::new("../../migrations");
    println!("cargo:rerun-if-changed={}", root.display());
    let mut files = Vec::new();
    for entry in std::fs::read_dir(root)? {
        let directory = entry?.path();
        if directory.is_dir() {
            files.push(directory.join("up.sql"));
        }
    }
    files.sort();
    println!(
        "cargo:rustc-env=CQC_MIGRATIONS={:016x}",
        fingerprint(&files)?
    );
    Ok(())
}

fn fingerprint(files: &[PathBuf]) -> std::io::Result<u64> {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(file)?.hash(&mut hasher);
    }
    Ok(hasher.finish())
}
