//! Reads past messages again: with a rule that is being typed, or with another sensitivity. Nothing
//! is decided anew, and nothing is stored.

use crate::api::types::{RuleCheck, RuleMatch, SensitivityPrice};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::guide;
use crate::name;
use conversation::fact::{Fact, Mark};
use conversation::ids::EscalationId;
use conversation::playbook::{OwnerRule, Playbook, Sensitivity, Verdict};
use conversation::signal::{Signal, Source, TextSpan, Trigger};
use conversation::state::{Conversation, Speaker};
use conversation::thread::segments;
use journal::{StoredEvent, View};
use std::collections::BTreeMap;
use std::sync::Arc;
use triggers::{By, Guide, Reader, Turn};

impl Engine {
    /// What a rule would match among the latest messages of customers.
    pub(crate) async fn matches(
        &self,
        rule: &OwnerRule,
        look_at: u32,
        show: usize,
    ) -> Result<RuleCheck, EngineError> {
        let messages = self.journal().latest_customer_messages(look_at).await?;
        // A rule that says "never" finds its words like any other.
        let asked = OwnerRule {
            verdict: Verdict::Always,
            ..rule.clone()
        };
        let alone = Playbook {
            rules: vec![asked],
            ..Playbook::blank(
                conversation::ids::PlaybookId::new("rule"),
                "rule",
                conversation::language::Language::default(),
            )
        };
        let guide = guide(&alone, &BTreeMap::new());
        let mut check = RuleCheck {
            issue: None,
            problem: None,
            matched: 0,
            looked_at: u32::try_from(messages.len()).unwrap_or(u32::MAX),
            examples: Vec::new(),
        };
        for said in messages {
            let turn = Turn {
                by: By::Customer,
                at: said.at,
                id: &said.message,
                text: &said.words,
            };
            let reading = self.reader().read(&[turn], &guide);
            let Some(spans) = by_owner(&reading.signals) else {
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
        Ok(check)
    }

    /// What another sensitivity of one trigger would have changed in the latest conversations.
    pub(crate) async fn price(
        &self,
        playbook: &Playbook,
        trigger: Trigger,
        sensitivity: Sensitivity,
        look_at: u32,
    ) -> Result<SensitivityPrice, EngineError> {
        let shifts = self.shifts().await?;
        let mut other = playbook.clone();
        other.sensitivity.insert(trigger, sensitivity);
        let guides = Arc::new((guide(playbook, &shifts), guide(&other, &shifts)));
        let numbers: Vec<_> = self
            .numbers()
            .await?
            .into_iter()
            .filter(|n| n.playbook.as_ref() == Some(&playbook.id))
            .collect();
        let listed = self.journal().list(&View::All, None, None, look_at).await?;
        let mut price = SensitivityPrice {
            conversations: 0,
            more: 0,
            fewer: 0,
            marked_needless: 0,
            marked_right: 0,
        };
        for row in listed
            .rows
            .iter()
            .filter(|row| numbers.iter().any(|number| number.id == row.number))
        {
            let events = self.journal().events_of(&row.conversation).await?;
            price.conversations += 1;
            let (guides, reader) = (Arc::clone(&guides), self.reader());
            let fired =
                tokio::task::spawn_blocking(move || Fired::read(&events, &guides, reader, trigger))
                    .await;
            let fired = fired.map_err(|error| EngineError::Confused(error.to_string()))?;
            fired.add_to(&mut price);
        }
        Ok(price)
    }
}

/// The spans of an owner's rule, if it matched. A sentence that matched by meaning has none.
fn by_owner(signals: &[Signal]) -> Option<Vec<TextSpan>> {
    let mut found = signals
        .iter()
        .filter(|signal| matches!(signal.source, Source::OwnerRule { .. }))
        .peekable();
    found.peek()?;
    let mut spans: Vec<_> = found
        .flat_map(|signal| &signal.evidence)
        .map(|evidence| evidence.span)
        .collect();
    spans.sort_unstable();
    Some(spans)
}

/// Whether a trigger fires anywhere in a conversation, before and after.
#[derive(Default)]
struct Fired {
    before: bool,
    after: bool,
    needless: bool,
    right: bool,
}

impl Fired {
    fn read(
        events: &[StoredEvent],
        guides: &(Guide, Guide),
        reader: &Reader,
        trigger: Trigger,
    ) -> Self {
        let mut fired = Self::default();
        let mut state: Option<Conversation> = None;
        let mut escalated: Option<(EscalationId, Trigger)> = None;
        for stored in events {
            let event = &stored.event;
            if state.is_none() {
                state = Conversation::begin(event);
            }
            let Some(now) = state.as_mut() else { continue };
            now.apply(event);
            match &event.fact {
                Fact::CustomerWrote { message, .. } if message.content.words().is_some() => {
                    let thread = turns(now);
                    fired.before |= fires(reader, &thread, &guides.0, trigger);
                    fired.after |= fires(reader, &thread, &guides.1, trigger);
                }
                Fact::Escalated { escalation } => {
                    escalated = Some((escalation.id.clone(), escalation.trigger))
                }
                Fact::Marked { mark, .. } => fired.mark(mark, escalated.as_ref(), trigger),
                _ => {}
            }
        }
        fired
    }

    fn mark(&mut self, mark: &Mark, escalated: Option<&(EscalationId, Trigger)>, trigger: Trigger) {
        let of_trigger =
            |id: &EscalationId| escalated.is_some_and(|(open, t)| open == id && *t == trigger);
        match mark {
            Mark::Needless { escalation } => self.needless |= of_trigger(escalation),
            Mark::Right { escalation } => self.right |= of_trigger(escalation),
            Mark::Missed { .. } => {}
        }
    }

    fn add_to(&self, price: &mut SensitivityPrice) {
        match (self.before, self.after) {
            (false, true) => {
                price.more += 1;
                price.marked_needless += u32::from(self.needless);
            }
            (true, false) => {
                price.fewer += 1;
                price.marked_right += u32::from(self.right);
            }
            (true, true) | (false, false) => {}
        }
    }
}

fn fires(reader: &Reader, thread: &[Turn<'_>], guide: &Guide, trigger: Trigger) -> bool {
    reader
        .read(thread, guide)
        .signals
        .iter()
        .any(|signal| signal.trigger == trigger && signal.fires())
}

/// The talk as the reader reads it.
fn turns(state: &Conversation) -> Vec<Turn<'_>> {
    let by = |speaker: &Speaker| match speaker {
        Speaker::Customer => By::Customer,
        Speaker::Agent => By::Agent,
        Speaker::Operator { .. } => By::Operator,
    };
    state
        .turns
        .iter()
        .map(|turn| Turn {
            by: by(&turn.speaker),
            at: turn.at,
            id: &turn.id,
            text: &turn.words,
        })
        .collect()
}
