//! How widely words are used, by which telling words are told from small talk: what the customers of
//! many businesses say tells nothing about one of them. Counted over the training text; kept in the
//! weights. Next: `model`.

use crate::model::unpacked;
use crate::search::stem;
use crate::text::Text;
use std::collections::{BTreeMap, BTreeSet};

/// Who uses which words. All customers of one business are one speaker.
#[derive(Clone, Debug, Default)]
pub struct KnownWords {
    speakers: BTreeMap<String, u16>,
    used_by: BTreeMap<String, BTreeSet<u16>>,
}

impl KnownWords {
    /// Adds the words of a text to those of its speaker.
    pub fn learn(&mut self, speaker: &str, text: &str) {
        let next = u16::try_from(self.speakers.len()).unwrap_or(u16::MAX);
        let speaker = *self.speakers.entry(speaker.to_owned()).or_insert(next);
        for word in Text::new(text).words() {
            self.used_by.entry(stem(word)).or_default().insert(speaker);
        }
    }

    /// How common a stem is: 0 never heard, 1 heard from everybody. What `but` says is not counted, so
    /// that its messages are seen as they would be if it were unknown.
    pub fn common(&self, stem: &str, but: Option<&str>) -> f32 {
        let but = but.and_then(|speaker| self.speakers.get(speaker));
        let users = self.used_by.get(stem).map_or(0, |users| {
            users.len() - usize::from(but.is_some_and(|but| users.contains(but)))
        });
        unpacked(self.packed(users))
    }

    /// All stems with how common they are, in order.
    pub fn packed_all(&self) -> Vec<(String, u8)> {
        let used = self.used_by.iter();
        used.map(|(stem, users)| (stem.clone(), self.packed(users.len())))
            .collect()
    }

    /// On a logarithmic scale, in 255 steps.
    fn packed(&self, users: usize) -> u8 {
        let all = (1.0 + self.speakers.len() as f32).ln().max(1.0);
        let share = (1.0 + users as f32).ln() / all;
        // The cast is exact: the value was cut to 0..=255 just before.
        (share.clamp(0.0, 1.0) * 255.0).round() as u8
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_everybody_says_is_common_and_ones_own_words_are_not_counted() {
        let mut known = KnownWords::default();
        for business in ["bakery", "garage", "hotel"] {
            known.learn(business, "good morning");
        }
        known.learn("bakery", "a strudel, and one more strudel");
        let common = |word: &str, but| known.common(&stem(word), but);
        assert_eq!(common("morning", None), 1.0);
        assert!(common("morning", Some("bakery")) < 1.0);
        assert!(common("strudel", None) > 0.0);
        assert_eq!(common("strudel", Some("bakery")), 0.0);
        assert_eq!(common("sumac", None), 0.0);
    }
}
