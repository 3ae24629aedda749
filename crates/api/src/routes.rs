//! The one list of routes. What is not here is not served.
//!
//! An area is a file `routes/<area>.rs` with its handlers (or a directory with
//! one file per action) and `configure`, which lists them one per line.

pub mod account_reviews;
pub mod accounting;
pub mod accounts;
pub mod card_flags;
pub mod cards;
pub mod certificates;
pub mod defects;
pub mod downloads;
pub mod events;
pub mod exchanges;
pub mod home;
pub mod invoices;
pub mod my_certificates;
pub mod my_requests;
pub mod my_trainings;
pub mod notices;
pub mod oauth;
pub mod payments;
pub mod production;
pub mod profile;
pub mod replacements;
pub mod returned_mail;
pub mod service;
pub mod sessions;
pub mod staff_fees;
pub mod staff_jobs;
pub mod staff_refunds;
pub mod staff_requests;
pub mod training_batches;
pub mod training_reviews;
pub mod trainings;
pub mod webhooks;
pub mod well_known;

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa_actix_web::OpenApiFactory;
use utoipa_actix_web::service_config::ServiceConfig;

/// Where the API begins.
pub const BASE: &str = "/api/v1";

/// Where routes go: into a server, or into the document that describes them. A
/// worker of the server needs no descriptions; they would take 11 MB in each.
pub trait Routes: Sized {
    /// Adds an operation.
    fn service(
        &mut self,
        operation: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self;

    /// Adds an area.
    fn configure(&mut self, area: impl FnOnce(&mut Self)) -> &mut Self {
        area(self);
        self
    }
}

impl Routes for web::ServiceConfig {
    fn service(
        &mut self,
        operation: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self {
        self.service(operation)
    }
}

impl Routes for ServiceConfig<'_> {
    fn service(
        &mut self,
        operation: impl HttpServiceFactory + OpenApiFactory + 'static,
    ) -> &mut Self {
        self.service(operation)
    }
}

/// What stands below [`BASE`].
pub fn api<R: Routes>(cfg: &mut R) {
    cfg.configure(service::configure)
        .configure(accounts::configure)
        .configure(sessions::configure)
        .configure(profile::configure)
        .configure(notices::configure)
        .configure(account_reviews::configure)
        .configure(training_reviews::configure)
        .configure(trainings::configure)
        .configure(training_batches::configure)
        .configure(events::configure)
        .configure(webhooks::configure)
        .configure(my_trainings::configure)
        .configure(my_certificates::configure)
        .configure(cards::configure)
        .configure(card_flags::configure)
        .configure(certificates::configure)
        .configure(downloads::configure)
        .configure(home::configure)
        .configure(my_requests::configure)
        .configure(replacements::configure)
        .configure(payments::configure)
        .configure(returned_mail::configure)
        .configure(defects::configure)
        .configure(exchanges::configure)
        .configure(invoices::configure)
        .configure(production::configure)
        .configure(accounting::configure)
        .configure(staff_fees::configure)
        .configure(staff_jobs::configure)
        .configure(staff_refunds::configure)
        .configure(staff_requests::configure);
}

/// What stands elsewhere because programs look for it there.
pub fn root<R: Routes>(cfg: &mut R) {
    cfg.configure(well_known::configure)
        .configure(oauth::configure);
}
