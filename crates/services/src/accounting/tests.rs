//! More accounts than fit one reading.

use std::collections::BTreeMap;

use common::dto::accounting::AccountsFormat;
use common::forms::accounting::AccountsWanted;
use common::ids::AccountId;
use common::words::Role;
use futures_util::TryStreamExt as _;

use super::open_export;
use crate::downloads::Reader;
use crate::error::ServiceResult;
use crate::invoices::allocate;
use crate::invoices::tests::{insert_payment, trained};
use crate::testing::TestContext;

/// More than two readings.
const INVOICES: usize = 1_050;

async fn pieces(app: &TestContext, format: AccountsFormat) -> Vec<String> {
    let reader = Reader {
        account: AccountId::new(),
        role: Role::Supervisor,
    };
    let wanted = AccountsWanted {
        format,
        from: "2026-11-01".parse().unwrap(),
        until: "2026-11-30".parse().unwrap(),
    };
    let file = open_export(app, reader, wanted).await.unwrap();
    let pieces: Vec<_> = file.pieces.try_collect().await.unwrap();
    pieces
        .into_iter()
        .map(|piece| String::from_utf8(piece.to_vec()).unwrap())
        .collect()
}

/// A sum of the file, in cents.
fn cents(text: &str) -> i64 {
    text.replace(',', "").parse().unwrap()
}

db::on_both_engines! {
    async fn however_many_there_are_a_few_hundred_are_in_memory_and_every_entry_balances(app: TestContext) {
        let of = trained(&app).await;
        app.write(move |tx| {
            for number in 0..INVOICES {
                let payment = insert_payment(tx, of, number)?;
                allocate(tx, &payment)?;
            }
            ServiceResult::Ok(())
        })
        .await
        .unwrap();

        let pieces = pieces(&app, AccountsFormat::Fec).await;
        assert!(pieces.len() >= 3, "{}", pieces.len());
        assert!(pieces.iter().all(|piece| piece.len() < 250_000));
        let text = pieces.concat();
        let mut sums: BTreeMap<u64, (i64, i64)> = BTreeMap::new();
        for line in text.lines().skip(1) {
            let fields: Vec<_> = line.split('\t').collect();
            assert_eq!(fields.len(), 18, "{line}");
            let sum = sums.entry(fields[2].parse().unwrap()).or_default();
            sum.0 += cents(fields[11]);
            sum.1 += cents(fields[12]);
        }
        let expected: Vec<_> = (1..=1_050).collect();
        assert_eq!(sums.keys().copied().collect::<Vec<_>>(), expected);
        assert!(sums.values().all(|sum| *sum == (2_500, 2_500)));

        let table = self::pieces(&app, AccountsFormat::Csv).await.concat();
        assert_eq!(table.lines().count(), INVOICES + 1);
    }
}
