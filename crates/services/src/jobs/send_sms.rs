//! Sends one SMS.

use serde::{Deserialize, Serialize};

use super::{Job, JobContext, Permanent, SendEmail};
use crate::context::Tx;
use crate::error::ServiceResult;
use crate::mails::{Mail, Recipient, written};
use crate::ports::mailer::SendError;
use crate::ports::sms_gateway::OutgoingSms;

/// The kind under which the mail in place of an SMS is noted, so that an SMS that
/// is tried again later causes no second one.
const FALLBACK: &str = "sms_fallback";

/// Sends one SMS. It says that something waits and where, nothing personal.
#[derive(Clone, Serialize, Deserialize)]
pub struct SendSms {
    /// Phone number in international form.
    pub to: String,
    /// The text.
    pub text: String,
    /// The mail that is sent when the SMS cannot be.
    #[serde(default)]
    pub otherwise: Option<SendEmail>,
}

impl Job for SendSms {
    const NAME: &'static str = "send_sms";

    async fn run(&self, ctx: &JobContext) -> anyhow::Result<()> {
        let sms = OutgoingSms {
            id: super::send_email::message_id(ctx.job_id)?,
            to: self.to.clone(),
            text: self.text.clone(),
        };
        match ctx.sms.send(&sms).await {
            Ok(()) => Ok(()),
            Err(SendError::Temporary(error)) if ctx.attempt < Self::MAX_ATTEMPTS => Err(error),
            Err(SendError::Temporary(error) | SendError::Permanent(error)) => {
                self.send_mail_instead(ctx).await?;
                // The failure stays where staff sees it.
                Err(Permanent(error).into())
            }
        }
    }
}

impl SendSms {
    async fn send_mail_instead(&self, ctx: &JobContext) -> ServiceResult<()> {
        let Some(mail) = self.otherwise.clone() else {
            return Ok(());
        };
        let id = ctx.job_id;
        ctx.write(move |tx| {
            let now = tx.now;
            if db::notices::exists(tx, id.as_str(), FALLBACK)? {
                return Ok(());
            }
            db::notices::insert(tx, id.as_str(), FALLBACK, now)?;
            tx.enqueue(&mail).map(drop)
        })
        .await
    }
}

impl Tx<'_> {
    /// Queues an SMS beside a mail: if it cannot be sent, the mail says the same.
    ///
    /// # Errors
    ///
    /// If the database fails.
    pub fn sms(&mut self, phone: &str, text: &str) -> ServiceResult<()> {
        self.enqueue(&SendSms {
            to: phone.to_owned(),
            text: text.to_owned(),
            otherwise: None,
        })?;
        Ok(())
    }

    /// Queues an SMS, and a mail for the case that it cannot be sent.
    ///
    /// # Errors
    ///
    /// If the database fails, or the mail's template cannot be filled.
    pub fn sms_or_mail<M: Mail>(
        &mut self,
        phone: &str,
        text: &str,
        to: &Recipient,
        mail: &M,
    ) -> ServiceResult<()> {
        let mail = written(self.settings, to, mail)?;
        self.enqueue(&SendSms {
            to: phone.to_owned(),
            text: text.to_owned(),
            otherwise: Some(mail),
        })?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use chrono::TimeDelta;
    use common::words::Language;
    use db::outbox::OutboxMessage;
    use serde::Serialize;

    use super::*;
    use crate::ports::sms_gateway::SmsGateway;
    use crate::testing::TestContext;

    /// A gateway that takes nothing, for good or for now.
    struct Refusing {
        for_good: bool,
    }

    #[async_trait::async_trait]
    impl SmsGateway for Refusing {
        async fn send(&self, _: &OutgoingSms) -> Result<(), SendError> {
            let error = anyhow::anyhow!("the gateway refuses it");
            Err(if self.for_good {
                SendError::Permanent(error)
            } else {
                SendError::Temporary(error)
            })
        }
    }

    #[derive(Serialize)]
    struct Doctor {
        sent_to: String,
    }

    impl Mail for Doctor {
        const TEMPLATE: &'static str = "doctor";
    }

    async fn send(app: &TestContext) {
        app.write(|tx| {
            let to = Recipient {
                email: "driver@driver.example".to_owned(),
                language: Language::French,
            };
            let mail = Doctor {
                sent_to: to.email.clone(),
            };
            tx.sms_or_mail("+33612345678", "Connectez-vous.", &to, &mail)
        })
        .await
        .unwrap();
        app.run_jobs().await;
    }

    fn kinds(messages: &[OutboxMessage]) -> Vec<&str> {
        let kinds = messages.iter().map(|message| message.kind.as_str());
        kinds.collect()
    }

    db::on_both_engines! {
        async fn an_sms_refused_for_good_becomes_one_mail(app: TestContext) {
            let mut app = app;
            app.sms = Arc::new(Refusing { for_good: true });
            send(&app).await;
            assert_eq!(kinds(&app.outbox().await), ["email"]);
            let dead = app.read(|conn| Ok(db::jobs::list_dead(conn, None, 9)?)).await.unwrap();
            assert_eq!((dead.len(), dead[0].attempts), (1, 1), "staff sees the failure");
            // Somebody has it tried again: no second mail.
            let id = dead[0].id;
            app.write(move |tx| {
                let now = tx.now;
                Ok(db::jobs::revive(tx, id, now)?)
            })
            .await
            .unwrap();
            app.run_jobs().await;
            assert_eq!(kinds(&app.outbox().await), ["email"]);
        }

        async fn an_sms_is_tried_for_long_before_it_becomes_a_mail(app: TestContext) {
            let mut app = app;
            app.sms = Arc::new(Refusing { for_good: false });
            send(&app).await;
            for _ in 2..SendSms::MAX_ATTEMPTS {
                app.clock.advance(TimeDelta::days(2));
                app.run_jobs().await;
            }
            assert_eq!(app.outbox().await.len(), 0);
            app.clock.advance(TimeDelta::days(2));
            app.run_jobs().await;
            assert_eq!(kinds(&app.outbox().await), ["email"]);
        }

        async fn an_sms_that_arrives_is_all(app: TestContext) {
            send(&app).await;
            assert_eq!(kinds(&app.outbox().await), ["sms"]);
        }
    }
}
