//! `PUT`, `DELETE /api/v1/me/requests/{request_id}/documents/{kind}` and its rotation.

use common::dto::request::RequestView;
use common::words::DocumentKind;
use db::on_both_engines;
use reqwest::Method;

use crate::support::files::{jpeg, jpeg_with_exif, pdf};
use crate::support::requests::{at, begin, entitled_driver, mine, picture, try_upload};
use crate::support::{Client, TestApp};

async fn refused(
    client: &Client,
    view: &RequestView,
    (kind, bytes): (DocumentKind, Vec<u8>),
    (status, code, field): (u16, &str, &str),
) {
    let problem = try_upload(client, view, kind, bytes).await.problem(status);
    let error = problem
        .errors
        .first()
        .map(|error| (error.pointer.as_str(), error.code.as_str()));
    assert_eq!(
        (problem.code.as_str(), error),
        (code, Some(("/file", field))),
        "{kind}"
    );
}

on_both_engines! {
    async fn a_kind_that_does_not_exist_is_not_found(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let path = format!("{}/documents/selfie", mine(&view));
        let answer = driver.client.send(Method::PUT, &path, Some(("image/jpeg", jpeg(10, 10)))).await;
        assert_eq!(answer.problem(404).code, "not_found");
    }

    async fn a_name_that_cannot_be_read_is_malformed(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        for name in ["attachment; filename*=UTF-8''%FF", "attachment", "attachment; filename=\"open"] {
            let client = driver.client.clone().with_header("content-disposition", name);
            let path = format!("{}/documents/licence_front", mine(&view));
            let answer = client.send(Method::PUT, &path, Some(("image/jpeg", jpeg(800, 60)))).await;
            assert_eq!(answer.problem(400).code, "malformed", "{name}");
        }
    }

    async fn a_file_is_named_by_a_header_and_without_one_by_its_kind(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let path = format!("{}/documents/licence_front", mine(&view));
        let name = "attachment; filename*=UTF-8''permis%20Lef%C3%A8vre%20%281%29.jpg";
        let named = driver.client.clone().with_header("content-disposition", name);
        for (client, expected) in [(&named, "permis Lefèvre (1).jpg"), (&driver.client, "licence_front")] {
            let body = Some(("image/jpeg", jpeg(800, 60)));
            let view: RequestView = client.send(Method::PUT, &path, body).await.json();
            assert_eq!(view.documents[0].name, expected);
        }
    }

    async fn each_refusal_has_its_own_reason(app: TestApp) {
        use DocumentKind::{LicenceFront, Photo, ResidencePermit};
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let invalid = |field| (422, "validation_failed", field);
        let html = b"<!doctype html><script>alert(1)</script>".to_vec();
        let whole = picture(LicenceFront);
        let cut = whole[..whole.len() / 2].to_vec();
        let script = "/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>";
        for (kind, bytes, expected) in [
            (LicenceFront, Vec::new(), invalid("file_empty")),
            (LicenceFront, html, (415, "unsupported_media_type", "file_type")),
            (Photo, pdf(1, ""), (415, "unsupported_media_type", "file_type")),
            (LicenceFront, cut, invalid("file_unreadable")),
            (LicenceFront, jpeg(799, 90), invalid("image_too_small")),
            (Photo, jpeg(560, 560), invalid("photo_proportions")),
            (LicenceFront, pdf(11, ""), invalid("file_pages")),
            (LicenceFront, pdf(1, script), invalid("file_active_content")),
        ] {
            refused(&driver.client, &view, (kind, bytes), expected).await;
        }
        let answer = try_upload(&driver.client, &view, ResidencePermit, whole).await;
        assert_eq!(answer.problem(422).errors[0].pointer, "/kind", "not asked of a French driver");
        let untouched: RequestView = driver.client.get(&mine(&view)).await.json();
        assert_eq!(untouched, view);
    }

    async fn nine_megabytes_are_too_many(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let mut large = picture(DocumentKind::LicenceFront);
        large.resize(9 * 1024 * 1024, 0);
        let expected = (413, "too_large", "file_too_large");
        refused(&driver.client, &view, (DocumentKind::LicenceFront, large), expected).await;
    }

    async fn an_image_is_kept_upright_and_without_its_place(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let sent = jpeg_with_exif(1_000, 820, 6);
        assert!(sent.windows(3).any(|part| part == b"GPS"));
        let kind = DocumentKind::LicenceFront;
        let view: RequestView = try_upload(&driver.client, &view, kind, sent).await.json();
        let document = &view.documents[0];
        assert_eq!((document.width, document.height), (Some(820), Some(1_000)));
        assert_eq!(document.media_type, "image/jpeg");
        assert_eq!(document.name, "licence_front.jpg");
        let kept = app.files.get(&document.sha256).await.unwrap();
        assert!(!kept.windows(3).any(|part| part == b"GPS"));
        let upright = image::load_from_memory(&kept).unwrap().into_rgb8();
        assert!(upright.get_pixel(400, 50).0[0] > 180 && upright.get_pixel(400, 950).0[0] < 90);
    }

    async fn a_new_file_takes_the_place_of_the_one_before(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let kind = DocumentKind::LicenceFront;
        let first: RequestView =
            try_upload(&driver.client, &view, kind, jpeg(820, 60)).await.json();
        let second: RequestView =
            try_upload(&driver.client, &view, kind, pdf(2, "")).await.json();
        app.run_jobs().await;
        assert_eq!(second.documents.len(), 1);
        let document = &second.documents[0];
        assert_eq!((document.pages, document.media_type.as_str()), (Some(2), "application/pdf"));
        assert_eq!(second.version, first.version + 1);
        assert!(app.files.get(&first.documents[0].sha256).await.is_err());
        assert!(app.files.get(&document.sha256).await.is_ok());
    }

    async fn an_image_can_be_turned_and_taken_back(app: TestApp) {
        let driver = entitled_driver(&app).await;
        let view = begin(&driver.client).await;
        let path = format!("{}/documents/licence_back", mine(&view));
        let rotation = format!("{path}/rotation");
        let client = &driver.client;
        let answer = client.send(Method::POST, &rotation, None).await;
        assert_eq!(answer.problem(428).code, "precondition_required");
        assert_eq!(client.delete(&path).await.problem(428).code, "precondition_required");
        let answer = at(client, view.version).send(Method::POST, &rotation, None).await;
        assert_eq!(answer.problem(404).code, "not_found");
        let kind = DocumentKind::LicenceBack;
        let given: RequestView = try_upload(client, &view, kind, jpeg(900, 860)).await.json();
        for answer in [
            at(client, view.version).send(Method::POST, &rotation, None).await,
            at(client, view.version).delete(&path).await,
        ] {
            assert_eq!(answer.problem(412).code, "stale");
        }
        let turned: RequestView =
            at(client, given.version).send(Method::POST, &rotation, None).await.json();
        let (before, after) = (&given.documents[0], &turned.documents[0]);
        assert_eq!((after.width, after.height), (Some(860), Some(900)));
        assert_eq!((after.revision, &after.name), (before.revision + 1, &before.name));

        let gone: RequestView = at(client, turned.version).delete(&path).await.json();
        assert!(gone.documents.is_empty());
        app.run_jobs().await;
        for sha256 in [&before.sha256, &after.sha256] {
            assert!(app.files.get(sha256).await.is_err());
        }
        // A PDF is not turned.
        let given: RequestView = try_upload(client, &gone, kind, pdf(1, "")).await.json();
        let answer = at(client, given.version).send(Method::POST, &rotation, None).await;
        let problem = answer.problem(422);
        assert_eq!(problem.errors[0].pointer, "/file");
    }
}
