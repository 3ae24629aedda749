//! Organisations' software.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use common::ids::{ApiClientId, OrganisationId};
use common::problem_code::ProblemCode;
use common::words::{ActorKind, Scope};
use futures_util::future::LocalBoxFuture;
use services::audit::Actor;
use services::tokens::Principal;

use super::{Identity, is_change, principal_of, state_of};
use crate::problem::{ApiError, ApiResult};

/// Software of an organisation, with the scope that `S` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Centre<S> {
    /// The credentials it used.
    pub client: ApiClientId,
    /// Whose software it is.
    pub organisation: OrganisationId,
    scope: PhantomData<S>,
}

/// A scope as a type.
pub trait ScopeWord: 'static {
    /// The scope.
    const SCOPE: Scope;
}

macro_rules! scopes {
    ($( $(#[$meta:meta])* $name:ident )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;

        impl ScopeWord for $name {
            const SCOPE: Scope = Scope::$name;
        }
    )+ };
}

scopes! {
    /// `trainings:write`.
    TrainingsWrite
    /// `trainings:read`.
    TrainingsRead
    /// `drivers:lookup`.
    DriversLookup
    /// `webhooks:manage`.
    WebhooksManage
}

impl<S> Centre<S> {
    /// As who the software stands in a history.
    #[must_use]
    pub fn actor(&self) -> Actor {
        Actor::new(ActorKind::Centre, self.client)
    }
}

impl<S: ScopeWord> FromRequest for Centre<S> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let identity = request.extensions().get::<Identity>().cloned();
        let centre = principal_of(identity).and_then(|principal| match principal {
            Principal::Client {
                client,
                organisation,
                scopes,
            } if scopes.contains(&S::SCOPE) => Ok(Self {
                client,
                organisation,
                scope: PhantomData,
            }),
            Principal::Client { .. } => Err(ProblemCode::InsufficientScope.into()),
            Principal::Person { .. } => Err(ProblemCode::Forbidden.into()),
        });
        let (state, is_change) = (state_of(request), is_change(request));
        Box::pin(async move {
            let centre = centre?;
            if state?.is_client_alive(centre.client, is_change).await? {
                Ok(centre)
            } else {
                Err(ProblemCode::Unauthenticated.into())
            }
        })
    }
}
