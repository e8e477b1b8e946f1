//! A question as a subject and what is asked of it: a property ("which brand is the blender") or a
//! kind of value (how much, how long, when). Both may stand in the playbook and yet not together.
//! Next: `request`.

use super::terms::{Class, class_of};
use super::{Held, Number, Scope};
use crate::values::{Value, Values, wanted};

/// From this share on a fact is about the subject.
const ABOUT: f32 = 0.5;

impl Scope {
    pub(super) fn subject(&mut self, held: &Held<'_>) {
        let subject = held.subject();
        let about: Vec<f32> = (0..held.index.facts().len())
            .map(|fact| subject.map_or(0.0, |at| held.share(at, fact)))
            .collect();
        let share = about.iter().copied().fold(0.0, f32::max);
        self.set(
            Number::SubjectShare,
            if subject.is_some() { share } else { 1.0 },
        );
        self.property(held, subject, &about);
        self.value(held, &about);
        self.manners(held);
    }

    /// Whether a fact about the subject tells the property that is asked for.
    fn property(&mut self, held: &Held<'_>, subject: Option<usize>, about: &[f32]) {
        let terms = held.query.terms.iter().enumerate();
        let asked = terms.filter(|(at, term)| {
            class_of(term) == Class::Property && term.weight > 0.5 && subject != Some(*at)
        });
        let Some((at, _)) = asked.max_by(|a, b| {
            let telling = |at: usize| held.telling.get(at).copied().unwrap_or_default();
            telling(a.0).total_cmp(&telling(b.0)).then(b.0.cmp(&a.0))
        }) else {
            self.set(Number::PropertyMet, 1.0);
            return;
        };
        let anywhere = held.found.terms.get(at).map_or(0.0, |hit| hit.share);
        let met = about
            .iter()
            .enumerate()
            .map(|(fact, about)| about.min(held.share(at, fact)))
            .fold(0.0, f32::max);
        self.set(Number::PropertyAsked, 1.0);
        self.set(Number::PropertyMissed, 1.0 - anywhere);
        self.set(Number::PropertyMet, met);
        self.set(Number::PropertyApart, (anywhere - met).max(0.0));
    }

    /// Whether a fact about the subject holds the kind of value that is asked for.
    fn value(&mut self, held: &Held<'_>, about: &[f32]) {
        let mut asked = wanted(held.text);
        if asked.count() > 1 {
            // "how many days" asks for a length of time, and the count is only how it is asked.
            asked = asked.without(Values::default().with(Value::Count));
        }
        let has = |value: Value| f32::from(asked.has(value));
        self.set(Number::MoneyAsked, has(Value::Money));
        self.set(
            Number::TimeAsked,
            has(Value::Clock)
                .max(has(Value::Day))
                .max(has(Value::Period)),
        );
        self.set(Number::CountAsked, has(Value::Count));
        self.set(Number::ValueAsked, f32::from(!asked.is_empty()));
        if asked.is_empty() {
            self.set(Number::ValueMet, 1.0);
            return;
        }
        let holds = |fact: usize| {
            let manner = held.index.manners().get(fact);
            manner.is_some_and(|manner| !manner.held.shared(asked).is_empty())
        };
        let holding = about.iter().enumerate().filter(|(fact, _)| holds(*fact));
        let met = holding.map(|(_, about)| *about).fold(0.0, f32::max);
        let best = about.iter().copied().fold(0.0, f32::max);
        self.set(Number::ValueMet, met);
        self.set(
            Number::ValueNowhere,
            if best > ABOUT { best - met } else { 0.0 },
        );
    }

    /// Whether the nearest facts leave the matter to a person, or say no.
    fn manners(&mut self, held: &Held<'_>) {
        let manner = |fact: usize| held.index.manners().get(fact).copied().unwrap_or_default();
        let score = |fact: usize| {
            let sum = held.found.sums.get(fact).copied().unwrap_or_default();
            (sum / held.found.ideal.max(0.01)).min(1.2)
        };
        let most = |wanted: &dyn Fn(usize) -> bool| {
            let facts = (0..held.index.facts().len()).filter(|fact| wanted(*fact));
            facts.map(score).fold(0.0, f32::max)
        };
        let nearest = self.nearest.map(manner).unwrap_or_default();
        self.set(Number::Defers, f32::from(nearest.defers));
        self.set(Number::Denies, f32::from(nearest.denies));
        self.set(Number::DefersMost, most(&|fact| manner(fact).defers));
        self.set(Number::DeniesMost, most(&|fact| manner(fact).denies));
    }
}

impl Held<'_> {
    /// The term that the question is about: the most telling thing or unknown word, or else the most
    /// telling of the rest that isn't a property.
    fn subject(&self) -> Option<usize> {
        let rank = |class: Class| match class {
            Class::Thing | Class::Unknown => 2_u8,
            Class::General | Class::Place => 1,
            Class::Property | Class::Small => 0,
        };
        let ranked = self.query.terms.iter().zip(&self.telling).enumerate();
        ranked
            .map(|(at, (term, telling))| (rank(class_of(term)), *telling, at))
            .filter(|(rank, _, _)| *rank > 0)
            .max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)))
            .map(|(_, _, at)| at)
    }
}
