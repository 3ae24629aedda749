//! What the program says about itself.

use std::io::Write as _;

use clap::CommandFactory as _;

use super::Cli;

/// Prints the OpenAPI document.
pub(super) fn openapi() -> anyhow::Result<()> {
    let text = crate::openapi::openapi().to_pretty_json()?;
    writeln!(std::io::stdout(), "{text}")?;
    Ok(())
}

/// Prints every variable with its meaning and default.
pub(super) fn variables() -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    for argument in Cli::command().get_arguments() {
        let Some(variable) = argument.get_env() else {
            continue;
        };
        let help = argument
            .get_help()
            .map(ToString::to_string)
            .unwrap_or_default();
        let defaults: Vec<_> = argument
            .get_default_values()
            .iter()
            .map(|value| value.to_string_lossy())
            .collect();
        let default = if defaults.is_empty() {
            String::new()
        } else {
            format!(" [{}]", defaults.join(","))
        };
        writeln!(out, "{}{default}\n    {help}", variable.to_string_lossy())?;
    }
    Ok(())
}
