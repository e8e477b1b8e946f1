//! Who writes to us, as known by now, for the search by name or phone.

use super::some;
use conversation::fact::{Customer, Event, Fact};
use conversation::ids::CustomerId;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

#[derive(Default)]
pub(crate) struct Changes(BTreeMap<CustomerId, Customer>);

impl Changes {
    pub(crate) fn note(&mut self, event: &Event) {
        if let Fact::Began { customer, .. } | Fact::CustomerKnown { customer } = &event.fact {
            self.0.insert(customer.id.clone(), customer.clone());
        }
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        some(&self.0.values().collect::<Vec<_>>()).map(Rows)
    }
}

pub(crate) struct Rows(Option<String>);

impl Rows {
    pub(crate) async fn write(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let Some(rows) = &self.0 else { return Ok(()) };
        sqlx::query!(
            "insert into customers (customer, user_id, phone, name, username)
             select value ->> 'id', coalesce(value ->> 'user_id', ''),
                 coalesce(value ->> 'phone', ''), coalesce(value ->> 'name', ''),
                 coalesce(value ->> 'username', '')
             from json_each(?) where true
             on conflict (customer) do update set
                 user_id = excluded.user_id, phone = excluded.phone, name = excluded.name,
                 username = excluded.username",
            rows
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from customers").execute(db).await?;
    Ok(())
}
