//! Sends one SMS.

use serde::{Deserialize, Serialize};

use super::{Job, JobContext, Permanent};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::ports::mailer::SendError;
use crate::ports::sms_gateway::OutgoingSms;

/// Sends one SMS. It says that something waits and where, nothing personal.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendSms {
    /// Phone number in international form.
    pub to: String,
    /// The text.
    pub text: String,
}

impl Job for SendSms {
    const NAME: &'static str = "send_sms";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let sms = OutgoingSms {
            id: super::send_email::message_id(ctx.job_id)?,
            to: self.to.clone(),
            text: self.text.clone(),
        };
        ctx.sms.send(&sms).await.map_err(|error| match error {
            SendError::Permanent(error) => Permanent(error).into(),
            SendError::Temporary(error) => error,
        })
    }
}

impl Tx<'_> {
    /// Queues an SMS.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn sms(&mut self, to: &str, text: &str) -> ServiceResult<()> {
        self.enqueue(&SendSms {
            to: to.to_owned(),
            text: text.to_owned(),
        })?;
        Ok(())
    }
}
