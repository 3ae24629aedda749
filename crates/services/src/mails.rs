//! The mails: each is a struct of what it says, and a directory
//! `templates/mails/<name>/` with `subject`, `text` and `html` in each language.
//!
//! A template sees the struct's fields, and `service` (the service's name),
//! `operator`, `contact_email`, `contact_phone`, `home` (the service's address) and
//! `preferences` (where optional mails are switched off).

use std::sync::OnceLock;

use common::ids::DriverId;
use common::words::Language;
use db::Conn;
use db::accounts::AccountRow;
use db::drivers::DriverRow;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value, context};
use serde::Serialize;

use crate::context::Tx;
use crate::error::ServiceResult;
use crate::jobs::{AttachmentRef, SendEmail};
use crate::settings::Settings;

const TEMPLATES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/templates.rs"));

/// What a mail says. Its fields are what its template shows.
pub trait Mail: Serialize {
    /// The template's directory below `templates/mails`.
    const TEMPLATE: &'static str;

    /// The files that go with it.
    fn attachments(&self) -> Vec<AttachmentRef> {
        Vec::new()
    }
}

/// To whom a mail goes.
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    /// The mail address.
    pub email: String,
    /// The language to write in.
    pub language: Language,
}

impl Recipient {
    /// Whose account it is, in the language that they chose.
    #[must_use]
    pub fn of(account: &AccountRow) -> Self {
        Self {
            email: account.email.clone(),
            language: account.language,
        }
    }
}

/// A driver, with how to write to them and their name.
pub(crate) fn addressee(
    conn: &mut Conn,
    driver: DriverId,
) -> ServiceResult<(DriverRow, Recipient, String)> {
    let driver = db::drivers::get(conn, driver)?;
    let account = db::accounts::get(conn, driver.account_id)?;
    Ok((driver, Recipient::of(&account), account.display_name))
}

impl std::fmt::Debug for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Recipient")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

/// A mail written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WrittenMail {
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The HTML alternative.
    pub html: String,
}

impl Tx<'_> {
    /// Queues a mail; it leaves as soon as the transaction is committed.
    ///
    /// # Errors
    ///
    /// If the database fails, or the template cannot be filled.
    pub fn mail<M: Mail>(&mut self, to: &Recipient, mail: &M) -> ServiceResult<()> {
        let job = written(self.settings, to, mail)?;
        self.enqueue(&job)?;
        Ok(())
    }
}

/// The job that sends a mail.
///
/// # Errors
///
/// If the template cannot be filled.
pub(crate) fn written<M: Mail>(
    settings: &Settings,
    to: &Recipient,
    mail: &M,
) -> ServiceResult<SendEmail> {
    let data = serde_json::to_value(mail)?;
    // A template that lacks something fails its cause, not its job later.
    render(settings, M::TEMPLATE, to.language, &data)?;
    Ok(SendEmail {
        to: to.email.clone(),
        template: M::TEMPLATE.to_owned(),
        language: to.language,
        data,
        attachments: mail.attachments(),
    })
}

/// Fills a template.
///
/// # Errors
///
/// If there is no such template or it shows something that `data` lacks.
pub(crate) fn render(
    settings: &Settings,
    template: &str,
    language: Language,
    data: &serde_json::Value,
) -> anyhow::Result<WrittenMail> {
    let environment = environment()?;
    let shared = context! {
        service => settings.operator.service_name.as_str(),
        operator => settings.operator.name.as_str(),
        operator_address => settings.operator.address.as_str(),
        contact_email => settings.operator.contact_email.as_str(),
        contact_phone => settings.operator.contact_phone.as_str(),
        home => settings.link(""),
        preferences => settings.link("mes-notifications"),
        language => language.as_str(),
    };
    let part = |part: &str| -> anyhow::Result<String> {
        let name = format!("mails/{template}/{part}.{language}.j2");
        let values = context! { ..Value::from(Serde(data)), ..shared.clone() };
        Ok(environment.get_template(&name)?.render(values)?)
    };
    Ok(WrittenMail {
        subject: part("subject")?.trim().to_owned(),
        text: format!("{}\n", part("text")?.trim()),
        html: part("html")?,
    })
}

fn environment() -> anyhow::Result<&'static Environment<'static>> {
    static ENVIRONMENT: OnceLock<Result<Environment<'static>, String>> = OnceLock::new();
    let environment = ENVIRONMENT.get_or_init(|| {
        let mut environment = Environment::new();
        // A misspelt field is an error, not an empty place in a mail.
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|name| {
            if name.contains("html") {
                AutoEscape::Html
            } else {
                AutoEscape::None
            }
        });
        environment.add_filter("day", day);
        for (name, source) in TEMPLATES {
            environment
                .add_template(name, source)
                .map_err(|error| format!("{error:#}"))?;
        }
        Ok(environment)
    });
    environment
        .as_ref()
        .map_err(|error| anyhow::anyhow!("a mail template is broken: {error}"))
}

/// `2026-11-23` as people write it: `23/11/2026`. A value that is no date stays.
fn day(value: &str) -> String {
    let day = value.get(..10).unwrap_or(value);
    day.parse::<chrono::NaiveDate>().map_or_else(
        |_| value.to_owned(),
        |day| day.format("%d/%m/%Y").to_string(),
    )
}

#[cfg(test)]
mod snapshots;

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_mail_has_all_parts_in_all_languages() {
        environment().unwrap();
        let names: BTreeSet<&str> = TEMPLATES.iter().map(|(name, _)| *name).collect();
        let mails: BTreeSet<&str> = names
            .iter()
            .filter_map(|name| name.strip_prefix("mails/")?.split('/').next())
            .collect();
        assert!(!mails.is_empty());
        for mail in mails {
            for part in ["subject", "text", "html"] {
                for language in Language::ALL {
                    let name = format!("mails/{mail}/{part}.{language}.j2");
                    assert!(names.contains(name.as_str()), "{name} is missing");
                }
            }
        }
    }

    #[test]
    fn only_optional_mails_say_where_to_switch_them_off() {
        const OPTIONAL: [&str; 4] = [
            "certificate_expires",
            "draft_reminder",
            "licence_expires",
            "qualification_expires",
        ];
        let names = TEMPLATES
            .iter()
            .filter_map(|(name, source)| Some((name.strip_prefix("mails/")?, source)));
        for (name, source) in names {
            let (mail, part) = name.split_once('/').unwrap();
            let says_where = source.contains("optional");
            let should = OPTIONAL.contains(&mail) && !part.starts_with("subject");
            assert_eq!(says_where, should, "{name}");
        }
    }

    #[test]
    fn what_is_shown_cannot_become_markup() {
        let settings = crate::testing::settings();
        let data = serde_json::json!({ "sent_to": "<img src=x onerror=alert(1)>" });
        for language in Language::ALL {
            let mail = render(&settings, "doctor", *language, &data).unwrap();
            assert!(!mail.html.contains("<img"), "{}", mail.html);
            assert!(mail.html.contains(&format!("lang=\"{language}\"")));
            assert!(
                mail.text.contains("<img src=x"),
                "plain text stays as it is"
            );
        }
    }

    #[test]
    fn a_missing_field_is_an_error() {
        let settings = crate::testing::settings();
        let error = render(
            &settings,
            "doctor",
            Language::French,
            &serde_json::json!({}),
        );
        assert!(error.is_err());
        assert!(
            render(
                &settings,
                "no_such_mail",
                Language::French,
                &serde_json::json!({})
            )
            .is_err()
        );
    }

    #[test]
    fn days_are_written_as_people_do() {
        assert_eq!(day("2026-11-23"), "23/11/2026");
        assert_eq!(day("2026-11-23T10:00:00Z"), "23/11/2026");
        assert_eq!(day("demain"), "demain");
    }
}
