//! From scores to signals: what rules alone decide, what the owner's rules add or forbid, and the
//! reason given. Next: `evidence`.

use super::owner::{OwnerSays, owner_says};
use super::{Reader, Seen};
use crate::asks::Ask;
use crate::guide::Guide;
use crate::language::Tongue;
use crate::model::{N_TRIGGERS, Scores, doubted, head_of};
use crate::rules::{Found, Kind, Weight};
use conversation::signal::{
    ComplianceKind, OpportunityKind, Reason, Signal, Source, Strength, Trigger,
};

/// From this strength on a signal is worth keeping; one that fires always is.
const WORTH_KEEPING: Strength = Strength(300);
/// The least strength of what a rule is sure of, unless the heads doubt it.
pub const SURE: f32 = 0.96;

impl Reader {
    /// Strengths of all triggers: the model's, raised where a rule is sure and the model doesn't doubt it,
    /// lowered where the reader has no right to guess.
    pub(super) fn strengths(
        &self,
        seen: &Seen<'_>,
        scores: &Scores,
        tongue: Option<Tongue>,
    ) -> [f32; N_TRIGGERS] {
        let mut strengths = [0.0; N_TRIGGERS];
        let words = seen.text.words().count();
        for trigger in Trigger::ALL {
            let head = head_of(trigger);
            let foreign = tongue == Some(Tongue::Other);
            let denied = seen.denied && trigger == Trigger::ExplicitRequest;
            let model = if foreign || seen.courtesy || denied {
                0.0
            } else {
                self.weights.strength(head, scores[head])
            };
            // What the model can't read it can't doubt, nor what the agent's words tell, nor that a person was asked
            // for in vain: nearly all it has learnt from of requests in the past are over.
            let asks = trigger == Trigger::ExplicitRequest;
            let certain = asks && (seen.accepts || was_unheard(seen));
            let doubted = !foreign && !certain && doubted(head, scores[head], words, seen.turned);
            strengths[head] = if is_sure(seen, trigger) && !doubted {
                model.max(SURE)
            } else {
                model
            };
        }
        strengths
    }

    /// The signals worth keeping.
    pub(super) fn signals(
        &self,
        seen: &Seen<'_>,
        strengths: [f32; N_TRIGGERS],
        guide: &Guide,
    ) -> Vec<Signal> {
        let said = owner_says(seen, guide);
        let mut signals: Vec<Signal> = Trigger::ALL
            .into_iter()
            .map(|trigger| (trigger, strength(strengths[head_of(trigger)])))
            .filter(|(trigger, strength)| *strength >= WORTH_KEEPING.min(guide.threshold(*trigger)))
            .filter(|(trigger, _)| !said.iter().any(|s| s.forbids(*trigger)))
            .map(|(trigger, strength)| self.signal(seen, trigger, strength, guide))
            .collect();
        for always in said.iter().filter(|says| !says.never) {
            signals.retain(|signal| signal.trigger != always.trigger);
            signals.push(self.owners(always, guide));
        }
        signals
    }

    fn signal(
        &self,
        seen: &Seen<'_>,
        trigger: Trigger,
        strength: Strength,
        guide: &Guide,
    ) -> Signal {
        let sure = is_sure(seen, trigger);
        Signal {
            trigger,
            strength,
            threshold: guide.threshold(trigger),
            reason: reason(seen, trigger, guide),
            evidence: self.evidence(seen, trigger),
            source: if sure { Source::Rule } else { Source::Model },
            version: self.weights.version.clone(),
        }
    }

    fn owners(&self, says: &OwnerSays, guide: &Guide) -> Signal {
        Signal {
            trigger: says.trigger,
            strength: Strength::CERTAIN,
            threshold: guide.threshold(says.trigger),
            reason: Reason::OwnerRule {
                rule: says.rule.clone(),
            },
            evidence: says.evidence.clone(),
            source: Source::OwnerRule {
                rule: says.rule.clone(),
            },
            version: self.weights.version.clone(),
        }
    }
}

fn strength(share: f32) -> Strength {
    Strength::from_share(f64::from(share))
}

/// Hits of a trigger that nothing took back.
pub(super) fn hits<'a>(seen: &'a Seen<'_>, trigger: Trigger) -> impl Iterator<Item = &'a Found> {
    seen.found
        .iter()
        .filter(move |hit| hit.kind.trigger() == trigger && !hit.taken_back)
}

fn is_sure(seen: &Seen<'_>, trigger: Trigger) -> bool {
    hits(seen, trigger).any(|hit| hit.weight == Weight::Sure)
}

/// Whether the customer tells that a person was asked for, or promised, and nobody came.
fn was_unheard(seen: &Seen<'_>) -> bool {
    hits(seen, Trigger::ExplicitRequest).any(|hit| hit.kind == Kind::Unheard)
}

fn reason(seen: &Seen<'_>, trigger: Trigger, guide: &Guide) -> Reason {
    if trigger == Trigger::Frustration
        && let Some(repeated) = repeated(seen)
    {
        return repeated;
    }
    let sure = hits(seen, trigger).find(|hit| hit.weight == Weight::Sure);
    if let Some(hit) = sure.or_else(|| hits(seen, trigger).next()) {
        return hit.kind.reason();
    }
    match trigger {
        Trigger::ExplicitRequest => Reason::AskedForPerson,
        Trigger::Compliance => Reason::Compliance {
            kind: ComplianceKind::Other,
        },
        Trigger::HighValue => Reason::Opportunity {
            kind: OpportunityKind::CustomQuote,
        },
        Trigger::Frustration if seen.course.burst >= 3 => Reason::Impatience,
        Trigger::Frustration => Reason::Mood,
        Trigger::OutOfScope => beyond(seen, guide),
    }
}

/// "Third time in four minutes", where the customer's own words come again.
fn repeated(seen: &Seen<'_>) -> Option<Reason> {
    let said = seen.course.repeated?;
    let minutes = seen.turn.at.since(said.since).as_secs() / 60;
    Some(Reason::Repeated {
        times: said.times,
        minutes: u32::try_from(minutes).unwrap_or(u32::MAX).max(1),
    })
}

/// What the agent can't know or decide: by the sort of the wish where that is clear, else by what the
/// playbook lacks.
fn beyond(seen: &Seen<'_>, guide: &Guide) -> Reason {
    match seen.ask {
        Some(Ask::Record | Ask::Lost | Ask::Paper | Ask::Reason) => Reason::OwnMatter,
        Some(Ask::Change | Ask::Exception | Ask::Discount | Ask::Later | Ask::Favour) => {
            Reason::AsksForDecision
        }
        _ => not_in_playbook(seen, guide),
    }
}

fn not_in_playbook(seen: &Seen<'_>, guide: &Guide) -> Reason {
    let Some(span) = super::evidence::missed_span(seen) else {
        return Reason::AsksForDecision;
    };
    let topic = seen
        .turn
        .text
        .get(span.start as usize..span.end as usize)
        .unwrap_or_default();
    let nearest = seen.scope.nearest.and_then(|at| guide.facts().get(at));
    Reason::NotInPlaybook {
        topic: topic.to_owned(),
        nearest: nearest.map(|fact| fact.text.clone()),
    }
}
