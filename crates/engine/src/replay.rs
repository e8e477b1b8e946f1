//! Reads past messages again: with a rule that is being typed, or with another sensitivity. Nothing
//! is decided anew, and nothing is stored. Reading takes its time, so it is done beside the loop.

mod price;

use crate::api::types::{RuleCheck, RuleMatch, SensitivityPrice};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::name;
use conversation::ids::PlaybookId;
use conversation::playbook::{Playbook, Sensitivity};
use conversation::signal::Trigger;
use conversation::thread::segments;
use conversation::time::Timestamp;
use journal::{CustomerMessage, ListRow, View};
use price::{Change, Talk, signals};
use std::sync::Arc;
use std::time::Duration;
use tokio::task::spawn_blocking;
use triggers::RuleAlone;

/// How far back a change of sensitivity is tried: what a business is asked changes.
const LATELY: Duration = Duration::from_secs(30 * 24 * 3600);

/// Events of one conversation that are gone through: some dozens of messages with all that follows
/// from them.
const EVENTS: u32 = 400;

impl Engine {
    /// What a rule would match among the latest messages of the playbook's customers.
    pub(crate) async fn matches(
        &self,
        playbook: &PlaybookId,
        rule: RuleAlone,
        look_at: u32,
        show: usize,
    ) -> Result<RuleCheck, EngineError> {
        let numbers = self.numbers_of(playbook).await?;
        let messages = self
            .journal()
            .latest_customer_messages(&numbers, look_at)
            .await?;
        spawn_blocking(move || check(&rule, messages, show))
            .await
            .map_err(|error| EngineError::Confused(error.to_string()))
    }

    /// What another sensitivity of one trigger would have changed in the latest conversations.
    pub(crate) async fn price(
        &self,
        playbook: &Playbook,
        trigger: Trigger,
        sensitivity: Sensitivity,
        look_at: u32,
    ) -> Result<SensitivityPrice, EngineError> {
        let mut other = playbook.clone();
        other.sensitivity.insert(trigger, sensitivity);
        let back = i64::try_from(LATELY.as_millis()).unwrap_or(i64::MAX);
        let since = Timestamp(self.now().millis().saturating_sub(back));
        let (is, would_be) = (self.desk_for(playbook).await?, self.desk_for(&other).await?);
        let change = Change {
            trigger,
            is: is.guide.threshold(trigger),
            would_be: would_be.guide.threshold(trigger),
            since,
        };
        // What is read at the desk where more fires is enough for both.
        let desk = Arc::new(if change.is < change.would_be {
            is
        } else {
            would_be
        });
        let mut price = SensitivityPrice::default();
        for row in self.lately(&playbook.id, since, look_at).await? {
            let latest = self.journal().latest_events_of(&row.conversation, EVENTS);
            let (rail, events) = latest.await?;
            let talk = Talk { row, rail, events };
            let (desk, reader) = (Arc::clone(&desk), self.reader());
            let read =
                move || change.found(&talk, |before, event| signals(before, event, &desk, reader));
            let found = spawn_blocking(read)
                .await
                .map_err(|error| EngineError::Confused(error.to_string()))?;
            price.conversations += 1;
            found.add_to(&mut price);
        }
        Ok(price)
    }

    /// The latest conversations on the playbook's numbers in which something was said since `since`.
    async fn lately(
        &self,
        playbook: &PlaybookId,
        since: Timestamp,
        look_at: u32,
    ) -> Result<Vec<ListRow>, EngineError> {
        let mut rows = Vec::new();
        for number in self.numbers_of(playbook).await? {
            let page = self
                .journal()
                .list(&View::All, Some(&number), None, look_at);
            rows.extend(page.await?.rows);
        }
        rows.retain(|row| row.last_at >= since);
        rows.sort_by_key(|row| std::cmp::Reverse(row.last_at));
        rows.truncate(usize::try_from(look_at).unwrap_or(usize::MAX));
        Ok(rows)
    }
}

fn check(rule: &RuleAlone, messages: Vec<CustomerMessage>, show: usize) -> RuleCheck {
    let mut check = RuleCheck {
        issue: None,
        problem: None,
        matched: 0,
        looked_at: u32::try_from(messages.len()).unwrap_or(u32::MAX),
        examples: Vec::new(),
    };
    for said in messages {
        let Some(spans) = rule.find(&said.words) else {
            continue;
        };
        check.matched += 1;
        if check.examples.len() < show {
            check.examples.push(RuleMatch {
                name: name::shown(&said.customer),
                conversation: said.conversation,
                at: said.at,
                words: segments(&said.words, &spans),
            });
        }
    }
    check
}
