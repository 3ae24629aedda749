//! Runs an SQL script on an embedded database: `run_script DATABASE SCRIPT`. It seeds
//! what `cargo xtask bench` measures; PostgreSQL has `psql` for that.

use diesel::connection::{Connection as _, SimpleConnection as _};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(database), Some(script)) = (arguments.next(), arguments.next()) else {
        return Err("usage: run_script DATABASE SCRIPT".into());
    };
    let mut conn = diesel::SqliteConnection::establish(&database)?;
    Ok(conn.batch_execute(&std::fs::read_to_string(script)?)?)
}
