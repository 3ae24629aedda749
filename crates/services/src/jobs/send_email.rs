//! Writes one mail from its template and sends it.

use common::ids::{FileId, JobId, MessageId};
use common::words::Language;
use serde::{Deserialize, Serialize};

use super::{Job, JobContext, Permanent};
use crate::ports::mailer::{AttachedFile, OutgoingMail, SendError};

/// A file to go with a mail.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AttachmentRef {
    /// Which file.
    pub file: FileId,
    /// The name that the recipient sees.
    pub name: String,
}

/// Sends one mail. Queue it with [`Tx::mail`](crate::context::Tx::mail).
#[derive(Clone, Serialize, Deserialize)]
pub struct SendEmail {
    /// The recipient's address.
    pub to: String,
    /// The template's directory below `templates/mails`.
    pub template: String,
    /// The language to write in.
    pub language: Language,
    /// What the template is filled with.
    pub data: serde_json::Value,
    /// What goes with it.
    pub attachments: Vec<AttachmentRef>,
}

impl Job for SendEmail {
    const NAME: &'static str = "send_email";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let text = crate::mails::render(&ctx.settings, &self.template, self.language, &self.data)
            .map_err(Permanent)?;
        let mail = OutgoingMail {
            id: message_id(ctx.job_id)?,
            to: self.to.clone(),
            subject: text.subject,
            text: text.text,
            html: text.html,
            attachments: self.attached_files(ctx).await?,
        };
        ctx.mailer.send(&mail).await.map_err(|error| match error {
            SendError::Permanent(error) => Permanent(error).into(),
            SendError::Temporary(error) => error,
        })
    }
}

impl SendEmail {
    async fn attached_files(&self, ctx: &JobContext) -> anyhow::Result<Vec<AttachedFile>> {
        let mut files = Vec::with_capacity(self.attachments.len());
        for attachment in &self.attachments {
            let id = attachment.file;
            let row = ctx.read(move |conn| Ok(db::files::get(conn, id)?)).await?;
            files.push(AttachedFile {
                file_id: id,
                name: attachment.name.clone(),
                media_type: row.media_type,
                bytes: ctx.files.get(&row.sha256).await?,
            });
        }
        Ok(files)
    }
}

/// The message's id: the job's, so that every attempt has the same.
pub(super) fn message_id(job: JobId) -> anyhow::Result<MessageId> {
    let text = job.as_str().replacen(JobId::PREFIX, MessageId::PREFIX, 1);
    Ok(text.parse()?)
}
