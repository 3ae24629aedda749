//! Many people sign in at once, while others go on working.

use std::{
    sync::atomic::{AtomicBool, Ordering},
    thread,
    time::Duration,
};

use anyhow::{Result, anyhow};

use super::{
    finding::{Finding, milliseconds},
    http::Request,
    load::{Load, Until},
    people,
    world::World,
};

const AT_ONCE: usize = 200;
const MOST_MEMORY: u64 = 400_000_000;
const P99_OF_OTHERS: Duration = Duration::from_millis(100);
const OTHERS: usize = 4;

/// Those who sign in come from as many networks, as people at home do; the limits
/// on guessing passwords stay as they are.
pub fn measure(world: &World) -> Result<Vec<Finding>> {
    let hub = world.start()?;
    let token = people::sign_in(&hub, &people::driver(1), 1)?;
    let reading = Request::get("/api/v1/me/requests").bearer(&token).bytes();
    let is_over = AtomicBool::new(false);
    let (sign_ins, others) = thread::scope(|scope| {
        let others = scope.spawn(|| {
            Load::run(hub.port(), OTHERS, Until::Told(&is_over), &|_, _| {
                reading.clone()
            })
        });
        let sign_ins = Load::run(hub.port(), AT_ONCE, Until::Each(1), &|place, _| {
            let number = place + 2;
            people::sign_in_request(&people::driver(number), number).bytes()
        });
        is_over.store(true, Ordering::Relaxed);
        (sign_ins, others.join())
    });
    let sign_ins = sign_ins?;
    let others = others.map_err(|_| anyhow!("the others' load panicked"))??;
    let what = |text: &str| format!("{AT_ONCE} sign-ins at once: {text}");
    Ok(vec![
        Finding::size(
            &what("most resident memory"),
            hub.most_resident_memory()?,
            MOST_MEMORY,
        ),
        Finding::time(
            &what("p99 of others' reads meanwhile"),
            others.percentile(99),
            P99_OF_OTHERS,
        ),
        Finding::told(
            &what("until the last was in"),
            format!(
                "{}; others' median {} over {} reads",
                milliseconds(sign_ins.elapsed()),
                milliseconds(others.percentile(50)),
                others.answers()
            ),
        ),
        Finding::none(&what("failures"), sign_ins.failures + others.failures),
    ])
}
