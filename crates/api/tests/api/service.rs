//! `GET /api/v1/service`.

use common::dto::service::ServiceInfo;
use db::on_both_engines;

use services::settings::Logo;
use services::testing::TestContext;

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

#[tokio::test]
async fn a_logo_is_shown_where_the_service_says() {
    let without = TestApp::sqlite().await;
    assert_eq!(without.anonymous().get("/logo").await.status, 404);
    let info: ServiceInfo = without.anonymous().get(PATH).await.json();
    assert_eq!(info.operator.logo, None);

    let mut picture = std::io::Cursor::new(Vec::new());
    image::RgbaImage::new(4, 2)
        .write_to(&mut picture, image::ImageFormat::Png)
        .unwrap();
    let mut ctx = TestContext::sqlite().await;
    let mut settings = (*ctx.settings).clone();
    settings.operator.logo = Some("/logo".to_owned());
    settings.logo = Some(Logo::new(picture.get_ref().clone()).unwrap());
    ctx.settings = settings.into();
    let with = TestApp::start(ctx, |_| {});
    let info: ServiceInfo = with.anonymous().get(PATH).await.json();
    let answer = with.anonymous().get(&info.operator.logo.unwrap()).await;
    assert_eq!(answer.header("content-type"), "image/png");
    assert_eq!(answer.body, picture.into_inner());
}
