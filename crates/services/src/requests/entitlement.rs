//! May the driver request a card now, and if not, why and what to do (guide:
//! "je suis bloqué(e) et ne peux pas accéder à la demande").

use chrono::NaiveDate;
use common::countries::Country;
use common::dates::paris_date;
use common::documents_required::{
    DocumentFacts, ListedDocument, documents_of_exchange, documents_of_replacement,
    documents_required,
};
use common::dto::request::{BlockedReason, CardEntitlement, IdentityProof};
use common::field_error::{FieldError, FieldErrorCode};
use common::ids::RequestId;
use common::problem_code::ProblemCode;
use common::rules::entitlement::{
    BlockCode, BlockReason, Entitlement, EntitlementFacts, Grant, RecordedTraining, RequestFact,
    entitlement,
};
use common::rules::policy::RulePolicy;
use common::statuses::TrainingStatus;
use common::words::{Language, RequestPurpose};
use db::Conn;
use db::drivers::DriverRow;
use db::requests::RequestRow;

use super::caller::Caller;
use super::moves;
use crate::context::Context;
use crate::error::{ServiceError, ServiceResult};
use crate::trainings::history::{completed, recognised};

/// Whether the driver may begin a request, with every reason that blocks and the
/// documents to prepare.
///
/// # Errors
///
/// [`ServiceError::Forbidden`] while only the correction page is open.
pub async fn get_card_entitlement(ctx: &Context, caller: Caller) -> ServiceResult<CardEntitlement> {
    let today = paris_date(ctx.now());
    let policy = ctx.settings.policy.clone();
    ctx.read(move |conn| {
        let driver = moves::open_driver(conn, caller.account)?;
        let decision = decide(conn, &driver, None, today, &policy)?;
        let documents = required(&driver, IdentityProof::IdentityCard, &policy)?;
        let language = caller.language;
        let (grant, reasons) = match decision {
            Entitlement::Allowed(grant) => (Some(grant), Vec::new()),
            Entitlement::Blocked { reasons } => (None, reasons),
        };
        let draft = reasons
            .iter()
            .find(|reason| reason.code == BlockCode::OpenDraft);
        Ok(CardEntitlement {
            allowed: grant.is_some(),
            training_id: grant.as_ref().map(|grant| grant.training),
            valid_until: grant.as_ref().map(|grant| grant.until),
            draft_id: draft.and_then(|reason| reason.request),
            reasons: reasons
                .iter()
                .map(|reason| explain(reason, language))
                .collect(),
            documents: documents
                .iter()
                .map(|document| document.to_view(language))
                .collect(),
        })
    })
    .await
}

/// The rule's answer, leaving out one request that is being checked again.
pub(crate) fn decide(
    conn: &mut Conn,
    driver: &DriverRow,
    except: Option<RequestId>,
    today: NaiveDate,
    policy: &RulePolicy,
) -> ServiceResult<Entitlement> {
    let account = db::accounts::get(conn, driver.account_id)?;
    let mut trainings: Vec<_> = db::trainings::list_by_driver(conn, driver.id)?
        .iter()
        .map(|row| RecordedTraining {
            training: completed(row),
            status: row.status,
        })
        .collect();
    let recognised = recognised(conn, driver.id)?.into_iter();
    trainings.extend(recognised.map(|training| RecordedTraining {
        training,
        status: TrainingStatus::Valid,
    }));
    let requests: Vec<_> = db::requests::list_facts(conn, driver.id)?
        .into_iter()
        .filter(|(id, ..)| Some(*id) != except)
        .map(|(id, status, training, has_card)| RequestFact {
            id,
            status,
            training,
            has_card,
        })
        .collect();
    let facts = EntitlementFacts {
        today,
        credential: account.credential,
        identity: driver.review,
        trainings: &trainings,
        requests: &requests,
        categories: &driver.identity.licence_categories,
        claimed: &[],
    };
    Ok(entitlement(&facts, policy))
}

/// What a request would give, or a refusal with every reason.
pub(crate) fn check(
    conn: &mut Conn,
    driver: &DriverRow,
    except: Option<RequestId>,
    policy: &RulePolicy,
    (today, language): (NaiveDate, Language),
) -> ServiceResult<Grant> {
    match decide(conn, driver, except, today, policy)? {
        Entitlement::Allowed(grant) => Ok(grant),
        Entitlement::Blocked { reasons } => Err(refusal(&reasons, language)),
    }
}

/// An open request is a conflict that names it; everything else is a refusal
/// with its reasons.
fn refusal(reasons: &[BlockReason], language: Language) -> ServiceError {
    let open = reasons
        .iter()
        .find(|reason| matches!(reason.code, BlockCode::OpenDraft | BlockCode::OpenRequest));
    let errors = reasons.iter().map(|reason| FieldError {
        pointer: format!("/{}", reason.code),
        code: FieldErrorCode::NotAllowed,
        detail: format!(
            "{} {}",
            reason.explanation(language),
            reason.remedy(language)
        ),
        rule: None,
    });
    ServiceError::RefusedFor {
        code: if open.is_some() {
            ProblemCode::OpenRequest
        } else {
            ProblemCode::NotEntitled
        },
        errors: errors.collect(),
        instance: open
            .and_then(|reason| reason.request)
            .map(|request| format!("/api/v1/me/requests/{request}")),
    }
}

fn explain(reason: &BlockReason, language: Language) -> BlockedReason {
    BlockedReason {
        code: reason.code.to_string(),
        title: reason.title(language).to_owned(),
        explanation: reason.explanation(language),
        remedy: reason.remedy(language).to_owned(),
        source: reason.code.legal_reference(language).to_owned(),
    }
}

/// The documents that a request needs.
pub(crate) fn required_for(
    driver: &DriverRow,
    request: &RequestRow,
    policy: &RulePolicy,
) -> ServiceResult<Vec<ListedDocument>> {
    match (request.purpose, request.exchange_reason) {
        (RequestPurpose::Training, _) => required(driver, request.identity_proof, policy),
        (_, Some(reason)) => {
            let facts = facts(driver, request.identity_proof)?;
            Ok(documents_of_exchange(reason, &facts, &policy.documents))
        }
        (purpose, None) => Ok(documents_of_replacement(purpose)),
    }
}

/// The documents that this driver's request after a training needs.
fn required(
    driver: &DriverRow,
    identity_proof: IdentityProof,
    policy: &RulePolicy,
) -> ServiceResult<Vec<ListedDocument>> {
    let facts = facts(driver, identity_proof)?;
    Ok(documents_required(&facts, &policy.documents))
}

/// What the lists depend on.
fn facts(driver: &DriverRow, identity_proof: IdentityProof) -> ServiceResult<DocumentFacts> {
    let country = |text: &str| {
        Country::parse(text).map_err(|_| anyhow::anyhow!("the driver's row names no country"))
    };
    Ok(DocumentFacts {
        licence_country: country(&driver.identity.licence_country)?,
        nationality: country(&driver.identity.nationality)?,
        identity_proof,
    })
}
