//! How soon the server is ready, and what it takes while nobody asks anything.

use std::time::Duration;

use anyhow::Result;

use super::{finding::Finding, world::World};

const READY_WITHIN: Duration = Duration::from_millis(300);
const IDLE_MEMORY: u64 = 60_000_000;

/// The best of so many starts: what else the machine does is not the server's cost.
const STARTS: usize = 3;

/// Starts the server on a migrated database.
pub fn measure(world: &World) -> Result<Vec<Finding>> {
    let mut best = Duration::MAX;
    let mut memory = 0;
    for _ in 0..STARTS {
        let server = world.start()?;
        best = best.min(server.ready_after());
        memory = memory.max(server.resident_memory()?);
    }
    Ok(vec![
        Finding::time("start to ready", best, READY_WITHIN),
        Finding::size("resident memory, idle", memory, IDLE_MEMORY),
    ])
}
