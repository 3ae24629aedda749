//! Habits that no compiler checks.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Result, bail};

use super::texts;
use crate::{paths, say};

const LONGEST_FILE: usize = 400;

/// Files that may be longer, each with its reason.
const LONG_FILES: &[(&str, &str)] = &[(
    "crates/db/src/schema.rs",
    "one table of columns per database table",
)];

/// Words of work put off; written in two parts, or this file would be found.
const PUT_OFF: [&str; 2] = [concat!("TO", "DO"), concat!("FIX", "ME")];

/// Sources in the crates and the front end, without what tools wrote.
const EXTENSIONS: [&str; 8] = ["rs", "ts", "mjs", "js", "scss", "html", "sql", "toml"];
const FOLDERS_LEFT_OUT: [&str; 5] = ["target", "node_modules", "dist", "test-results", "locales"];

/// Fails with every finding at once.
pub fn check() -> Result<()> {
    let root = paths::root();
    let mut files = Vec::new();
    for folder in ["crates", "frontend", "migrations"] {
        collect(&root.join(folder), &mut files)?;
    }
    files.sort();
    let mut findings = Vec::new();
    let mut pages = Vec::new();
    for file in &files {
        let name = file.strip_prefix(&root)?.to_string_lossy().into_owned();
        let text = String::from_utf8_lossy(&fs::read(file)?).into_owned();
        findings.extend(examine(&name, &text));
        if name.starts_with("frontend/") && name.ends_with(".rs") {
            pages.push(text);
        }
    }
    let locales = root.join("frontend/ui/locales/fr");
    for text in texts::unused(&locales, pages.iter().map(String::as_str))? {
        findings.push(format!("frontend/ui/locales: no page uses {text}"));
    }
    say::note(&format!("{} files read", files.len()));
    if findings.is_empty() {
        return Ok(());
    }
    bail!("\n   {}", findings.join("\n   "))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.exists() {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !FOLDERS_LEFT_OUT.contains(&name.as_ref()) {
                collect(&path, files)?;
            }
        } else if EXTENSIONS.iter().any(|known| name.ends_with(known)) {
            files.push(path);
        }
    }
    Ok(())
}

fn examine(name: &str, text: &str) -> Vec<String> {
    let mut findings = Vec::new();
    if name.ends_with("/mod.rs") {
        findings.push(format!("{name}: use x.rs beside x/ instead of mod.rs"));
    }
    let lines = text.lines().count();
    let source = name.ends_with(".rs") && name.contains("/src/");
    let excepted = LONG_FILES.iter().any(|(file, _)| *file == name);
    if source && lines > LONGEST_FILE && !excepted {
        findings.push(format!("{name}: {lines} lines, at most {LONGEST_FILE}"));
    }
    if !source_needs_exception(name, lines) {
        findings.push(format!(
            "{name}: no longer long, remove it from the exceptions"
        ));
    }
    for (index, line) in text.lines().enumerate() {
        if PUT_OFF.iter().any(|word| line.contains(word)) {
            findings.push(format!("{name}:{}: work put off", index + 1));
        }
    }
    findings
}

/// An exception that is not needed any more would hide the next long file.
fn source_needs_exception(name: &str, lines: usize) -> bool {
    lines > LONGEST_FILE || LONG_FILES.iter().all(|(file, _)| *file != name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_habit_is_noticed() {
        assert!(examine("crates/a/src/a.rs", "fn a() {}\n").is_empty());
        assert_eq!(examine("crates/a/src/b/mod.rs", "").len(), 1);
        assert_eq!(examine("crates/a/src/a.rs", &"\n".repeat(401)).len(), 1);
        assert!(examine("crates/a/tests/a.rs", &"\n".repeat(401)).is_empty());
        let put_off = format!("// {}: later", PUT_OFF[0]);
        assert_eq!(examine("frontend/e2e/a.ts", &put_off).len(), 1);
    }
}
