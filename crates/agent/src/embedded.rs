//! The embedded answerer: no model, no key, no network. It answers with the owner's own sentences,
//! and hands over what they don't cover. It never makes a sentence about the business up.

use crate::drafter::{Answer, Ask, Drafter, NoAnswer};
use crate::talk::Talk;
use async_trait::async_trait;
use conversation::fact::DraftSource;
use conversation::signal::{Evidence, Reason, Signal, Source, Strength, TextSpan, Trigger};
use conversation::state::Turn;
use triggers::Hit;

/// Its name, in drafts and signals.
pub(crate) const NAME: &str = concat!("embedded ", env!("CARGO_PKG_VERSION"));

/// From this share of the question's own ideal on, a fact answers it.
const COVERED: f32 = 0.5;

/// Answers from the playbook alone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Embedded;

impl Embedded {
    /// An answerer. It holds nothing, so one serves all conversations.
    pub fn new() -> Self {
        Self
    }

    /// The answer, at once.
    pub fn answer(&self, ask: &Ask) -> Answer {
        let talk = Talk::of(ask);
        let words = talk.words();
        let hits = ask.guide.search(&words);
        match hits.first() {
            Some(hit) if hit.score >= COVERED => reply(hit),
            Some(_) | None => hand_over(talk.burst, hits.first()),
        }
    }
}

#[async_trait]
impl Drafter for Embedded {
    async fn draft(&self, ask: &Ask) -> Result<Answer, NoAnswer> {
        Ok(self.answer(ask))
    }

    fn name(&self) -> String {
        NAME.to_owned()
    }
}

fn reply(hit: &Hit<'_>) -> Answer {
    let source = DraftSource {
        section: hit.fact.section.clone().unwrap_or_default(),
        text: hit.fact.text.clone(),
        start: short(hit.fact.span.start),
        end: short(hit.fact.span.end),
    };
    Answer::Reply {
        text: hit.fact.text.clone(),
        confidence: Strength::from_share(f64::from(hit.score)),
        sources: vec![source],
        model: NAME.to_owned(),
    }
}

fn hand_over(burst: &[Turn], nearest: Option<&Hit<'_>>) -> Answer {
    let topic = burst
        .last()
        .map(|turn| turn.words.clone())
        .unwrap_or_default();
    let evidence = burst.iter().map(whole).collect();
    Answer::HandOver {
        signal: Box::new(Signal {
            trigger: Trigger::OutOfScope,
            strength: Strength(800),
            threshold: Strength(500),
            reason: Reason::NotInPlaybook {
                topic,
                nearest: nearest.map(|hit| hit.fact.text.clone()),
            },
            evidence,
            source: Source::Agent,
            version: NAME.to_owned(),
        }),
    }
}

/// A whole message as evidence.
fn whole(turn: &Turn) -> Evidence {
    Evidence {
        message: turn.id.clone(),
        span: TextSpan {
            start: 0,
            end: short(turn.words.len()),
        },
        quote: turn.words.clone(),
    }
}

/// A prompt longer than 4 GiB can't be stored, so cutting off is never seen.
fn short(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
