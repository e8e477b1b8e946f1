//! Numbers per hour: what was said by whom, what began and how it ended. What became of each call
//! for a person stands in `escalations`.

use super::some;
use conversation::fact::{Author, Closer, Event, Fact};
use conversation::ids::NumberId;
use conversation::state::{Conversation, Holder};
use conversation::time::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 3_600_000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Measure {
    /// Messages of customers.
    CustomerMessages,
    /// Messages of the agent.
    AgentMessages,
    /// Messages of operators.
    OperatorMessages,
    /// Conversations that began or began anew.
    Begun,
    /// Conversations that ended and never needed a person.
    EndedByAgent,
    /// Conversations that ended with a person's help.
    EndedWithPerson,
}

#[derive(Default)]
pub(crate) struct Changes(BTreeMap<(i64, NumberId, Measure), i64>);

#[derive(Serialize)]
struct Row<'a> {
    hour: i64,
    number: &'a NumberId,
    measure: Measure,
    value: i64,
}

impl Changes {
    pub(crate) fn note(&mut self, before: &Conversation, event: &Event) {
        if let Some(measure) = measure(before, &event.fact) {
            let key = (hour(event.at), before.number.clone(), measure);
            *self.0.entry(key).or_default() += 1;
        }
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        let rows: Vec<_> = self
            .0
            .iter()
            .map(|((hour, number, measure), value)| Row {
                hour: *hour,
                number,
                measure: *measure,
                value: *value,
            })
            .collect();
        some(&rows).map(Rows)
    }
}

/// The whole hour that `at` lies in.
pub(crate) fn hour(at: Timestamp) -> i64 {
    at.0.div_euclid(HOUR)
}

fn measure(before: &Conversation, fact: &Fact) -> Option<Measure> {
    if let Fact::Queued { outgoing } = fact {
        return Some(match outgoing.author {
            Author::Agent => Measure::AgentMessages,
            Author::Operator { .. } => Measure::OperatorMessages,
        });
    }
    if let Fact::Closed { by } = fact {
        return ended(before, by);
    }
    if matches!(fact, Fact::CustomerWrote { .. }) {
        return Some(Measure::CustomerMessages);
    }
    if matches!(fact, Fact::PhoneWrote { .. }) {
        return Some(Measure::OperatorMessages);
    }
    matches!(fact, Fact::Began { .. } | Fact::Reopened { .. }).then_some(Measure::Begun)
}

fn ended(before: &Conversation, by: &Closer) -> Option<Measure> {
    if before.holder == Holder::Closed {
        return None;
    }
    let person = match by {
        Closer::Quiet => before.needed_person,
        Closer::Operator { .. } => true,
    };
    Some(match person {
        true => Measure::EndedWithPerson,
        false => Measure::EndedByAgent,
    })
}

pub(crate) struct Rows(Option<String>);

impl Rows {
    pub(crate) async fn write(&self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let Some(rows) = &self.0 else { return Ok(()) };
        sqlx::query!(
            "insert into hours (hour, number, measure, value)
             select value ->> 'hour', value ->> 'number', value ->> 'measure', value ->> 'value'
             from json_each(?) where true
             on conflict (hour, number, measure) do update set value = value + excluded.value",
            rows
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from hours").execute(db).await?;
    Ok(())
}
