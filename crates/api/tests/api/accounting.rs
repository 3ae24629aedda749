//! The accounts of a period: who may have them, and what is in them.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use common::dto::driver_space::DownloadLink;
use common::dto::refund::RefundView;
use common::words::Role;
use db::on_both_engines;
use reqwest::Method;
use serde_json::json;
use services::ports::payment_provider::TestCard;

use crate::replacements::{pay_and_return, payment, redirected};
use crate::support::requests::at;
use crate::support::{Answer, Client, TestApp};

const PATH: &str = "/api/v1/staff/accounts-exports";

async fn try_export(client: &Client, format: &str, from: &str, until: &str) -> Answer {
    let body = json!({ "format": format, "from": from, "until": until });
    client.post(PATH, &body).await
}

async fn export(app: &TestApp, format: &str, from: &str, until: &str) -> Answer {
    let supervisor = app.signed_in(Role::Supervisor).await;
    let link: DownloadLink = try_export(&supervisor, format, from, until).await.json();
    let file = app.anonymous().get(&link.url).await;
    assert_eq!(file.status, 200, "{}", file.text());
    file
}

/// Somebody pays and gets the money back: an invoice and a credit note.
async fn pay_and_give_back(app: &TestApp) {
    let (driver, _, view) = redirected(app).await;
    pay_and_return(app, &driver.client, &view, TestCard::Accepted).await;
    let path = format!("/api/v1/staff/payments/{}/refunds", payment(&view).id);
    let agent = app.signed_in(Role::Agent).await;
    let refund: RefundView = agent
        .post(&path, &json!({ "reason": "issuer_fault" }))
        .await
        .json();
    let supervisor = app.signed_in(Role::Supervisor).await;
    let path = format!("/api/v1/staff/refunds/{}/approval", refund.id);
    at(&supervisor, refund.version)
        .send(Method::POST, &path, None)
        .await
        .json::<RefundView>();
    app.run_jobs().await;
}

/// The lines of a file of entries behind its head, by the number of their entry.
fn entries(file: &Answer) -> BTreeMap<u64, Vec<Vec<String>>> {
    let mut entries: BTreeMap<u64, Vec<Vec<String>>> = BTreeMap::new();
    for line in file.text().lines().skip(1) {
        let fields: Vec<_> = line.split('\t').map(str::to_owned).collect();
        assert_eq!(fields.len(), 18, "{line}");
        entries
            .entry(fields[2].parse().unwrap())
            .or_default()
            .push(fields);
    }
    entries
}

/// Debit and credit of a line, in cents.
fn sides(line: &[String]) -> (i64, i64) {
    let cents = |text: &str| text.replace(',', "").parse().unwrap();
    (cents(&line[11]), cents(&line[12]))
}

on_both_engines! {
    async fn a_period_that_is_none_is_refused_and_others_find_no_accounts(app: TestApp) {
        let supervisor = app.signed_in(Role::Supervisor).await;
        for (from, until, pointer, code) in [
            ("2026-11-02", "2026-11-01", "/until", "date_order"),
            ("2026-11-01", "2026-11-24", "/until", "date_in_future"),
            ("hier", "2026-11-01", "/from", "date_malformed"),
        ] {
            let problem = try_export(&supervisor, "fec", from, until).await.problem(422);
            assert_eq!((problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()), (pointer, code));
        }
        assert_eq!(try_export(&supervisor, "xml", "2026-11-01", "2026-11-23").await.status, 422);
        let link = json!({ "target": "accounts", "id": "fec_2026-11-01_2026-11-23" });
        for role in [Role::Driver, Role::Agent, Role::Production] {
            let answer = app.signed_in(role).await.post("/api/v1/download-links", &link).await;
            assert_eq!(answer.problem(404).code, "not_found", "{role}");
        }
        let odd = json!({ "target": "accounts", "id": "fec_2026" });
        let answer = supervisor.post("/api/v1/download-links", &odd).await;
        assert_eq!(answer.problem(422).errors[0].pointer, "/id");
    }

    async fn entries_balance_and_their_numbers_go_on_from_month_to_month(app: TestApp) {
        pay_and_give_back(&app).await;
        app.clock.advance(TimeDelta::days(10));
        pay_and_give_back(&app).await;
        let november = export(&app, "fec", "2026-11-01", "2026-11-30").await;
        let disposition = november.header("content-disposition");
        assert_eq!(disposition, "attachment; filename=\"404833048FEC20261130.txt\"");
        assert!(november.text().starts_with("JournalCode\tJournalLib\tEcritureNum\tEcritureDate\tCompteNum\t"));
        let december = export(&app, "fec", "2026-12-01", "2026-12-03").await;
        let both = export(&app, "fec", "2026-11-01", "2026-12-03").await;
        let (first, second) = (entries(&november), entries(&december));
        assert_eq!(first.keys().copied().collect::<Vec<_>>(), [1, 2]);
        assert_eq!(second.keys().copied().collect::<Vec<_>>(), [3, 4]);
        let whole = entries(&both);
        assert_eq!(first.into_iter().chain(second).collect::<BTreeMap<_, _>>(), whole);
        for (number, lines) in &whole {
            let debit: i64 = lines.iter().map(|line| sides(line).0).sum();
            let credit: i64 = lines.iter().map(|line| sides(line).1).sum();
            assert_eq!((debit, credit), (2_500, 2_500), "entry {number}");
        }
        let [invoice, credit_note] = [&whole[&1], &whole[&2]];
        assert_eq!((invoice[0][8].as_str(), credit_note[0][8].as_str()), ("F2026-000001", "A2026-000001"));
        for (taken, given_back) in invoice.iter().zip(credit_note) {
            assert_eq!(taken[4], given_back[4], "the same account");
            let (debit, credit) = sides(taken);
            assert_eq!(sides(given_back), (credit, debit));
        }
    }

    async fn the_table_opens_in_spreadsheets_and_each_download_is_recorded(app: TestApp) {
        pay_and_give_back(&app).await;
        let file = export(&app, "csv", "2026-11-01", "2026-11-23").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        assert!(file.header("content-disposition").contains("factures-2026-11-01-2026-11-23.csv"));
        assert!(file.body.starts_with("\u{FEFF}Numéro;".as_bytes()));
        let lines: Vec<_> = file.text().lines().map(str::to_owned).collect();
        assert_eq!(lines.len(), 3);
        assert!(lines[1].starts_with("F2026-000001;Facture;23/11/2026;Camille Lefèvre;"), "{}", lines[1]);
        assert!(lines[1].contains(";20,83;20,00;4,17;25,00;"), "{}", lines[1]);
        assert!(lines[2].contains(";-20,83;20,00;-4,17;-25,00;"), "{}", lines[2]);
        assert!(lines[2].ends_with(";F2026-000001"), "{}", lines[2]);
        export(&app, "csv", "2026-11-01", "2026-11-23").await;
        let audit = app
            .read(|conn| Ok(db::audit::list_by_subject(conn, "csv_2026-11-01_2026-11-23")?))
            .await
            .unwrap();
        let actions: Vec<_> = audit.iter().map(|line| line.action.as_str()).collect();
        assert_eq!(actions, ["accounts.exported", "accounts.exported"]);
        assert!(audit[0].details.contains("\"documents\":2"), "{}", audit[0].details);
    }
}
