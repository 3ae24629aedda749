//! `docs/guide-coverage.md`: each promise of the user's guide has a test.
//!
//! The file holds a table whose rows start with the promise's number and end
//! with the test's file and title: `| G01 | … | path/of/file | title |`. A
//! promise with several tests has several rows.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result, bail};

use crate::{paths, say};

const COVERAGE: &str = "docs/guide-coverage.md";
/// As many promises does the guide make.
const LAST_PROMISE: u32 = 81;

/// One row of the table.
#[derive(Debug, PartialEq, Eq)]
struct Row<'text> {
    promise: u32,
    file: &'text str,
    title: &'text str,
}

/// Fails with every missing promise and every test that is not there.
pub fn check() -> Result<()> {
    let root = paths::root();
    let text = fs::read_to_string(root.join(COVERAGE))
        .with_context(|| format!("{COVERAGE} is missing"))?;
    let rows: Vec<_> = text.lines().filter_map(row).collect();
    let covered: BTreeSet<_> = rows.iter().map(|row| row.promise).collect();
    let mut findings: Vec<_> = (1..=LAST_PROMISE)
        .filter(|promise| !covered.contains(promise))
        .map(|promise| format!("G{promise:02}: no row"))
        .collect();
    findings.extend(rows.iter().filter_map(|row| missing(&root, row)));
    say::note(&format!(
        "{} of {LAST_PROMISE} promises covered by {} tests",
        covered.range(1..=LAST_PROMISE).count(),
        rows.len()
    ));
    if findings.is_empty() {
        return Ok(());
    }
    bail!("{COVERAGE}\n   {}", findings.join("\n   "))
}

fn row(line: &str) -> Option<Row<'_>> {
    let line = line.trim().strip_prefix('|')?.strip_suffix('|')?;
    let cells: Vec<_> = line
        .split('|')
        .map(|cell| cell.trim().trim_matches('`'))
        .collect();
    let [promise, .., file, title] = cells.as_slice() else {
        return None;
    };
    Some(Row {
        promise: promise.strip_prefix('G')?.parse().ok()?,
        file,
        title,
    })
}

/// What is wrong with a row, if anything.
fn missing(root: &Path, row: &Row<'_>) -> Option<String> {
    let Row {
        promise,
        file,
        title,
    } = row;
    let Ok(text) = fs::read_to_string(root.join(file)) else {
        return Some(format!("G{promise:02}: there is no file {file:?}"));
    };
    if has_test(file, &text, title) {
        return None;
    }
    Some(format!("G{promise:02}: {file} has no test {title:?}"))
}

/// A Rust test is named by its function, a browser test by its quoted title.
fn has_test(file: &str, text: &str, title: &str) -> bool {
    if title.is_empty() {
        return false;
    }
    if file.ends_with(".rs") {
        return text.contains(&format!("fn {title}("));
    }
    ['"', '\'', '`']
        .iter()
        .any(|quote| text.contains(&format!("{quote}{title}{quote}")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_number_anything_file_title() {
        let expected = Row {
            promise: 7,
            file: "crates/api/tests/a.rs",
            title: "sends_it",
        };
        assert_eq!(
            row("| G07 | \"Créer\" sends | `crates/api/tests/a.rs` | sends_it |"),
            Some(expected)
        );
        assert_eq!(row("| Promise | Text | File | Test |"), None);
        assert_eq!(row("| --- | --- | --- | --- |"), None);
    }

    #[test]
    fn a_title_must_be_a_whole_test() {
        assert!(has_test("a.rs", "async fn sends_it() {}", "sends_it"));
        assert!(!has_test("a.rs", "fn sends_it_twice() {}", "sends_it"));
        assert!(has_test("a.spec.ts", "test(\"sends it\", …)", "sends it"));
        assert!(!has_test("a.spec.ts", "// sends it", "sends it"));
        assert!(!has_test("a.spec.ts", "\"\"", ""));
    }
}
