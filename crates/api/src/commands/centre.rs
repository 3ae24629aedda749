//! `cqc-hub centre`: training centres and the credentials of their software.

use std::io::Write as _;
use std::str::FromStr;

use chrono::NaiveDate;
use clap::{Args, Subcommand};
use common::words::{Scope, Sector, TrainingKind};
use db::approvals::ApprovedTraining;
use services::centres::add::{AddedCentre, NewApproval, NewCentre, add};

use super::setup;
use crate::config::Config;

/// What to do about training centres.
#[derive(Clone, Debug, Subcommand)]
pub enum CentreCommand {
    /// Makes a centre known with its approval, and shows the credentials of its
    /// software: the only time that the secret can be read.
    Add(Box<AddCentre>),
}

/// A centre to be made known.
#[derive(Clone, Debug, Args)]
pub struct AddCentre {
    /// Name, as printed on recaps and certificates.
    name: String,
    /// SIRET, 14 digits.
    #[arg(long)]
    siret: Option<String>,
    /// Region of the prefect who approves it.
    #[arg(long)]
    region: String,
    /// Mail address for notices about its declarations.
    #[arg(long)]
    email: String,
    /// Number of the approval.
    #[arg(long)]
    approval: String,
    /// What the approval covers: `fimo/goods,fco/goods`. Kinds are `initial_long`,
    /// `fimo`, `bridging`, `fco` and `equivalence`; sectors `goods` and `passengers`.
    #[arg(long, required = true, value_delimiter = ',')]
    covers: Vec<Covered>,
    /// First day of the approval, YYYY-MM-DD.
    #[arg(long)]
    from: NaiveDate,
    /// Last day of the approval, YYYY-MM-DD.
    #[arg(long)]
    until: NaiveDate,
    /// What its software may do.
    #[arg(
        long,
        value_delimiter = ',',
        default_value = "trainings:write,trainings:read"
    )]
    scopes: Vec<Scope>,
    /// Days that the credentials are good.
    #[arg(long, default_value_t = 730)]
    client_days: u32,
}

/// A line of an approval, `kind/sector`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Covered(ApprovedTraining);

impl FromStr for Covered {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (kind, sector) = text
            .split_once('/')
            .ok_or("write KIND/SECTOR, such as fco/goods")?;
        let kind: TrainingKind = kind.parse().map_err(|unknown| format!("{unknown}"))?;
        let sector: Sector = sector.parse().map_err(|unknown| format!("{unknown}"))?;
        Ok(Self(ApprovedTraining { kind, sector }))
    }
}

pub(super) async fn run(config: &Config, command: CentreCommand) -> anyhow::Result<()> {
    let CentreCommand::Add(centre) = command;
    let ctx = setup::context(config, setup::open(config, false)?)?;
    let added = add(&ctx, &(*centre).into()).await.map_err(setup::refused)?;
    let AddedCentre {
        organisation,
        client,
        secret,
    } = added;
    writeln!(
        std::io::stdout(),
        "organisation   {organisation}\nclient id      {client}\nclient secret  {}\n\
         token endpoint {}\nThe secret is not kept and cannot be shown again.",
        secret.expose(),
        ctx.settings.link("oauth/token")
    )?;
    Ok(())
}

impl From<AddCentre> for NewCentre {
    fn from(centre: AddCentre) -> Self {
        Self {
            name: centre.name,
            siret: centre.siret,
            region: centre.region,
            email: centre.email,
            approval: NewApproval {
                number: centre.approval,
                covers: centre.covers.into_iter().map(|covered| covered.0).collect(),
                starts_on: centre.from,
                ends_on: centre.until,
            },
            scopes: centre.scopes,
            client_days: centre.client_days,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_of_an_approval_names_kind_and_sector() {
        for (text, said) in [
            ("fco", "KIND/SECTOR"),
            ("fco/air", "air"),
            ("fcc/goods", "fcc"),
        ] {
            assert!(
                text.parse::<Covered>().unwrap_err().contains(said),
                "{text}"
            );
        }
        let covered: Covered = "bridging/passengers".parse().unwrap();
        assert_eq!(covered.0.kind, TrainingKind::Bridging);
        assert_eq!(covered.0.sector, Sector::Passengers);
    }
}
