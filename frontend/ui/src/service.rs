//! Who runs the service, read once per visit.

use common::dto::service::ServiceInfo;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::Call;

/// What the product is called until the operator's name for it is known.
const NAME: &str = "CQC Hub";

/// Who runs the service; provided once.
#[derive(Clone, Copy)]
pub struct Service(RwSignal<Option<ServiceInfo>>);

/// Provides it to the whole application and starts to read it.
pub fn provide_service() -> Service {
    let service = Service(RwSignal::new(None));
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
        self.0.get()
    }

    /// The name of the service; follows changes.
    #[must_use]
    pub fn name(self) -> String {
        self.0.with(|info| {
            info.as_ref().map_or_else(
                || NAME.to_owned(),
                |info| info.operator.service_name.clone(),
            )
        })
    }

    /// Reads it again, for pages that cannot do without.
    pub fn read(self) {
        spawn_local(async move {
            if let Ok(info) = Call::get("/service")
                .anonymous()
                .send::<ServiceInfo>()
                .await
            {
                self.0.set(Some(info));
            }
        });
    }
}
