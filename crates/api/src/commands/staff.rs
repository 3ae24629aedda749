//! `cqc-hub staff`: accounts of the issuer's staff, which nobody can ask for.

use std::io::Write as _;

use clap::Subcommand;
use common::words::{Language, Role};
use services::accounts::add_staff::{NewStaff, add_staff};

use super::setup;
use crate::config::Config;

/// What to do about the staff.
#[derive(Clone, Subcommand)]
pub enum StaffCommand {
    /// Makes an account and sends the link to create its password, good for 72 hours.
    Add {
        /// Mail address, with which they sign in.
        email: String,
        /// Name that colleagues see.
        #[arg(long)]
        name: String,
        /// `agent`, `supervisor`, `production` or `administrator`.
        #[arg(long)]
        role: Role,
        /// Language of the mails, `fr` or `en`.
        #[arg(long, default_value = "fr")]
        language: Language,
    },
}

impl std::fmt::Debug for StaffCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("StaffCommand")
    }
}

pub(super) async fn run(config: &Config, command: StaffCommand) -> anyhow::Result<()> {
    let StaffCommand::Add {
        email,
        name,
        role,
        language,
    } = command;
    let ctx = setup::context(config, setup::open(config, false)?)?;
    let staff = NewStaff {
        email,
        name,
        role,
        language,
    };
    let id = add_staff(&ctx, &staff).await.map_err(setup::refused)?;
    writeln!(
        std::io::stdout(),
        "{id} may sign in as {role} at {} once the password is created; the link is on its way",
        ctx.settings.link("staff/")
    )?;
    Ok(())
}
