//! Sends mails.

use bytes::Bytes;
use common::ids::{FileId, MessageId};
use db::Db;
use db::outbox::OutboxMessage;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Attachment, Mailbox, Message, MultiPart, SinglePart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Tokio1Executor};
use serde_json::json;

use super::clock::Clock;

/// Why a message could not be handed over.
#[derive(Debug, thiserror::Error)]
pub enum SendError {
    /// Trying again will not help: the address or the message is refused.
    #[error("refused for good: {0:#}")]
    Permanent(anyhow::Error),
    /// Trying again later may help.
    #[error("not possible now: {0:#}")]
    Temporary(anyhow::Error),
}

/// A file that goes with a mail.
#[derive(Clone, Debug)]
pub struct AttachedFile {
    /// Which file.
    pub file_id: FileId,
    /// The name that the recipient sees.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its bytes.
    pub bytes: Bytes,
}

/// A mail on its way. Printing it shows its id only.
#[derive(Clone)]
pub struct OutgoingMail {
    /// The same for every attempt; the `Message-Id` is made from it, so that a
    /// mail sent twice is shown once.
    pub id: MessageId,
    /// The recipient's address.
    pub to: String,
    /// The subject.
    pub subject: String,
    /// The text.
    pub text: String,
    /// The HTML alternative.
    pub html: String,
    /// What goes with it.
    pub attachments: Vec<AttachedFile>,
}

impl std::fmt::Debug for OutgoingMail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("OutgoingMail")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

/// A way to send mails.
#[async_trait::async_trait]
pub trait Mailer: Send + Sync + 'static {
    /// Hands a mail over.
    ///
    /// # Errors
    ///
    /// If it is refused, for good or for now.
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError>;

    /// Whether mails could be sent now.
    ///
    /// # Errors
    ///
    /// If they could not.
    async fn check(&self) -> anyhow::Result<()>;
}

/// Keeps mails in the database, for development.
pub struct OutboxMailer {
    /// Where they are kept.
    pub db: Db,
    /// When they are kept.
    pub clock: std::sync::Arc<dyn Clock>,
}

#[async_trait::async_trait]
impl Mailer for OutboxMailer {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        let attachments: Vec<_> = mail
            .attachments
            .iter()
            .map(|file| {
                json!({
                    "file_id": file.file_id,
                    "name": file.name,
                    "media_type": file.media_type,
                    "size": file.bytes.len(),
                })
            })
            .collect();
        let message = OutboxMessage {
            id: mail.id,
            kind: "email".to_owned(),
            recipient: mail.to.clone(),
            subject: one_line(&mail.subject),
            body_text: mail.text.clone(),
            body_html: Some(mail.html.clone()),
            attachments: serde_json::Value::from(attachments).to_string(),
            sent_at: self.clock.now().naive_utc(),
        };
        self.db
            .write(move |conn| db::outbox::insert_if_missing(conn, &message))
            .await
            .map_err(|error| SendError::Temporary(error.into()))
    }

    async fn check(&self) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Sends mails through an SMTP server.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

impl SmtpMailer {
    /// A server by its URL: `smtps://user:password@host`, or
    /// `smtp://host:port?tls=required`. `from` is `Name <address>`. Call it inside a
    /// Tokio runtime, where its connections are looked after.
    ///
    /// # Errors
    ///
    /// If the URL or the address is malformed.
    pub fn new(url: &str, from: &str) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)
            // The URL may hold a password, so its own error is not told.
            .map_err(|_| anyhow::anyhow!("the SMTP URL is malformed"))?
            .timeout(Some(std::time::Duration::from_secs(20)))
            .build();
        Ok(Self {
            transport,
            from: from.parse()?,
        })
    }

    fn message(&self, mail: &OutgoingMail) -> anyhow::Result<Message> {
        let to = Mailbox::new(None, mail.to.parse()?);
        let domain = self.from.email.domain();
        let automatic = HeaderName::new_from_ascii_str("Auto-Submitted");
        let builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(one_line(&mail.subject))
            .message_id(Some(format!("<{}@{domain}>", mail.id)))
            .raw_header(HeaderValue::new(automatic, "auto-generated".to_owned()));
        let body = MultiPart::alternative_plain_html(mail.text.clone(), mail.html.clone());
        if mail.attachments.is_empty() {
            return Ok(builder.multipart(body)?);
        }
        let mut mixed = MultiPart::mixed().multipart(body);
        for file in &mail.attachments {
            mixed = mixed.singlepart(attachment(file)?);
        }
        Ok(builder.multipart(mixed)?)
    }
}

fn attachment(file: &AttachedFile) -> anyhow::Result<SinglePart> {
    let content_type = ContentType::parse(&file.media_type)?;
    Ok(Attachment::new(one_line(&file.name)).body(file.bytes.to_vec(), content_type))
}

#[async_trait::async_trait]
impl Mailer for SmtpMailer {
    async fn send(&self, mail: &OutgoingMail) -> Result<(), SendError> {
        let message = self.message(mail).map_err(SendError::Permanent)?;
        match self.transport.send(message).await {
            Ok(_) => Ok(()),
            Err(error) if error.is_permanent() => Err(SendError::Permanent(error.into())),
            Err(error) => Err(SendError::Temporary(error.into())),
        }
    }

    async fn check(&self) -> anyhow::Result<()> {
        anyhow::ensure!(
            self.transport.test_connection().await?,
            "the SMTP server does not answer"
        );
        Ok(())
    }
}

/// Text that cannot begin another header: control characters become spaces.
fn one_line(text: &str) -> String {
    let spaced = text.replace(|letter: char| letter.is_control(), " ");
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mail(to: &str, subject: &str) -> OutgoingMail {
        OutgoingMail {
            id: MessageId::new(),
            to: to.to_owned(),
            subject: subject.to_owned(),
            text: "texte".to_owned(),
            html: "<p>texte</p>".to_owned(),
            attachments: Vec::new(),
        }
    }

    #[tokio::test]
    async fn a_header_cannot_be_smuggled_in() {
        let mailer = SmtpMailer::new("smtp://localhost:2525", "Hub <hub@example.fr>").unwrap();
        let message = mailer
            .message(&mail("a@example.fr", "Bonjour\r\nBcc: thief@example.fr"))
            .unwrap();
        let text = String::from_utf8(message.formatted()).unwrap();
        assert!(!text.contains("\r\nBcc:"), "{text}");
        assert!(
            mailer
                .message(&mail("a@example.fr\r\nBcc: b@example.fr", "x"))
                .is_err()
        );
        assert!(
            mailer
                .message(&mail("a@example.fr, b@example.fr", "x"))
                .is_err()
        );
    }

    #[tokio::test]
    async fn every_attempt_has_the_same_message_id() {
        let mailer = SmtpMailer::new("smtp://localhost:2525", "Hub <hub@example.fr>").unwrap();
        let mail = mail("a@example.fr", "x");
        let expected = format!("Message-ID: <{}@example.fr>", mail.id);
        for _ in 0..2 {
            let text = String::from_utf8(mailer.message(&mail).unwrap().formatted()).unwrap();
            assert!(text.contains(&expected), "{text}");
        }
    }

    #[test]
    fn an_smtp_url_is_never_told() {
        let error = SmtpMailer::new("smtp://u:hunter2@:x:", "Hub <hub@example.fr>")
            .err()
            .unwrap();
        assert!(!format!("{error:?}").contains("hunter2"));
    }
}
