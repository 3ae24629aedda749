//! Texts of the pages that no page uses: each costs size in every visit.

use std::{collections::BTreeSet, fs, path::Path};

use anyhow::{Context, Result};
use serde_json::{Map, Value};

/// The macros by which pages take a text; the build fails on one that is missing.
const MACROS: [&str; 3] = ["tr!(", "t_string!(", "tu_string!("];

/// Names every text of `locales` that none of the sources uses.
pub fn unused<'a>(locales: &Path, sources: impl Iterator<Item = &'a str>) -> Result<Vec<String>> {
    let used: BTreeSet<String> = sources.flat_map(used_in).collect();
    let mut findings = Vec::new();
    for entry in fs::read_dir(locales)? {
        let path = entry?.path();
        let area = path.file_stem().unwrap_or_default().to_string_lossy();
        let texts: Map<String, Value> = serde_json::from_str(&fs::read_to_string(&path)?)
            .with_context(|| format!("{} is not an object", path.display()))?;
        let keys = texts.keys().map(|key| format!("{area}.{key}"));
        findings.extend(keys.filter(|key| !used.contains(key)));
    }
    findings.sort();
    Ok(findings)
}

/// The texts that one source takes, as `area.key`.
fn used_in(source: &str) -> BTreeSet<String> {
    MACROS
        .iter()
        .flat_map(|name| source.split(name).skip(1))
        .filter_map(|call| {
            // What writes the text comes first, then the text, then its values.
            let (_, text) = call.split_once(',')?;
            let end = text.find([',', ')']).unwrap_or(text.len());
            let text: String = text.get(..end)?.split_whitespace().collect();
            text.contains('.').then_some(text)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_used_however_the_macro_is_laid_out() {
        let source = "tr!(i18n, common.save) t_string!(\n    i18n,\n    media.limits,\n    size = 8\n) \
                      crate::i18n::tu_string!(self.texts, common.error) format!(a, b.c)";
        let used: Vec<_> = used_in(source).into_iter().collect();
        assert_eq!(used, ["common.error", "common.save", "media.limits"]);
    }

    #[test]
    fn a_text_that_nobody_uses_is_named() {
        let folder = std::env::temp_dir().join(format!("cqc-texts-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::write(folder.join("common.json"), r#"{"save": "a", "lost": "b"}"#).unwrap();
        let found = unused(&folder, ["tr!(i18n, common.save)"].into_iter());
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(found.unwrap(), ["common.lost"]);
    }
}
