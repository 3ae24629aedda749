//! Who runs the service, read once per visit.

use common::dto::service::ServiceInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{ApiError, Call};

/// What the product is called until the operator's name for it is known.
const NAME: &str = "CQC Hub";

/// Who runs the service; provided once.
#[derive(Clone, Copy)]
pub struct Service {
    info: RwSignal<Option<ServiceInfo>>,
    error: RwSignal<Option<ApiError>>,
}

/// Provides it to the whole application and starts to read it.
pub fn provide_service() -> Service {
    let service = Service {
        info: RwSignal::new(None),
        error: RwSignal::new(None),
    };
    provide_context(service);
    service.read();
    service
}

/// The service as provided by the application.
#[must_use]
pub fn use_service() -> Service {
    expect_context::<Service>()
}

impl Service {
    /// What is known, once it is; follows changes.
    #[must_use]
    pub fn info(self) -> Option<ServiceInfo> {
        self.info.get()
    }

    /// The name of the service; follows changes.
    #[must_use]
    pub fn name(self) -> String {
        self.info.with(|info| {
            info.as_ref().map_or_else(
                || NAME.to_owned(),
                |info| info.operator.service_name.clone(),
            )
        })
    }

    /// Why it could not be read; follows changes.
    #[must_use]
    pub fn error(self) -> Option<ApiError> {
        self.error.get()
    }

    /// Reads it again, for pages that cannot do without.
    pub fn read(self) {
        self.error.set(None);
        spawn_local(async move {
            let answer = Call::get("/service")
                .anonymous()
                .send::<ServiceInfo>()
                .await;
            match answer {
                Ok(info) => self.info.set(Some(info)),
                Err(error) => self.error.set(Some(error)),
            }
        });
    }
}
