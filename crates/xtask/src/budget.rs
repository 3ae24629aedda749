//! The size of a driver's first visit.

use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use crate::{paths, say};

const FIRST_LOAD_BUDGET: u64 = 300_000;
const WASM_BUDGET: u64 = 250_000;

/// Adds up what the driver's page makes the browser load on a first visit, as
/// brotli sends it, and fails when it is over the budget. What is loaded when a
/// page is opened later is shown beside it.
pub fn check() -> Result<()> {
    let folder = paths::site().join("driver");
    let files = first_load(&folder)?;
    let mut total = 0;
    let mut wasm = 0;
    for file in &files {
        let size = transferred(file)?;
        total += size;
        if is_wasm(file) {
            wasm += size;
        }
        say::note(&format!("{size:>8} B  {}", name_of(file)));
    }
    say::note(&format!(
        "{total:>8} B  first load (budget {FIRST_LOAD_BUDGET})"
    ));
    say::note(&format!("{wasm:>8} B  wasm (budget {WASM_BUDGET})"));
    show_later(&files)?;
    if wasm == 0 {
        bail!("the driver's page loads no wasm: is target/site/driver complete?");
    }
    if total > FIRST_LOAD_BUDGET || wasm > WASM_BUDGET {
        bail!("the driver's first load is over its budget");
    }
    Ok(())
}

/// The parts that come when one of their pages is opened.
fn show_later(first: &BTreeSet<PathBuf>) -> Result<()> {
    let program = first.iter().find(|file| is_wasm(file));
    let Some(folder) = program.and_then(|file| file.parent()) else {
        return Ok(());
    };
    let mut total = 0;
    let mut files: Vec<_> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    files.sort();
    for file in files.iter().filter(|file| is_wasm(file)) {
        if first.contains(file) {
            continue;
        }
        let size = transferred(file)?;
        total += size;
        say::note(&format!("{size:>8} B  later: {}", name_of(file)));
    }
    say::note(&format!("{total:>8} B  later, all parts together"));
    Ok(())
}

fn is_wasm(file: &Path) -> bool {
    file.extension()
        .is_some_and(|extension| extension == "wasm")
}

fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

/// The page itself and each file it names.
fn first_load(folder: &Path) -> Result<BTreeSet<PathBuf>> {
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).context("build the site first: cargo xtask budget")?;
    let mut files: BTreeSet<_> = quoted(&page)
        .map(|value| folder.join(value.trim_start_matches('/')))
        .filter(|path| path.is_file())
        .collect();
    files.insert(index);
    Ok(files)
}

/// The values of a page's attributes; minified HTML leaves quotes out.
fn quoted(page: &str) -> impl Iterator<Item = &str> {
    page.split(['"', '\'', '=', '>', ' ', '\n'])
        .filter(|value| !value.is_empty() && value.len() < 200)
}

fn transferred(file: &Path) -> Result<u64> {
    let mut compressed = file.as_os_str().to_owned();
    compressed.push(".br");
    let sent = fs::metadata(&compressed).or_else(|_| fs::metadata(file))?;
    Ok(sent.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_with_and_without_quotes() {
        let page = r#"<link rel="preload" href="/a-1.wasm" as=fetch><script src=/boot-2.js>"#;
        let values: Vec<_> = quoted(page).collect();
        assert!(values.contains(&"/a-1.wasm") && values.contains(&"/boot-2.js"));
    }
}
