//! How much waits where.

use common::dto::staff::StaffOverview;
use common::statuses::{JobState, RefundStatus, RequestStatus, ReturnedMailStatus, TrainingStatus};

use crate::context::Context;
use crate::error::ServiceResult;

/// The letters that came back and whose drivers have answered.
const TO_SHIP: [ReturnedMailStatus; 2] = [
    ReturnedMailStatus::ReshipFree,
    ReturnedMailStatus::ReshipPaid,
];

/// Counts what waits.
///
/// # Errors
///
/// If the database fails.
pub async fn get_overview(ctx: &Context) -> ServiceResult<StaffOverview> {
    let now = ctx.now();
    ctx.read(move |conn| {
        let (reviews, late) = db::account_reviews::count_waiting(conn, now)?;
        let submitted = small(db::requests::count_to_take(conn)?);
        let mut count = |status| Ok::<_, db::Error>(small(db::requests::count(conn, status)?));
        let under_review = count(RequestStatus::UnderReview)?;
        let waiting = count(RequestStatus::InformationRequested)?;
        let approved = count(RequestStatus::Approved)?;
        let in_production = count(RequestStatus::InProduction)?;
        let ready_to_ship = count(RequestStatus::ReadyToShip)?;
        let trainings = db::trainings::reviews::count(conn, TrainingStatus::NeedsReview)?;
        Ok(StaffOverview {
            account_reviews: small(reviews),
            account_reviews_late: small(late),
            training_reviews: small(trainings),
            requests_submitted: submitted,
            requests_under_review: under_review,
            requests_waiting: waiting,
            requests_approved: approved,
            in_production,
            ready_to_ship,
            returns_to_ship: small(db::returned_mail::count(conn, &TO_SHIP)?),
            refunds_proposed: small(db::refunds::count(conn, RefundStatus::Proposed)?),
            cards_flagged: small(db::card_flags::count_open(conn)?),
            dead_jobs: small(db::jobs::count(conn, JobState::Dead)?),
        })
    })
    .await
}

fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
