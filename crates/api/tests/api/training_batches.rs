//! `/api/v1/training-batches` and `/api/v1/training-imports`: many trainings at once.

use common::dto::page::Page;
use common::dto::training::{DeclareTrainingRequest, TrainingRecord};
use common::dto::training_batch::{TrainingBatchItem, TrainingBatchView};
use common::field_error::FieldErrorCode;
use common::problem_code::ProblemCode;
use common::statuses::{TrainingBatchStatus, TrainingItemOutcome};
use common::training_rule::TrainingRule;
use common::words::{Scope, Sector, TrainingKind};
use db::on_both_engines;
use reqwest::Method;
use serde_json::{Value, json};
use services::testing::records::declaration;

use crate::support::centres::{self, Centre, stranger};
use crate::support::{Answer, Client, TestApp};

pub const PATH: &str = "/api/v1/training-batches";
const IMPORTS: &str = "/api/v1/training-imports";

const HEAD: &str = "external_id;kind;sector;approval_number;started_on;completed_on;minutes;practical_part;surname;first_names;birth_date;licence_country;licence_number";

/// A declaration of its own, for somebody without an account.
fn form(centre: &Centre, number: usize) -> DeclareTrainingRequest {
    let mut trainee = stranger();
    trainee.licence_number = format!("15017530{number:04}");
    let mut form = declaration(
        &centre.centre,
        trainee,
        TrainingKind::Fimo,
        Sector::Goods,
        "2026-11-20",
    );
    form.external_id = format!("N{number}");
    form
}

async fn send(client: &Client, key: &str, query: &str, items: &[DeclareTrainingRequest]) -> Answer {
    let client = client.clone().with_header("idempotency-key", key);
    client
        .post(&format!("{PATH}{query}"), &json!({ "items": items }))
        .await
}

/// A batch of one, as it was accepted.
pub async fn sent(centre: &Centre) -> TrainingBatchView {
    let answer = send(&centre.client, "one-batch", "", &[form(centre, 9_999)]).await;
    assert_eq!(answer.status, 202, "{}", answer.text());
    answer.json()
}

async fn upload(client: &Client, key: &str, query: &str, csv: impl Into<Vec<u8>>) -> Answer {
    let client = client.clone().with_header("idempotency-key", key);
    client
        .send(
            Method::POST,
            &format!("{IMPORTS}{query}"),
            Some(("text/csv", csv.into())),
        )
        .await
}

async fn read(client: &Client, batch: &TrainingBatchView) -> TrainingBatchView {
    client.get(&format!("{PATH}/{}", batch.id)).await.json()
}

async fn items(client: &Client, batch: &TrainingBatchView, query: &str) -> Vec<TrainingBatchItem> {
    let page: Page<_> = client
        .get(&format!("{PATH}/{}/items?limit=200{query}", batch.id))
        .await
        .json();
    page.items
}

fn line(centre: &Centre, number: usize) -> String {
    let form = form(centre, number);
    let trainee = &form.trainee;
    [
        form.external_id.as_str(),
        "fimo",
        "goods",
        &form.approval_number,
        &form.started_on,
        &form.completed_on,
        &form.minutes.to_string(),
        "oui",
        &trainee.surname,
        &trainee.first_names,
        &trainee.birth_date,
        &trainee.licence_country,
        &trainee.licence_number,
    ]
    .join(";")
}

on_both_engines! {
    async fn a_batch_is_kept_at_once_and_processed_after(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut forms: Vec<_> = (0..120).map(|number| form(&centre, number)).collect();
        forms[3].minutes = 60;
        forms[70].trainee.surname = String::new();
        forms.push(forms[0].clone());
        let answer = send(&centre.client, "k", "", &forms).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        let location = answer.header("location").to_owned();
        let accepted: TrainingBatchView = answer.json();
        assert_eq!(location, format!("{PATH}/{}", accepted.id));
        assert_eq!((accepted.status, accepted.total, accepted.processed), (TrainingBatchStatus::Accepted, Some(121), 0));
        app.run_jobs().await;
        let batch = read(&centre.client, &accepted).await;
        assert_eq!(batch.status, TrainingBatchStatus::Finished);
        assert_eq!((batch.recorded, batch.known, batch.refused), (118, 1, 2));
        let refused = items(&centre.client, &batch, "&outcome=refused").await;
        assert_eq!(refused.iter().map(|item| item.position).collect::<Vec<_>>(), [3, 70]);
        assert_eq!(refused[0].errors[0].code, FieldErrorCode::HoursInsufficient);
        assert_eq!(refused[0].errors[0].rule, Some(TrainingRule::Hours));
        assert_eq!(refused[1].errors[0].pointer, "/trainee/surname");
        let all = items(&centre.client, &batch, "").await;
        let record: TrainingRecord =
            centre.client.get(&format!("{}/{}", centres::PATH, all[0].training_id.unwrap())).await.json();
        assert_eq!(record.external_id, "N0");
        assert_eq!((all[120].outcome, all[120].training_id), (TrainingItemOutcome::Known, all[0].training_id));
        // What was declared is not kept beside the records.
        let id = batch.id;
        let kept = app.read(move |conn| Ok(db::training_batches::get(conn, id)?.content)).await.unwrap();
        assert_eq!(kept, None);
    }

    async fn the_same_batch_again_is_the_same_receipt(app: TestApp) {
        let centre = centres::centre(&app).await;
        let forms = [form(&centre, 1)];
        let first: TrainingBatchView = send(&centre.client, "k", "", &forms).await.json();
        let again = send(&centre.client, "k", "", &forms).await;
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!(again.json::<TrainingBatchView>(), first);
        let other = send(&centre.client, "k", "", &[form(&centre, 2)]).await;
        assert_eq!(other.problem(422).code, "idempotency_key_reused");
        app.run_jobs().await;
        assert_eq!(read(&centre.client, &first).await.recorded, 1);
        let listed: Page<TrainingBatchView> = centre.client.get(PATH).await.json();
        assert_eq!(listed.items.len(), 1);
    }

    async fn too_few_too_many_and_the_wrong_shape_are_refused(app: TestApp) {
        let centre = centres::centre(&app).await;
        let code = |answer: Answer| answer.problem(422).errors[0].code;
        assert_eq!(code(send(&centre.client, "k1", "", &[]).await), FieldErrorCode::TooFewItems);
        let many: Vec<_> = (0..501).map(|number| form(&centre, number)).collect();
        assert_eq!(code(send(&centre.client, "k2", "", &many).await), FieldErrorCode::TooManyItems);
        let client = centre.client.clone().with_header("idempotency-key", "k3");
        let mut one = serde_json::to_value(form(&centre, 1)).unwrap();
        one["trainee"]["email"] = json!("x@example.org");
        one["minutes"] = json!("many");
        let problem = client.post(PATH, &json!({ "items": [form(&centre, 0), one] })).await.problem(422);
        let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
        assert_eq!(pointers, ["/items/1/minutes", "/items/1/trainee/email"]);
        let reader = app.client_token(centre.centre.organisation, centre.centre.client, &[Scope::TrainingsRead]);
        send(&reader, "k4", "", &[form(&centre, 1)]).await.problem(403);
        centre.client.post(PATH, &json!({ "items": [] })).await.problem(400);
        let answer = centre.client.get(&format!("{PATH}?status=x")).await;
        assert_eq!(answer.problem(400).code, "unknown_parameter");
    }

    async fn a_dry_run_says_what_would_become_of_each(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut forms: Vec<_> = (0..3).map(|number| form(&centre, number)).collect();
        forms[1].completed_on = "2027-01-01".to_owned();
        forms.push(form(&centre, 0));
        let batch: TrainingBatchView = send(&centre.client, "k", "?dry_run=true", &forms).await.json();
        assert!(batch.dry_run);
        app.run_jobs().await;
        let found = items(&centre.client, &batch, "").await;
        let outcomes: Vec<_> = found.iter().map(|item| item.outcome).collect();
        let (recorded, refused) = (TrainingItemOutcome::Recorded, TrainingItemOutcome::Refused);
        assert_eq!(outcomes, [recorded, refused, recorded, refused]);
        assert_eq!(found[3].errors[0].pointer, "/external_id");
        assert!(found.iter().all(|item| item.training_id.is_none()));
        let listed: Page<Value> = centre.client.get(centres::PATH).await.json();
        assert_eq!(listed.items.len(), 0, "nothing is recorded");
    }

    async fn a_number_that_stands_for_something_else_is_a_conflict(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut other = form(&centre, 1);
        other.minutes += 60;
        let batch: TrainingBatchView = send(&centre.client, "k", "", &[form(&centre, 1), other]).await.json();
        app.run_jobs().await;
        let found = items(&centre.client, &batch, "&outcome=refused").await;
        assert_eq!(found[0].problem, Some(ProblemCode::AlreadyExists));
    }

    async fn a_file_is_read_line_by_line(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut lines = vec![format!("\u{feff}{HEAD}")];
        lines.extend((0..130).map(|number| line(&centre, number)));
        lines[5] = lines[5].replace("fimo", "FIMO");
        lines.push(String::new());
        lines.push("N500;fimo".to_owned());
        let csv = lines.join("\r\n");
        let answer = upload(&centre.client, "k", "", csv.clone()).await;
        assert_eq!(answer.status, 202, "{}", answer.text());
        let accepted: TrainingBatchView = answer.json();
        assert_eq!(accepted.total, None);
        app.run_jobs().await;
        let batch = read(&centre.client, &accepted).await;
        assert_eq!((batch.status, batch.total), (TrainingBatchStatus::Finished, Some(131)));
        assert_eq!((batch.recorded, batch.refused), (129, 2));
        let refused = items(&centre.client, &batch, "&outcome=refused").await;
        assert_eq!((refused[0].line, refused[0].errors[0].pointer.as_str()), (Some(6), "/kind"));
        assert_eq!((refused[1].line, refused[1].external_id.as_deref()), (Some(133), Some("N500")));
        assert!(refused[1].errors.iter().any(|error| error.pointer == "/sector" && error.code == FieldErrorCode::Required));
        // The same file under the same key.
        let again = upload(&centre.client, "k", "", csv.clone()).await;
        assert_eq!(again.header("idempotent-replayed"), "true");
        upload(&centre.client, "k", "", format!("{csv}\n")).await.problem(422);
        // And under another: all of it is known.
        let second: TrainingBatchView = upload(&centre.client, "k2", "", csv).await.json();
        app.run_jobs().await;
        assert_eq!(read(&centre.client, &second).await.known, 129);
    }

    async fn a_file_that_is_none_is_refused_before_it_is_kept(app: TestApp) {
        let centre = centres::centre(&app).await;
        let problem = upload(&centre.client, "k1", "", "external_id,kind,email\n1,fimo,x\n").await.problem(422);
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code)).collect();
        assert_eq!(found[0], ("/columns/email", FieldErrorCode::UnknownField));
        assert!(found.contains(&("/columns/minutes", FieldErrorCode::Required)), "{found:?}");
        assert_eq!(upload(&centre.client, "k2", "", "").await.problem(422).errors[0].pointer, "/columns");
        upload(&centre.client, "k3", "", vec![0xff, 0xfe, b'a', b'\n']).await.problem(422);
        let client = centre.client.clone().with_header("idempotency-key", "k4");
        client.send(Method::POST, IMPORTS, Some(("application/json", b"{}".to_vec()))).await.problem(415);
        centre.client.send(Method::POST, IMPORTS, Some(("text/csv", b"a".to_vec()))).await.problem(400);
        let listed: Page<Value> = centre.client.get(PATH).await.json();
        assert!(listed.items.is_empty());
    }

    async fn a_line_that_cannot_be_read_does_not_hold_up_the_others(app: TestApp) {
        let centre = centres::centre(&app).await;
        let mut csv = format!("{HEAD}\n{}\n", line(&centre, 1)).into_bytes();
        csv.extend(b"caf\xe9;fimo\n");
        csv.extend(line(&centre, 2).bytes());
        let batch: TrainingBatchView = upload(&centre.client, "k", "?dry_run=false", csv).await.json();
        app.run_jobs().await;
        let found = items(&centre.client, &batch, "").await;
        assert_eq!(found.iter().map(|item| item.line).collect::<Vec<_>>(), [Some(2), Some(3), Some(4)]);
        assert_eq!(found[1].errors[0].code, FieldErrorCode::Malformed);
        assert_eq!(found[2].outcome, TrainingItemOutcome::Recorded);
    }
}
