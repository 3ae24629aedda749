//! The rules that the operator may set (docs/adr/0003).

use std::path::{Path, PathBuf};

use anyhow::{Context as _, ensure};
use clap::Args;
use common::rules::policy::RulePolicy;
use serde::Deserialize;
use services::accounts::session_limits::SessionLimits;

/// Where the rules stand that differ from the defaults.
#[derive(Clone, Debug, Args)]
pub struct PolicyConfig {
    /// JSON file of the rules that differ from the defaults: numbers, dates and
    /// choices that the law leaves open. docs/operations.md shows one.
    #[arg(long, env = "CQC_POLICY_FILE", global = true)]
    pub policy_file: Option<PathBuf>,
}

/// What such a file holds; what it leaves out keeps its default, and what nobody
/// knows is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Policy {
    /// The numbers behind the rules.
    pub rules: RulePolicy,
    /// How long sessions last.
    pub sessions: SessionLimits,
}

impl PolicyConfig {
    /// The policy in force.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or what it says cannot be understood or
    /// contradicts itself; the text names the place.
    pub fn load(&self) -> anyhow::Result<Policy> {
        let Some(file) = &self.policy_file else {
            return Ok(Policy::default());
        };
        read(file).with_context(|| format!("CQC_POLICY_FILE {}", file.display()))
    }
}

fn read(file: &Path) -> anyhow::Result<Policy> {
    Policy::parse(&std::fs::read_to_string(file)?)
}

impl Policy {
    /// Understands the text of a policy file.
    ///
    /// # Errors
    ///
    /// Where the text is not understood, or every contradiction in it.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        let mut json = serde_json::Deserializer::from_str(text);
        let policy: Self = serde_path_to_error::deserialize(&mut json)?;
        json.end()?;
        let rules = policy.rules.faults().into_iter();
        let faults: Vec<_> = rules
            .map(|fault| format!("rules.{fault}"))
            .chain(
                policy
                    .sessions
                    .faults()
                    .into_iter()
                    .map(|fault| format!("sessions.{fault}")),
            )
            .collect();
        ensure!(faults.is_empty(), "{}", faults.join("; "));
        Ok(policy)
    }
}

#[cfg(test)]
mod tests {
    use common::rules::policy::CertificateStart;

    use super::*;

    /// The first block of JSON below a heading of the operator's handbook.
    fn example() -> &'static str {
        let handbook = include_str!("../../../../docs/operations.md");
        let (_, rest) = handbook.split_once("```json\n").unwrap();
        rest.split_once("```").unwrap().0
    }

    #[test]
    fn what_is_not_understood_is_refused_with_its_place() {
        for (text, said) in [
            (r#"{ "rule": {} }"#, "unknown field `rule`"),
            (
                r#"{ "rules": { "validity_year": 4 } }"#,
                "rules.validity_year",
            ),
            (
                r#"{ "rules": { "certificate": { "start": "today" } } }"#,
                "rules.certificate.start",
            ),
            (
                r#"{ "sessions": { "staff": { "idle_minutes": 5 } } }"#,
                "absolute_minutes",
            ),
            (
                r#"{ "rules": { "validity_years": 0 } }"#,
                "rules.validity_years must be",
            ),
            (
                r#"{ "sessions": { "staff": { "idle_minutes": 5, "absolute_minutes": 1 } } }"#,
                "sessions.staff.idle_minutes must be",
            ),
            ("{} {}", "trailing"),
        ] {
            let error = format!("{:#}", Policy::parse(text).unwrap_err());
            assert!(error.contains(said), "{text}: {error}");
        }
        let missing = PolicyConfig {
            policy_file: Some("/nowhere/policy.json".into()),
        };
        let error = format!("{:#}", missing.load().unwrap_err());
        assert!(
            error.contains("CQC_POLICY_FILE /nowhere/policy.json"),
            "{error}"
        );
    }

    #[test]
    fn the_example_of_the_handbook_is_one() {
        let policy = Policy::parse(example()).unwrap();
        assert_eq!(
            policy.rules.certificate.start,
            CertificateStart::TrainingEnd
        );
        assert!(!policy.rules.documents.proof_of_ties);
        assert_ne!(policy.sessions, SessionLimits::default());
        assert_eq!(policy.rules.validity_years, 5, "what it leaves out");
    }

    #[test]
    fn without_a_file_the_defaults_hold() {
        let none = PolicyConfig { policy_file: None };
        assert_eq!(none.load().unwrap(), Policy::default());
        assert_eq!(Policy::parse("{}").unwrap(), Policy::default());
    }
}
