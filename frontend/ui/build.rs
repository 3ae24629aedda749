//! Turns `locales/<language>/<area>.json` into the typed texts of `ui::i18n`.
//!
//! An area exists as soon as its file exists in French; a key that one of the
//! languages lacks stops the build.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use leptos_i18n_parser::parse_locales::options::{Config, ParseOptions};
use leptos_i18n_parser::parse_locales::parse_locales;

const DEFAULT: &str = "fr";

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");

    let options = ParseOptions::new().interpolate_display(true);
    let config = Config::new(DEFAULT)?
        .add_locale("en")?
        .add_namespaces(areas()?)?
        .parse_options(options);
    let texts = parse_locales(None, config)?;
    for file in texts.tracked_files.iter().flatten() {
        println!("cargo::rerun-if-changed={file}");
    }

    let warnings: Vec<_> = texts
        .diag
        .warnings()
        .iter()
        .map(ToString::to_string)
        .collect();
    let errors: Vec<_> = texts
        .diag
        .errors()
        .iter()
        .map(ToString::to_string)
        .collect();
    let problems = [warnings, errors].concat();
    if !problems.is_empty() {
        return Err(format!("texts differ between languages:\n{}", problems.join("\n")).into());
    }

    // The code is written by leptos_i18n, by its own rules.
    let lints = "missing_docs, unused_qualifications, clippy::all, clippy::allow_attributes, \
                 clippy::expect_used, clippy::unwrap_used, clippy::panic";
    let attributes = format!("#![allow({lints})]").parse()?;
    let code = leptos_i18n_codegen::gen_code(&texts, None, false, Some(&attributes), false)?;
    let out = PathBuf::from(std::env::var("OUT_DIR")?).join("i18n.rs");
    fs::write(out, code.to_string())?;
    Ok(())
}

/// The areas, by the names of the French files.
fn areas() -> Result<Vec<String>, Box<dyn Error>> {
    let mut areas = Vec::new();
    for entry in fs::read_dir(Path::new("locales").join(DEFAULT))? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
            && let Some(stem) = path.file_stem().and_then(|stem| stem.to_str())
        {
            areas.push(stem.to_owned());
        }
    }
    areas.sort();
    Ok(areas)
}
