//! The one list of jobs and of what runs by the clock.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use super::schedule::{Every, Schedule};
use super::{Job, JobContext, Permanent, SendEmail, SendSms, Tidy};
use crate::accounts::change_email::{SendEmailConfirmation, SendEmailUndo};
use crate::accounts::decision_notice::NotifyDecision;
use crate::accounts::licence_check::CheckLicence;
use crate::accounts::password_links::SendPasswordLink;
use crate::accounts::tidy::TidyAccounts;
use crate::notices::{RemindCertificates, RemindLicences, RemindQualifications};

type Running = Pin<Box<dyn Future<Output = anyhow::Result<()>> + Send>>;
type Runner = fn(JobContext, String) -> Running;

/// The jobs a worker can run.
#[derive(Clone, Default)]
pub struct Registry {
    runners: BTreeMap<&'static str, Runner>,
    schedules: Vec<Arc<Schedule>>,
}

impl std::fmt::Debug for Registry {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.kinds()).finish()
    }
}

/// Every job of the service, and what runs by the clock.
#[must_use]
pub fn registry() -> Registry {
    Registry::default()
        .with::<SendEmail>()
        .with::<SendSms>()
        .with::<Tidy>()
        .with::<CheckLicence>()
        .with::<NotifyDecision>()
        .with::<SendPasswordLink>()
        .with::<SendEmailConfirmation>()
        .with::<SendEmailUndo>()
        .with::<TidyAccounts>()
        .with::<crate::trainings::attach::AttachTrainings>()
        .with::<crate::trainings::batches::process::ProcessTrainingBatch>()
        .with::<crate::webhooks::deliver::DeliverWebhook>()
        .with::<crate::certificates::issue::IssueCertificate>()
        .with::<crate::requests::acknowledge::AcknowledgeRequest>()
        .with::<crate::requests::discard::DeleteStoredFile>()
        .with::<crate::requests::licence_check::CheckRequestLicence>()
        .with::<crate::requests::draft_upkeep::RemindDrafts>()
        .with::<crate::requests::draft_upkeep::DeleteDrafts>()
        .with::<crate::requests::information_upkeep::RemindInformation>()
        .with::<crate::requests::information_upkeep::CloseInformation>()
        .with::<crate::production::arrivals::ConfirmArrivals>()
        .with::<crate::payments::open::OpenCheckout>()
        .with::<crate::payments::settle::SettlePayment>()
        .with::<crate::payments::abandon::AbandonPayment>()
        .with::<crate::payments::upkeep::SettleOpenPayments>()
        .with::<crate::invoices::IssueInvoice>()
        .with::<crate::returned_mail::upkeep::TendReturnedMail>()
        .with::<crate::replacements::awaited::TendAwaitedCards>()
        .with::<crate::refunds::send::SendRefund>()
        .with::<crate::refunds::send::ReadPendingRefunds>()
        .with::<RemindCertificates>()
        .with::<RemindQualifications>()
        .with::<RemindLicences>()
        .every(
            Every::Day {
                hour: 3,
                minute: 50,
            },
            "tidy_accounts",
            &TidyAccounts {},
        )
        .every(
            Every::Day {
                hour: 0,
                minute: 20,
            },
            "close_information",
            &crate::requests::information_upkeep::CloseInformation {},
        )
        .every(
            Every::Day { hour: 8, minute: 0 },
            "remind_information",
            &crate::requests::information_upkeep::RemindInformation {},
        )
        .every(
            Every::Day {
                hour: 8,
                minute: 10,
            },
            "remind_drafts",
            &crate::requests::draft_upkeep::RemindDrafts {},
        )
        .every(
            Every::Day {
                hour: 3,
                minute: 10,
            },
            "delete_drafts",
            &crate::requests::draft_upkeep::DeleteDrafts {},
        )
        .every(
            Every::Day {
                hour: 8,
                minute: 20,
            },
            "remind_certificates",
            &RemindCertificates {},
        )
        .every(
            Every::Day {
                hour: 8,
                minute: 30,
            },
            "remind_qualifications",
            &RemindQualifications {},
        )
        .every(
            Every::Day {
                hour: 8,
                minute: 40,
            },
            "remind_licences",
            &RemindLicences {},
        )
        .every(
            Every::Day { hour: 5, minute: 0 },
            "confirm_arrivals",
            &crate::production::arrivals::ConfirmArrivals {},
        )
        .every(
            Every::Minutes(2),
            "settle_open_payments",
            &crate::payments::upkeep::SettleOpenPayments {},
        )
        .every(
            Every::Day {
                hour: 8,
                minute: 50,
            },
            "tend_returned_mail",
            &crate::returned_mail::upkeep::TendReturnedMail {},
        )
        .every(
            Every::Day { hour: 9, minute: 0 },
            "tend_awaited_cards",
            &crate::replacements::awaited::TendAwaitedCards {},
        )
        .every(
            Every::Minutes(30),
            "read_pending_refunds",
            &crate::refunds::send::ReadPendingRefunds {},
        )
        .every(
            Every::Day {
                hour: 3,
                minute: 40,
            },
            "tidy",
            &Tidy {},
        )
}

impl Registry {
    /// Adds a kind of job.
    #[must_use]
    pub fn with<J: Job>(mut self) -> Self {
        self.runners.insert(J::NAME, |ctx, payload| {
            Box::pin(async move {
                let job: J =
                    serde_json::from_str(&payload).map_err(|error| Permanent(error.into()))?;
                job.run(&ctx).await
            })
        });
        self
    }

    /// Queues `job` by the clock, under a name that is never used for another.
    #[must_use]
    pub fn every<J: Job>(mut self, every: Every, name: &'static str, job: &J) -> Self {
        if let Some(schedule) = Schedule::new(name, every, job) {
            self.schedules.push(Arc::new(schedule));
        }
        self
    }

    /// The names of the jobs.
    #[must_use]
    pub fn kinds(&self) -> Vec<&'static str> {
        self.runners.keys().copied().collect()
    }

    pub(super) fn schedules(&self) -> &[Arc<Schedule>] {
        &self.schedules
    }

    pub(super) async fn run(
        &self,
        kind: &str,
        ctx: JobContext,
        payload: String,
    ) -> anyhow::Result<()> {
        match self.runners.get(kind) {
            Some(runner) => runner(ctx, payload).await,
            None => Err(Permanent(anyhow::anyhow!("there is no job `{kind}`")).into()),
        }
    }
}
