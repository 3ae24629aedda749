//! Takes a driver's request from its beginning to a status, by everybody's own
//! use cases and with days between them.

mod workshop;

use common::dto::request::{
    InformationTarget, RequestView, StartRequestRequest, SubmitRequestRequest, UpdateRequestRequest,
};
use common::dto::staff::{
    ApproveRequestRequest, AskInformationRequest, AskItem, DecideDocumentRequest,
    RejectRequestRequest, RejectionForm,
};
use common::ids::{AccountId, RequestId};
use common::statuses::{DocumentStatus, RequestStatus};
use common::words::{DocumentKind, Language, ReasonCode, RequestStep, RequestType, Role};

use super::past::Past;
use super::people::Person;
use super::pictures::Pictures;
use super::{Team, described};
use crate::idempotency::IdempotentRequest;
use crate::requests::caller::Caller;
use crate::requests::start;
use crate::requests::upload::{self, Upload};
use crate::requests::{save, submit};
use crate::review::{approve, ask, decide_document, reject, take};

const DOCUMENTS: [DocumentKind; 6] = [
    DocumentKind::Photo,
    DocumentKind::Signature,
    DocumentKind::LicenceFront,
    DocumentKind::LicenceBack,
    DocumentKind::IdentityFront,
    DocumentKind::IdentityBack,
];

/// Who handles requests, and what drivers upload.
pub(super) struct Office<'a> {
    pub past: &'a Past,
    pub team: Team,
    pub pictures: Pictures,
}

/// A request on its way.
struct Course<'a> {
    past: &'a Past,
    team: Team,
    pictures: &'a Pictures,
    driver: Caller,
    id: RequestId,
    version: i64,
}

const fn caller(account: AccountId, role: Role) -> Caller {
    Caller {
        account,
        role,
        language: Language::French,
    }
}

/// Begins a request so many days ago, and takes it to a status.
pub(super) async fn bring_to(
    office: &Office<'_>,
    (person, account): (&Person, AccountId),
    target: RequestStatus,
    begun: i64,
) -> anyhow::Result<()> {
    let past = office.past;
    past.days_ago(begun);
    let driver = caller(account, Role::Driver);
    let view = begin(past, driver).await?;
    let mut course = Course {
        past,
        team: office.team,
        pictures: &office.pictures,
        driver,
        id: view.summary.id,
        version: view.version,
    };
    if target == RequestStatus::Draft {
        course.upload(&DOCUMENTS[..2]).await?;
        course.save(person, RequestStep::Documents).await?;
        return past.settle().await;
    }
    course.submit(person).await?;
    for (status, days) in [
        (RequestStatus::Submitted, 0),
        (RequestStatus::UnderReview, 1),
        (RequestStatus::InformationRequested, 2),
        (RequestStatus::Rejected, 2),
        (RequestStatus::Approved, 2),
        (RequestStatus::InProduction, 3),
        (RequestStatus::ReadyToShip, 5),
        (RequestStatus::Shipped, 6),
        (RequestStatus::Delivered, 9),
    ] {
        past.days_ago((begun - days).max(0));
        course.step(status, target).await?;
        past.settle().await?;
        if status == target {
            break;
        }
    }
    Ok(())
}

async fn begin(past: &Past, driver: Caller) -> anyhow::Result<RequestView> {
    let form = StartRequestRequest {
        kind: RequestType::Card,
    };
    let request = IdempotentRequest {
        owner: driver.account.to_string(),
        operation: "POST /api/v1/me/requests".to_owned(),
        key: past.ctx.now().to_string(),
        fingerprint: String::new(),
    };
    let started = start::start_request(&past.ctx, driver, form, request)
        .await
        .map_err(described)?;
    anyhow::ensure!(!started.is_replay, "the same request was begun twice");
    Ok(serde_json::from_str(&started.answer.body)?)
}

impl Course<'_> {
    /// One step; those beside the way to `target` are left out.
    async fn step(&mut self, status: RequestStatus, target: RequestStatus) -> anyhow::Result<()> {
        match status {
            RequestStatus::UnderReview => self.take().await,
            RequestStatus::InformationRequested if status == target => self.ask().await,
            RequestStatus::Rejected if status == target => self.reject().await,
            RequestStatus::Approved => self.approve().await,
            RequestStatus::InProduction => self.produce().await,
            RequestStatus::ReadyToShip => self.personalise().await,
            RequestStatus::Shipped => self.ship().await,
            RequestStatus::Delivered => self.deliver().await,
            _ => Ok(()),
        }
    }

    async fn upload(&mut self, kinds: &[DocumentKind]) -> anyhow::Result<()> {
        for kind in kinds {
            let upload = Upload {
                kind: *kind,
                name: Some(format!("{kind}.jpg")),
                bytes: self.pictures.of(*kind),
            };
            let view = upload::upload_document(&self.past.ctx, self.driver, self.id, upload)
                .await
                .map_err(described)?;
            self.version = view.version;
        }
        Ok(())
    }

    async fn save(&mut self, person: &Person, step: RequestStep) -> anyhow::Result<()> {
        let form = UpdateRequestRequest {
            step: Some(step),
            identity_confirmed: Some(true),
            identity_proof: None,
            delivery_address: (step == RequestStep::Summary).then(|| person.address()),
        };
        let view = save::update_request(&self.past.ctx, self.driver, self.id, self.version, form)
            .await
            .map_err(described)?;
        self.version = view.version;
        Ok(())
    }

    async fn submit(&mut self, person: &Person) -> anyhow::Result<()> {
        self.upload(&DOCUMENTS).await?;
        self.save(person, RequestStep::Summary).await?;
        self.past.wait();
        let form = SubmitRequestRequest { declaration: true };
        let view = submit::submit_request(&self.past.ctx, self.driver, self.id, self.version, form)
            .await
            .map_err(described)?;
        self.version = view.version;
        Ok(())
    }

    fn agent(&self) -> Caller {
        caller(self.team.agent, Role::Agent)
    }

    async fn take(&mut self) -> anyhow::Result<()> {
        let view = take::take_request(&self.past.ctx, self.agent(), self.id, self.version)
            .await
            .map_err(described)?;
        self.version = view.request.version;
        Ok(())
    }

    async fn ask(&mut self) -> anyhow::Result<()> {
        let item = |document_kind, reason, comment: &str| AskItem {
            target: InformationTarget::Document,
            document_kind: Some(document_kind),
            reason,
            comment: comment.to_owned(),
        };
        let form = AskInformationRequest {
            deadline: self.past.day(-24).to_string(),
            message: "Votre dossier est presque complet.".to_owned(),
            items: vec![
                item(
                    DocumentKind::Photo,
                    ReasonCode::PhotoNotCompliant,
                    "Le fond n’est pas uni ; reprenez la photo devant un mur clair.",
                ),
                item(
                    DocumentKind::LicenceBack,
                    ReasonCode::Unreadable,
                    "Les dates des catégories sont illisibles.",
                ),
            ],
        };
        let view = ask::ask_information(&self.past.ctx, self.agent(), self.id, self.version, form)
            .await
            .map_err(described)?;
        self.version = view.request.version;
        Ok(())
    }

    async fn reject(&mut self) -> anyhow::Result<()> {
        let form = RejectRequestRequest {
            reasons: vec![RejectionForm {
                code: ReasonCode::Mismatch,
                text: "L’identité du permis ne correspond pas à celle du compte.".to_owned(),
            }],
        };
        let supervisor = caller(self.team.supervisor, Role::Supervisor);
        reject::reject_request(&self.past.ctx, supervisor, self.id, self.version, form)
            .await
            .map_err(described)?;
        Ok(())
    }

    async fn approve(&mut self) -> anyhow::Result<()> {
        let (ctx, agent) = (&self.past.ctx, self.agent());
        let view = crate::review::view::get_staff_request(ctx, agent, self.id).await?;
        for document in &view.request.documents {
            let form = DecideDocumentRequest {
                decision: DocumentStatus::Accepted,
                reason: None,
                comment: String::new(),
            };
            let view = decide_document::decide_document(
                ctx,
                agent,
                (self.id, document.id),
                self.version,
                form,
            )
            .await
            .map_err(described)?;
            self.version = view.request.version;
        }
        self.past.wait();
        let view = approve::approve_request(
            ctx,
            agent,
            self.id,
            self.version,
            ApproveRequestRequest::default(),
        )
        .await
        .map_err(described)?;
        self.version = view.request.version;
        Ok(())
    }
}
