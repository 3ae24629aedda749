//! People who signed in.

use std::marker::PhantomData;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpMessage as _, HttpRequest};
use common::ids::{AccountId, SessionId};
use common::problem_code::ProblemCode;
use common::words::{ActorKind, Role};
use futures_util::future::LocalBoxFuture;
use services::audit::Actor;
use services::tokens::Principal;

use super::{Identity, is_change, principal_of, state_of};
use crate::problem::{ApiError, ApiResult};

/// Anybody who signed in, driver or staff.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Person {
    /// The account.
    pub account: AccountId,
    /// What it may do.
    pub role: Role,
    /// The session.
    pub session: SessionId,
}

impl Person {
    /// As who the person stands in a history.
    #[must_use]
    pub fn actor(&self) -> Actor {
        let kind = if self.role.is_staff() {
            ActorKind::Staff
        } else {
            ActorKind::Driver
        };
        Actor::new(kind, self.account)
    }
}

/// A driver whose identity was found conform: the whole space is open. While
/// changed data are reviewed again it can be read, not changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Driver(pub Person);

/// A driver in any state of the review: for the pages that are open to somebody
/// who has data to correct (profile, correction, sessions, home).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DriverAnyState(pub Person);

/// A member of the staff who may do what `P` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Staff<P> {
    /// Who.
    pub person: Person,
    permission: PhantomData<P>,
}

/// Something that some roles may do.
pub trait Permission: 'static {
    /// The roles that may.
    const ROLES: &'static [Role];
}

macro_rules! permissions {
    ($( $(#[$meta:meta])* $name:ident: $($role:ident)|+; )+) => { $(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name;

        impl Permission for $name {
            const ROLES: &'static [Role] = &[$(Role::$role),+];
        }
    )+ };
}

permissions! {
    /// Review drivers' identities.
    ReviewAccounts: Agent | Supervisor;
    /// Look at trainings that wait for a person.
    ReviewTrainings: Agent | Supervisor;
    /// Review card requests.
    ReviewRequests: Agent | Supervisor;
    /// See requests: reviewers all but drafts, production what it makes.
    SeeRequests: Agent | Supervisor | Production;
    /// See how much waits where.
    AnyStaff: Agent | Supervisor | Production | Administrator;
    /// Refuse for good, and take a second look.
    Supervise: Supervisor;
    /// Enter what things cost, and hand out the accounts.
    KeepAccounts: Supervisor | Administrator;
    /// Run production, dispatch and returns.
    Produce: Production;
    /// Manage training centres and their credentials.
    ManageCentres: Administrator;
    /// Watch the job queue.
    WatchJobs: Administrator;
}

impl std::ops::Deref for Driver {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl std::ops::Deref for DriverAnyState {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.0
    }
}

impl<P> std::ops::Deref for Staff<P> {
    type Target = Person;

    fn deref(&self) -> &Person {
        &self.person
    }
}

impl FromRequest for Person {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        signed_in(request, |_| true)
    }
}

impl FromRequest for Driver {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let person = signed_in(request, |role| role == Role::Driver);
        let (state, is_change) = (state_of(request), is_change(request));
        Box::pin(async move {
            let person = person.await?;
            state?.check_space_open(person.account, is_change).await?;
            Ok(Self(person))
        })
    }
}

impl FromRequest for DriverAnyState {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let person = signed_in(request, |role| role == Role::Driver);
        Box::pin(async move { Ok(Self(person.await?)) })
    }
}

impl<P: Permission> FromRequest for Staff<P> {
    type Error = ApiError;
    type Future = LocalBoxFuture<'static, ApiResult<Self>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let person = signed_in(request, |role| P::ROLES.contains(&role));
        Box::pin(async move {
            Ok(Self {
                person: person.await?,
                permission: PhantomData,
            })
        })
    }
}

/// Checks token and role, then that the session has not been ended meanwhile.
fn signed_in(
    request: &HttpRequest,
    may: impl Fn(Role) -> bool,
) -> LocalBoxFuture<'static, ApiResult<Person>> {
    let identity = request.extensions().get::<Identity>().cloned();
    let person = principal_of(identity).and_then(|principal| match principal {
        Principal::Person {
            account,
            role,
            session,
        } if may(role) => Ok(Person {
            account,
            role,
            session,
        }),
        _ => Err(ProblemCode::Forbidden.into()),
    });
    let (state, is_change) = (state_of(request), is_change(request));
    Box::pin(async move {
        let person = person?;
        if state?.is_session_alive(person.session, is_change).await? {
            Ok(person)
        } else {
            Err(ProblemCode::SessionEnded.into())
        }
    })
}
