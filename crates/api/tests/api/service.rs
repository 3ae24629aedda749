//! `GET /api/v1/service`.

use common::dto::service::ServiceInfo;
use db::on_both_engines;

use crate::support::TestApp;

const PATH: &str = "/api/v1/service";

on_both_engines! {
    async fn another_method_is_refused_with_the_possible_ones(app: TestApp) {
        let answer = app.anonymous().delete(PATH).await;
        assert_eq!(answer.problem(405).code, "method_not_allowed");
        assert_eq!(answer.header("allow"), "GET");
    }

    async fn tells_anybody_who_runs_the_service(app: TestApp) {
        let answer = app.anonymous().get(PATH).await;
        let info: ServiceInfo = answer.json();
        assert_eq!(info.operator.name, "Office d’essai");
        assert_eq!(info.consent_texts.len(), 4);
        assert_eq!(info.now, app.now());
        assert_eq!(answer.header("cache-control"), "no-store");
    }
}
