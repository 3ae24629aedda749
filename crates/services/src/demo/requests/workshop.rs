//! Production and dispatch of a demonstration request.

use common::dto::production::{CreateBatchRequest, ShipRequest};
use common::words::Role;

use super::{Course, caller};
use crate::demo::described;
use crate::production::{batches, deliver, ship, workshop};
use crate::requests::caller::Caller;

impl Course<'_> {
    fn workshop(&self) -> Caller {
        caller(self.team.production, Role::Production)
    }

    pub(super) async fn produce(&mut self) -> anyhow::Result<()> {
        let form = CreateBatchRequest {
            request_ids: vec![self.id],
        };
        batches::create_batch(&self.past.ctx, self.workshop(), form)
            .await
            .map_err(described)?;
        let id = self.id;
        let row = self
            .past
            .ctx
            .read(move |conn| Ok(db::requests::get(conn, id)?))
            .await?;
        self.version = row.version;
        Ok(())
    }

    pub(super) async fn personalise(&mut self) -> anyhow::Result<()> {
        let view =
            workshop::personalise_card(&self.past.ctx, self.workshop(), self.id, self.version)
                .await
                .map_err(described)?;
        self.version = view.request.version;
        Ok(())
    }

    pub(super) async fn ship(&mut self) -> anyhow::Result<()> {
        let form = ShipRequest {
            carrier: "La Poste".to_owned(),
            tracking_number: "2C01234567890".to_owned(),
        };
        let view = ship::ship_card(&self.past.ctx, self.workshop(), self.id, self.version, form)
            .await
            .map_err(described)?;
        self.version = view.request.version;
        Ok(())
    }

    pub(super) async fn deliver(&mut self) -> anyhow::Result<()> {
        deliver::deliver_card(&self.past.ctx, self.workshop(), self.id, self.version)
            .await
            .map_err(described)?;
        Ok(())
    }
}
