//! Which trigger a customer's message calls somebody for, decided of scores as the product decides of
//! signals: thresholds are chosen for what customers will get. Training has thousands of messages to decide
//! under thousands of thresholds, and no signals.

use conversation::signal::{Strength, Trigger};
use std::cmp::Reverse;
use triggers::SURE;
use triggers::model::{N_TRIGGERS, Scores};

/// What a rule that is sure adds to the score of the heads, which stays readable under it; and what a
/// courtesy has against it. No head comes near, and no threshold.
pub(crate) const CERTAIN: f32 = 99.0;

/// Whether a rule decided, and not the heads.
pub(crate) fn is_sure(score: f32) -> bool {
    score > CERTAIN / 2.0
}

/// Compliance, then an explicit request, however strong the others are; then the strongest.
pub(crate) fn decide(scores: &Scores, thresholds: [f32; N_TRIGGERS]) -> Option<Trigger> {
    Trigger::ALL
        .into_iter()
        .zip(scores.iter().zip(thresholds))
        .filter(|(_, (score, threshold))| **score > *threshold)
        .min_by_key(|(trigger, (score, threshold))| {
            let at_once = trigger.is_immediate();
            (
                !at_once,
                at_once.then_some(*trigger),
                Reverse(strength(**score, *threshold)),
                *trigger,
            )
        })
        .map(|(trigger, _)| trigger)
}

/// The strength that the reader gives a score under this threshold; two that differ by less than a
/// thousandth are the same to the product.
fn strength(score: f32, threshold: f32) -> Strength {
    let of_heads = |score: f32| 1.0 / (1.0 + (threshold - score).exp());
    let strength = if is_sure(score) {
        of_heads(score - CERTAIN).max(SURE)
    } else {
        of_heads(score)
    };
    Strength::from_share(f64::from(strength))
}

#[cfg(test)]
mod tests {
    use super::{CERTAIN, decide, strength};
    use conversation::ids::MessageId;
    use conversation::signal::{Reason, Signal, Source, Strength, Trigger, deciding};
    use conversation::time::Timestamp;
    use triggers::model::{N_HEADS, N_TRIGGERS, Scores};
    use triggers::{By, Guide, GuideSource, Reader, SURE, Turn};

    const AT_ZERO: [f32; N_TRIGGERS] = [0.0; N_TRIGGERS];

    /// Scores that only these triggers reach.
    fn scores(said: &[(Trigger, f32)]) -> Scores {
        let mut scores = [-9.0; N_HEADS];
        for (score, trigger) in scores.iter_mut().zip(Trigger::ALL) {
            let own = said.iter().find(|(said, _)| *said == trigger);
            *score = own.map_or(*score, |(_, score)| *score);
        }
        scores
    }

    /// A sure rule beside what the heads say.
    fn surely(score: f32) -> f32 {
        CERTAIN + score
    }

    #[test]
    fn compliance_goes_before_a_louder_request() {
        let both = scores(&[(Trigger::Compliance, 0.1), (Trigger::ExplicitRequest, 6.0)]);
        assert_eq!(decide(&both, AT_ZERO), Some(Trigger::Compliance));
    }

    #[test]
    fn what_is_immediate_goes_before_what_is_sure() {
        let both = scores(&[
            (Trigger::ExplicitRequest, 0.1),
            (Trigger::Frustration, surely(0.0)),
        ]);
        assert_eq!(decide(&both, AT_ZERO), Some(Trigger::ExplicitRequest));
    }

    #[test]
    fn a_sure_rule_gives_way_to_heads_that_are_surer() {
        for (value, wins) in [(3.0, Trigger::Frustration), (4.0, Trigger::HighValue)] {
            let both = scores(&[
                (Trigger::Frustration, surely(0.0)),
                (Trigger::HighValue, value),
            ]);
            assert_eq!(decide(&both, AT_ZERO), Some(wins), "{value}");
        }
    }

    #[test]
    fn heads_that_agree_with_a_sure_rule_are_heard() {
        let both = scores(&[
            (Trigger::Frustration, surely(5.0)),
            (Trigger::HighValue, 4.0),
        ]);
        assert_eq!(decide(&both, AT_ZERO), Some(Trigger::Frustration));
    }

    #[test]
    fn where_strengths_saturate_the_order_of_the_triggers_decides() {
        let both = scores(&[(Trigger::Frustration, 8.5), (Trigger::HighValue, 9.5)]);
        assert_eq!(decide(&both, AT_ZERO), Some(Trigger::Frustration));
    }

    #[test]
    fn nothing_under_its_threshold_is_said() {
        let one = scores(&[(Trigger::HighValue, 0.9)]);
        assert_eq!(decide(&one, [1.0; N_TRIGGERS]), None);
    }

    #[test]
    fn all_pairs_of_scores_are_decided_as_the_product_decides() {
        let thresholds = [0.3, -0.8, 0.5, -0.2, 0.1];
        let each = [-1.0, 0.6, 3.1, 3.9, 8.5, 9.5, surely(-1.0), surely(5.0)];
        for one in Trigger::ALL {
            for other in Trigger::ALL.into_iter().filter(|other| *other != one) {
                for (a, b) in each.iter().flat_map(|a| each.map(|b| (*a, b))) {
                    let scores = scores(&[(one, a), (other, b)]);
                    let signals = signals(&scores, thresholds);
                    let product = deciding(&signals).map(|signal| signal.trigger);
                    let context = format!("{one:?} {a} {other:?} {b}");
                    assert_eq!(decide(&scores, thresholds), product, "{context}");
                }
            }
        }
    }

    fn signals(scores: &Scores, thresholds: [f32; N_TRIGGERS]) -> Vec<Signal> {
        let each = Trigger::ALL.into_iter().zip(scores.iter().zip(thresholds));
        each.map(|(trigger, (score, threshold))| Signal {
            strength: strength(*score, threshold),
            threshold: Strength(500),
            source: Source::Model,
            ..Signal::guard(trigger, Reason::Mood)
        })
        .collect()
    }

    #[test]
    fn a_sure_rule_is_as_strong_here_as_in_the_reader() {
        let id = MessageId::new("m");
        // In a language that no head knows the rule alone gives the strength.
        let turn = Turn {
            by: By::Customer,
            at: Timestamp(0),
            id: &id,
            text: "Ich möchte bitte mit einem Menschen sprechen, nicht mit dem Bot: human please",
        };
        let reader = Reader::embedded().unwrap();
        let reading = reader.read(&[turn], &Guide::new(&GuideSource::of_prompt("")));
        let said = reading.signals.iter().map(|s| (s.trigger, s.strength));
        let sure = Strength::from_share(f64::from(SURE));
        assert_eq!(said.collect::<Vec<_>>(), [(Trigger::ExplicitRequest, sure)]);
    }
}
