//! Development only: the page that stands in for the payment provider's. It takes
//! the provider's well-known test cards and moves no money.

use actix_web::http::StatusCode;
use actix_web::http::header::LOCATION;
use actix_web::{HttpResponse, web};
use common::money::Cents;
use common::problem_code::ProblemCode;
use common::words::Language;
use serde::Deserialize;
use services::Context;
use services::payments::notice::receive_notice;
use services::ports::payment_provider::{
    PayOutcome, SimulatedCheckout, SimulatedProvider, SimulationError, TestCard,
};

use super::docs::escape;
use crate::extract::{Ctx, Path};
use crate::problem::ApiResult;

/// The routes, which a production server does not have.
pub fn configure(cfg: &mut web::ServiceConfig) {
    cfg.route("/dev/payment/{reference}", web::get().to(page))
        .route("/dev/payment/{reference}", web::post().to(pay))
        .route("/dev/payment/{reference}/back", web::post().to(turn_back));
}

/// The form of the page.
#[derive(Deserialize)]
struct CardForm {
    number: String,
}

fn provider(ctx: &Context) -> ApiResult<&SimulatedProvider> {
    Ok(ctx.payments.simulated().ok_or(ProblemCode::NotFound)?)
}

async fn page(ctx: Ctx, reference: Path<String>) -> ApiResult<HttpResponse> {
    let found = provider(&ctx)?.find(&reference);
    Ok(show(&found.ok_or(ProblemCode::NotFound)?, None))
}

async fn pay(
    ctx: Ctx,
    reference: Path<String>,
    form: web::Form<CardForm>,
) -> ApiResult<HttpResponse> {
    let provider = provider(&ctx)?;
    let outcome = provider.pay(&reference, &form.number);
    for notice in provider.take_due_notices() {
        let headers = [(notice.header, notice.signature.as_str())];
        receive_notice(&ctx, &headers, &notice.body).await?;
    }
    let checkout = provider.find(&reference).ok_or(ProblemCode::NotFound)?;
    Ok(match outcome {
        Ok(PayOutcome::Accepted | PayOutcome::Undecided) => go(checkout.asked.success_url.as_str()),
        Ok(PayOutcome::Declined(reason)) => {
            show(&checkout, Some(&format!("Carte refusée : {reason}")))
        }
        Err(SimulationError::NoTestCard) => {
            show(&checkout, Some("Ce n’est pas une carte d’essai."))
        }
        Err(SimulationError::Over | SimulationError::Unknown) => show(&checkout, None),
    })
}

async fn turn_back(ctx: Ctx, reference: Path<String>) -> ApiResult<HttpResponse> {
    let back = provider(&ctx)?.abandon(&reference);
    let back = back.map_err(|_| ProblemCode::NotFound)?;
    Ok(go(back.as_str()))
}

fn go(to: &str) -> HttpResponse {
    HttpResponse::build(StatusCode::SEE_OTHER)
        .insert_header((LOCATION, to))
        .finish()
}

fn show(checkout: &SimulatedCheckout, message: Option<&str>) -> HttpResponse {
    let asked = &checkout.asked;
    let amount = Cents(asked.amount_cents).text(Language::French);
    let message =
        message.map(|text| format!("<p role=\"alert\"><strong>{}</strong></p>", escape(text)));
    let path = format!("/dev/payment/{}", escape(&checkout.provider_reference));
    let form = if checkout.can_be_paid() {
        format!(
            "<form method=\"post\" action=\"{path}\">\
             <p><label for=\"number\">Numéro de carte</label> \
             <input id=\"number\" name=\"number\" inputmode=\"numeric\" autocomplete=\"off\" required> \
             <button>Payer {amount}</button></p></form>\
             <form method=\"post\" action=\"{path}/back\"><button>Revenir sans payer</button></form>"
        )
    } else {
        format!(
            "<p>Cette page de paiement est fermée.</p><p><a href=\"{}\">Revenir au service</a></p>",
            escape(asked.success_url.as_str())
        )
    };
    let cards: String = TestCard::ALL
        .iter()
        .map(|card| format!("<li><code>{}</code> {card:?}</li>", card.number()))
        .collect();
    let body = format!(
        "<p>Page simulée : aucun argent ne circule.</p><p>{} : {amount}</p>{}{form}\
         <h2>Cartes d’essai</h2><ul>{cards}</ul>",
        escape(&asked.description),
        message.unwrap_or_default(),
    );
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .body(super::docs::page("Paiement (développement)", &body))
}
