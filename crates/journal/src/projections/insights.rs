//! Numbers per hour: what was said by whom, what began and how it ended. What became of each call
//! for a person stands in `escalations`; both are added up to days here, in the reader's time zone.

use super::escalations::asked::{Call, Judgement, MarkWord};
use super::some;
use crate::Journal;
use crate::error::StoreError;
use conversation::fact::{Author, Closer, Event, Fact};
use conversation::ids::NumberId;
use conversation::signal::Trigger;
use conversation::state::{Conversation, Holder};
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use sqlx::SqliteConnection;
use std::collections::BTreeMap;

/// Milliseconds of an hour.
pub(crate) const HOUR: i64 = 3_600_000;

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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

/// The numbers of one day.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayNumbers {
    /// Conversations that began or began anew.
    pub begun: u64,
    /// Conversations that ended and never needed a person.
    pub ended_by_agent: u64,
    /// Conversations that ended with a person's help.
    pub ended_with_person: u64,
    /// Messages of customers.
    pub customer_messages: u64,
    /// Messages of the agent.
    pub agent_messages: u64,
    /// Messages of operators.
    pub operator_messages: u64,
    /// Calls for a person, by trigger. One that a graver one took the place of is none of its own.
    pub escalations: BTreeMap<Trigger, u64>,
    /// Calls that a person took, or answered.
    pub taken: u64,
    /// Calls answered by a person in the promised time.
    pub promises_kept: u64,
    /// Calls answered or ended late, or not at all although the time is over.
    pub promises_missed: u64,
    /// From each call to the person's first words, in milliseconds, shortest first.
    pub first_responses: Vec<i64>,
    /// Escalations marked as right.
    pub marked_right: u64,
    /// Escalations marked as needless.
    pub marked_needless: u64,
    /// Hand-overs marked as missing.
    pub marked_missed: u64,
}

impl DayNumbers {
    fn count(&mut self, measure: Measure, value: u64) {
        let slot = match measure {
            Measure::CustomerMessages => &mut self.customer_messages,
            Measure::AgentMessages => &mut self.agent_messages,
            Measure::OperatorMessages => &mut self.operator_messages,
            Measure::Begun => &mut self.begun,
            Measure::EndedByAgent => &mut self.ended_by_agent,
            Measure::EndedWithPerson => &mut self.ended_with_person,
        };
        *slot += value;
    }

    fn call(&mut self, call: &Call, now: Timestamp) {
        if !call.stands() {
            return;
        }
        *self.escalations.entry(call.trigger).or_default() += 1;
        self.taken += u64::from(call.taken_at.or(call.answered_at).is_some());
        self.promises_kept += u64::from(call.was_kept());
        self.promises_missed += u64::from(call.late_by(now).is_some());
        if let Some(answered) = call.answered_at {
            let took = answered.0 - call.at.0;
            let at = self.first_responses.partition_point(|other| *other < took);
            self.first_responses.insert(at, took);
        }
    }

    fn judged(&mut self, judgement: &Judgement) {
        match judgement.mark {
            MarkWord::Right => self.marked_right += 1,
            MarkWord::Needless => self.marked_needless += 1,
            MarkWord::Missed => self.marked_missed += 1,
        }
    }
}

impl Journal {
    /// The numbers of `from..to`, day by day. `day_of` names the local day of a moment.
    pub async fn insights(
        &self,
        from: Timestamp,
        to: Timestamp,
        number: Option<&NumberId>,
        now: Timestamp,
        day_of: impl Fn(Timestamp) -> String,
    ) -> Result<BTreeMap<String, DayNumbers>, StoreError> {
        let mut days: BTreeMap<String, DayNumbers> = BTreeMap::new();
        for (at, measure, value) in self.hours(from, to, number).await? {
            days.entry(day_of(at)).or_default().count(measure, value);
        }
        for call in self.calls_between(from, to, number).await? {
            days.entry(day_of(call.at)).or_default().call(&call, now);
        }
        for judgement in self.judgements_between(from, to, number).await? {
            let day = days.entry(day_of(judgement.at)).or_default();
            day.judged(&judgement);
        }
        Ok(days)
    }

    async fn hours(
        &self,
        from: Timestamp,
        to: Timestamp,
        number: Option<&NumberId>,
    ) -> Result<Vec<(Timestamp, Measure, u64)>, StoreError> {
        let (first, last) = (hour(from), hour(to));
        let number = number.map_or("", NumberId::as_str);
        let rows = sqlx::query!(
            "select hour, measure, value from hours
             where hour between ? and ? and (?3 = '' or number = ?3)",
            first,
            last,
            number
        )
        .fetch_all(&self.readers)
        .await?;
        rows.into_iter()
            .map(|row| {
                let measure = serde_json::from_value(row.measure.into())?;
                let value = u64::try_from(row.value).unwrap_or_default();
                Ok((Timestamp(row.hour * HOUR), measure, value))
            })
            .collect()
    }
}
