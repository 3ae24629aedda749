//! The actix application: the envelope around the routes.

use actix_web::body::MessageBody;
use actix_web::dev::{ServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::middleware::{Compress, from_fn};
use actix_web::{App, Error, web};

use crate::http::{dev, dev_payment, docs, envelope, health, logo, site};
use crate::routes;
use crate::state::AppState;

/// One worker's application.
pub fn app(
    state: web::Data<AppState>,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody>,
        Error = Error,
        InitError = (),
    >,
> {
    let is_development = state.ctx.settings.is_development;
    App::new()
        .app_data(state)
        .wrap(Compress::default())
        .wrap(from_fn(envelope::envelope))
        .configure(routes::root)
        .service(web::scope(routes::BASE).configure(routes::api))
        .configure(docs::configure)
        .configure(move |cfg| {
            if is_development {
                dev::configure(cfg);
                dev_payment::configure(cfg);
            }
        })
        .route(logo::PATH, web::get().to(logo::logo))
        .route("/metrics", web::get().to(health::metrics))
        .default_service(web::to(site::fallback))
}
