//! Where a request comes from, for throttling and for the list of sessions.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr};
use std::ops::Deref;

use actix_web::dev::Payload;
use actix_web::http::header::USER_AGENT;
use actix_web::{FromRequest, HttpRequest, web};
use services::accounts::origin::Origin;

use crate::http::client::address_of;
use crate::http::cookie::{self, DEVICE};
use crate::problem::{ApiError, ApiResult};
use crate::state::AppState;

/// The network and the program behind the request.
#[derive(Clone, Debug)]
pub struct ComesFrom(pub Origin);

impl Deref for ComesFrom {
    type Target = Origin;

    fn deref(&self) -> &Origin {
        &self.0
    }
}

impl FromRequest for ComesFrom {
    type Error = ApiError;
    type Future = Ready<ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let Some(state) = request.app_data::<web::Data<AppState>>() else {
            return ready(Err(anyhow::anyhow!("the server has no state").into()));
        };
        // Without a connection there is no address; all of these count as one network.
        let address = address_of(request, state.http.trust_proxy);
        let address = address.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        let agent = request
            .headers()
            .get(USER_AGENT)
            .and_then(|value| value.to_str().ok());
        let origin = Origin::new(address, agent.unwrap_or_default());
        let device = cookie::read(&DEVICE, &state.ctx.settings, request);
        ready(Ok(Self(match device {
            Some(secret) => origin.with_device(&secret),
            None => origin,
        })))
    }
}
