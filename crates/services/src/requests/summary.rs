//! The summary of a request ("récapitulatif de demande"), made when it is asked for.

use bytes::Bytes;
use common::countries::Country;
use common::dates::paris_date_time;
use common::dto::profile::IdentityView;
use common::dto::request::RequestView;
use common::transitions::request::{label, step_label};
use common::words::{DocumentKind, Language};
use documents::request_summary::{
    RequestSummaryData, SummaryDocument, SummaryIdentity, SummaryLicence, TimelineLine,
    request_summary_pdf,
};

use super::acknowledgement::subject;
use crate::context::Context;
use crate::error::ServiceResult;
use crate::papers;

/// The summary as a PDF.
pub(super) async fn make(
    ctx: &Context,
    view: &RequestView,
    language: Language,
) -> ServiceResult<Bytes> {
    let (day, time) = paris_date_time(ctx.now());
    let data = RequestSummaryData {
        operator: papers::operator(&ctx.settings),
        reference: view.summary.reference.clone(),
        subject: subject(view.summary.purpose, language).to_owned(),
        status: label(view.summary.purpose, view.summary.status, language).to_owned(),
        identity: identity(&view.identity, language),
        licence: licence(&view.identity, language),
        photo: picture(ctx, view, DocumentKind::Photo).await?,
        signature: picture(ctx, view, DocumentKind::Signature).await?,
        documents: documents(view),
        delivery_address: address(view, language),
        timeline: timeline(view, language),
        made_at: day.and_time(time),
    };
    papers::make(move || request_summary_pdf(&data, language)).await
}

fn country(code: &str, language: Language) -> String {
    Country::parse(code).map_or_else(
        |_| code.to_owned(),
        |country| country.name(language).to_owned(),
    )
}

fn identity(identity: &IdentityView, language: Language) -> SummaryIdentity {
    SummaryIdentity {
        surname_birth: identity.surname_birth.clone(),
        surname_usage: identity.surname_usage.clone(),
        first_names: identity.first_names.clone(),
        birth_date: identity.birth_date,
        birth_place: identity.birth_place.clone(),
        birth_country: country(&identity.birth_country, language),
        nationality: country(&identity.nationality, language),
    }
}

fn licence(identity: &IdentityView, language: Language) -> SummaryLicence {
    let licence = &identity.licence;
    SummaryLicence {
        number: papers::masked(&licence.number),
        document_number: licence.document_number.as_deref().map(papers::masked),
        country: country(&licence.country, language),
        issued_on: licence.issued_on,
        categories: licence
            .categories
            .iter()
            .map(|held| held.category)
            .collect(),
    }
}

async fn picture(
    ctx: &Context,
    view: &RequestView,
    kind: DocumentKind,
) -> ServiceResult<Option<Vec<u8>>> {
    let Some(document) = view.documents.iter().find(|document| document.kind == kind) else {
        return Ok(None);
    };
    Ok(Some(ctx.files.get(&document.sha256).await?.to_vec()))
}

fn documents(view: &RequestView) -> Vec<SummaryDocument> {
    view.documents
        .iter()
        .map(|document| {
            let listed = view
                .required_documents
                .iter()
                .find(|listed| listed.kind == document.kind);
            SummaryDocument {
                title: listed
                    .map_or_else(|| document.kind.to_string(), |listed| listed.title.clone()),
                file_name: document.name.clone(),
            }
        })
        .collect()
}

fn address(view: &RequestView, language: Language) -> Vec<String> {
    let Some(address) = &view.delivery_address else {
        return Vec::new();
    };
    let mut lines = address.lines.clone();
    lines.push(format!("{} {}", address.postal_code, address.town));
    if address.country != "FR" {
        lines.push(country(&address.country, language));
    }
    lines
}

fn timeline(view: &RequestView, language: Language) -> Vec<TimelineLine> {
    view.summary
        .history
        .iter()
        .map(|entry| {
            let (day, time) = paris_date_time(entry.at);
            TimelineLine {
                at: day.and_time(time),
                text: step_label(view.summary.purpose, entry.status, language).to_owned(),
            }
        })
        .collect()
}
