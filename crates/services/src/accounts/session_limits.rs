//! How long sessions last.

use chrono::TimeDelta;
use common::words::Role;
use serde::{Deserialize, Serialize};

/// When a session ends, in whole minutes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionLimit {
    /// Without any use.
    #[serde(rename = "idle_minutes", with = "minutes")]
    pub idle: TimeDelta,
    /// Whatever is done.
    #[serde(rename = "absolute_minutes", with = "minutes")]
    pub absolute: TimeDelta,
}

/// How long the sessions of drivers and of the staff last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SessionLimits {
    /// Of drivers: 30 minutes and 12 hours.
    pub driver: SessionLimit,
    /// Of the issuer's staff: 15 minutes and 8 hours.
    pub staff: SessionLimit,
}

impl Default for SessionLimits {
    fn default() -> Self {
        Self {
            driver: SessionLimit {
                idle: TimeDelta::minutes(30),
                absolute: TimeDelta::hours(12),
            },
            staff: SessionLimit {
                idle: TimeDelta::minutes(15),
                absolute: TimeDelta::hours(8),
            },
        }
    }
}

impl SessionLimits {
    /// The limit for somebody's sessions.
    #[must_use]
    pub const fn of(&self, role: Role) -> SessionLimit {
        if role.is_staff() {
            self.staff
        } else {
            self.driver
        }
    }

    /// One sentence per limit that no session could keep; empty if there is none.
    #[must_use]
    pub fn faults(&self) -> Vec<String> {
        let broken = [("driver", self.driver), ("staff", self.staff)]
            .into_iter()
            .filter(|(_, limit)| limit.idle.is_zero() || limit.absolute < limit.idle);
        broken
            .map(|(who, _)| {
                format!("{who}.idle_minutes must be at least 1 and at most {who}.absolute_minutes")
            })
            .collect()
    }
}

/// Durations as numbers of minutes.
mod minutes {
    use chrono::TimeDelta;
    use serde::{Deserialize, Deserializer, Serializer};

    pub(super) fn serialize<S: Serializer>(
        duration: &TimeDelta,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.serialize_i64(duration.num_minutes())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<TimeDelta, D::Error> {
        u32::deserialize(deserializer).map(|minutes| TimeDelta::minutes(minutes.into()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_are_written_in_minutes_and_checked() {
        let text = serde_json::to_string(&SessionLimits::default()).unwrap();
        assert!(
            text.contains(r#""driver":{"idle_minutes":30,"absolute_minutes":720}"#),
            "{text}"
        );
        let read: SessionLimits = serde_json::from_str(&text).unwrap();
        assert_eq!(read, SessionLimits::default());
        assert_eq!(read.faults(), Vec::<String>::new());
        let short = r#"{ "staff": { "idle_minutes": 0, "absolute_minutes": 60 } }"#;
        let short: SessionLimits = serde_json::from_str(short).unwrap();
        assert_eq!(short.driver, SessionLimits::default().driver);
        assert_eq!(short.faults().len(), 1);
        assert!(short.faults()[0].starts_with("staff."));
        let negative = r#"{ "staff": { "idle_minutes": -1, "absolute_minutes": 60 } }"#;
        assert!(serde_json::from_str::<SessionLimits>(negative).is_err());
    }
}
