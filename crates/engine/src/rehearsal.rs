//! Tries a playbook out: a made-up talk takes the very same road through reader, rules and agent as
//! a real one, and nothing of it is stored or sent.

use crate::api::types::{TryFailure, TryOutcome, TryTurn};
use crate::because;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::{Desk, Number};
use crate::outbox::ask;
use agent::Answer;
use conversation::content::{Content, Inbound};
use conversation::decide::step;
use conversation::effect::Effect;
use conversation::fact::{Author, Customer, Draft, Event, Fact, Outgoing};
use conversation::ids::{
    ConversationId, CustomerId, DraftId, EventId, MessageId, NumberId, OutgoingId,
};
use conversation::playbook::{AgentSwitch, Playbook};
use conversation::state::{Conversation, Holder};
use conversation::thread::segments;
use conversation::time::Timestamp;
use std::time::Duration;

/// The time between two turns of a rehearsal. The agent answers only after the last one, so several
/// turns of the customer in a row are one burst.
const BETWEEN: Duration = Duration::from_secs(40);

impl Engine {
    /// What would happen after the last turn, which is the customer's.
    pub(crate) async fn try_out(
        &self,
        playbook: &Playbook,
        turns: &[TryTurn],
    ) -> Result<TryOutcome, EngineError> {
        let desk = self.desk_for(playbook).await?;
        let start = self.now();
        let Some(mut play) = Rehearsal::begin(self, &desk, start) else {
            return Ok(fails(TryFailure::NothingToAnswer));
        };
        for turn in turns {
            play.turn(turn);
        }
        Ok(play.outcome().await)
    }

    /// A desk that works with a playbook nobody published.
    pub(crate) async fn desk_for(&self, playbook: &Playbook) -> Result<Desk, EngineError> {
        let number = Number {
            id: NumberId::new("rehearsal"),
            name: playbook.business.clone(),
            phone: String::new(),
            waba: String::new(),
            playbook: Some(playbook.id.clone()),
            coexistence: false,
            throughput: 1,
            quality: None,
            stopped: None,
            checked: true,
            secret_since: None,
        };
        Ok(Desk::new(
            number,
            Some(playbook),
            self.team().await?,
            AgentSwitch::On,
            &self.shifts(&playbook.id).await?,
        ))
    }
}

/// Neither an answer nor a hand-over.
fn fails(failure: TryFailure) -> TryOutcome {
    TryOutcome::Fails {
        what: failure.to_string(),
        failure,
    }
}

struct Rehearsal<'a> {
    engine: &'a Engine,
    desk: &'a Desk,
    state: Conversation,
    now: Timestamp,
    count: u32,
    effects: Vec<Effect>,
    latest: Vec<Event>,
}

impl<'a> Rehearsal<'a> {
    fn begin(engine: &'a Engine, desk: &'a Desk, now: Timestamp) -> Option<Self> {
        let customer = Customer {
            id: CustomerId::new("rehearsal"),
            user_id: None,
            phone: None,
            name: None,
            username: None,
        };
        let fact = Fact::Began {
            number: desk.number.id.clone(),
            customer,
        };
        let event = Event {
            id: EventId::new("try-0"),
            conversation: ConversationId::new("rehearsal"),
            at: now,
            arrived: None,
            fact,
        };
        let state = Conversation::begin(&event)?;
        Some(Self {
            engine,
            desk,
            state,
            now,
            count: 0,
            effects: Vec::new(),
            latest: Vec::new(),
        })
    }

    fn take(&mut self, fact: Fact) {
        self.count += 1;
        let event = Event {
            id: EventId::new(format!("try-{}", self.count)),
            conversation: self.state.id.clone(),
            at: self.now,
            arrived: None,
            fact,
        };
        let stepped = step(&mut self.state, event, &self.desk.house);
        self.effects = stepped.effects;
        self.latest = stepped.events;
    }

    fn turn(&mut self, turn: &TryTurn) {
        self.now = self.now.plus(BETWEEN);
        if turn.from_customer {
            let message = Inbound {
                id: MessageId::new(format!("try-message-{}", self.count)),
                content: Content::text(turn.text.clone()),
                reply_to: None,
                forwarded: false,
                referral: None,
            };
            let fact = crate::intake::wrote(
                &self.state,
                message,
                self.now,
                self.desk,
                self.engine.reader(),
            );
            self.take(fact);
        } else {
            self.take(Fact::Queued {
                outgoing: Outgoing {
                    id: OutgoingId::new(format!("try-answer-{}", self.count)),
                    author: Author::Agent,
                    content: Content::text(turn.text.clone()),
                    reply_to: None,
                    epoch: self.state.epoch,
                    sources: Vec::new(),
                },
            });
        }
    }

    /// Lets the burst end, has the agent answer, and looks where that leads.
    async fn outcome(mut self) -> TryOutcome {
        if let Some(timer) = self.awaited_answer() {
            self.now = self.now.plus(BETWEEN);
            self.take(Fact::TimerFired { timer });
        }
        if self.state.holder == Holder::Waiting {
            return self.handed_over();
        }
        match self.asked_for() {
            Some(draft) => self.answered(draft).await,
            None => fails(TryFailure::NothingToAnswer),
        }
    }

    fn awaited_answer(&self) -> Option<conversation::fact::Timer> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Wait { timer, .. }
                if timer.purpose == conversation::fact::TimerPurpose::Answer =>
            {
                Some(timer.clone())
            }
            _ => None,
        })
    }

    fn asked_for(&self) -> Option<DraftId> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Draft { draft, .. } => Some(draft.clone()),
            _ => None,
        })
    }

    async fn answered(mut self, draft: DraftId) -> TryOutcome {
        match self
            .engine
            .drafter()
            .draft(&ask(&self.state, self.desk))
            .await
        {
            Ok(Answer::Reply {
                text,
                confidence,
                sources,
                model,
            }) => {
                let (epoch, version) = (self.state.epoch, self.desk.playbook.version);
                self.take(Fact::Drafted {
                    draft: Draft {
                        id: draft,
                        epoch,
                        text: text.clone(),
                        confidence,
                        sources: sources.clone(),
                        playbook_version: version,
                        model,
                    },
                });
                if self.state.holder == Holder::Waiting {
                    return self.handed_over();
                }
                TryOutcome::Answers {
                    text,
                    sources,
                    confidence,
                }
            }
            Ok(Answer::HandOver { signal }) => {
                self.take(Fact::AgentAsked {
                    draft,
                    signal: *signal,
                });
                self.handed_over()
            }
            Err(error) => fails(TryFailure::NoAnswer {
                why: because::agent_failure(&error),
                said: error.to_string(),
            }),
        }
    }

    fn handed_over(&self) -> TryOutcome {
        let Some(open) = &self.state.escalation else {
            return fails(TryFailure::NobodyCalled);
        };
        let last = self.state.unanswered.last();
        let mut spans: Vec<_> = open
            .escalation
            .signals
            .iter()
            .flat_map(|signal| &signal.evidence)
            .filter(|evidence| last.is_some_and(|last| last.message == evidence.message))
            .map(|evidence| evidence.span)
            .collect();
        spans.sort_unstable();
        let words = last
            .and_then(|last| last.words.as_deref())
            .unwrap_or_default();
        TryOutcome::HandsOver {
            signals: open.escalation.signals.clone(),
            trigger: open.escalation.trigger,
            words: segments(words, &spans),
            operators: open.escalation.called.clone(),
            promise: self.desk.playbook.route(open.escalation.trigger).promise,
            sentence: self.said_meanwhile(),
        }
    }

    fn said_meanwhile(&self) -> Option<String> {
        self.latest.iter().find_map(|event| match &event.fact {
            Fact::Queued { outgoing } => outgoing.content.words().map(str::to_owned),
            _ => None,
        })
    }
}
