//! How well the playbook covers what a customer asks, as numbers for the model: the best fact's share
//! of the ideal, how near in meaning facts lie, what no fact mentions, whether the facts about the
//! subject hold what is asked of it, and how the request is put. It says nothing about moods.
//! Next: `subject`, `terms`, `model`.

mod frame;
mod request;
mod subject;
mod terms;

use crate::features::{BUCKETS, Course};
use crate::meaning::Point;
use crate::search::{Findings, Index, Query, Term};
use crate::text::{Listed, Text, words_of};

/// Names of the numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
enum Number {
    Best,
    Second,
    Margin,
    Anywhere,
    WithBefore,
    Missed,
    MissedMost,
    MissedTopics,
    MissedNovel,
    FoundTopics,
    FoundRarest,
    Nothing,
    Asks,
    AsksWord,
    AsksShort,
    BestOfAsking,
    MissedOfAsking,
    AgentCovers,
    MissedTold,
    MissedToldMost,
    AnywhereTold,
    BestTold,
    MissedTopicWord,
    FoundTopicWord,
    TogetherTwo,
    TogetherThree,
    TopTelling,
    TopShare,
    SecondShare,
    TopIsTopic,
    SecondIsTopic,
    ThingMissed,
    ThingFound,
    ThingsMissed,
    UnknownMissed,
    UnknownFound,
    UnknownsMissed,
    GeneralMissed,
    GeneralFound,
    PaperNamed,
    PaperMissed,
    PlaceNamed,
    PlaceMissed,
    PlacesListed,
    PropertyAsked,
    PropertyMissed,
    PropertyMet,
    PropertyApart,
    SubjectShare,
    ValueAsked,
    ValueMet,
    ValueNowhere,
    MoneyAsked,
    TimeAsked,
    CountAsked,
    Defers,
    DefersMost,
    Denies,
    DeniesMost,
    Existence,
    MayI,
    Ifs,
    Own,
    Terms,
    Facts,
    LeansBack,
    MissedBefore,
    Spanish,
    Portuguese,
    AgentDenied,
    AgentDefers,
    Near,
    Nearest,
    NearestApart,
    NearOfBest,
    NearAndSaid,
    Count,
}

/// How many there are.
/// Each stands three times: by itself, for questions, and for answers to the agent's question.
pub(crate) const N_SCOPE: usize = N_PLAIN * 3;
pub(crate) const N_PLAIN: usize = Number::Count as usize;

/// A message held against the playbook.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// The numbers.
    pub(crate) dense: Vec<f32>,
    /// Words found and words missed, hashed.
    pub(crate) sparse: Vec<(u32, f32)>,
    /// The words that no fact mentions, as tokens of the text, the most telling first.
    pub(crate) missed: Vec<usize>,
    /// The nearest fact.
    pub(crate) nearest: Option<usize>,
}

/// What is held against what: handed to the parts that fill in the numbers.
struct Held<'a> {
    text: &'a Text,
    query: &'a Query,
    found: &'a Findings,
    index: &'a Index,
    /// How telling each term is: its weight, less for words that all customers use.
    telling: Vec<f32>,
}

impl Scope {
    pub(crate) fn of(
        text: &Text,
        point: &Point,
        course: &Course,
        index: &Index,
        common: &dyn Fn(&str) -> f32,
    ) -> Self {
        let query = Query::of_question(text);
        let found = index.look_up(&query);
        let telling = query
            .terms
            .iter()
            .map(|term| term.weight * (1.0 - common(&term.stem)) * frame::as_topic(&term.word));
        let held = Held {
            text,
            query: &query,
            found: &found,
            index,
            telling: telling.collect(),
        };
        let mut scope = Self {
            dense: vec![0.0; N_PLAIN],
            ..Self::default()
        };
        scope.ranks(&held);
        scope.near(&held, point);
        scope.terms(&held, common);
        scope.sorts(&held);
        scope.together(&held);
        scope.subject(&held);
        scope.asking(text);
        scope.request(&held);
        scope.framed(&held);
        scope.before(&query, course, index);
        scope.agent(&held, course);
        scope.crossed(course);
        scope
    }

    fn set(&mut self, number: Number, value: f32) {
        if let Some(slot) = self.dense.get_mut(number as usize) {
            *slot = value;
        }
    }

    fn get(&self, number: Number) -> f32 {
        self.dense.get(number as usize).copied().unwrap_or_default()
    }

    fn ranks(&mut self, held: &Held<'_>) {
        let hits = held.index.ranked(held.found, 2);
        let score = |at: usize| hits.get(at).map_or(0.0, |hit| hit.score.min(1.2));
        self.nearest = hits.first().map(|hit| hit.index);
        self.set(Number::Best, score(0));
        self.set(Number::Second, score(1));
        self.set(Number::Margin, score(0) - score(1));
        let n_facts = held.index.facts().len() as f32;
        self.set(Number::Facts, n_facts.ln_1p() / 5.0);
        self.set(Number::Terms, (held.query.terms.len() as f32).ln_1p() / 3.0);
    }

    /// How near in meaning the facts lie, and whether the nearest is also the one that shares the words.
    fn near(&mut self, held: &Held<'_>, point: &Point) {
        let nearness = held.index.nearness(point);
        let mut ranked: Vec<f32> = nearness.relative.clone();
        ranked.sort_by(|a, b| b.total_cmp(a));
        let at = |rank: usize| ranked.get(rank).copied().unwrap_or_default();
        let of_best = self.nearest.and_then(|best| nearness.relative.get(best));
        let said = |fact: usize| {
            let sum = held.found.sums.get(fact).copied().unwrap_or_default();
            (sum / held.found.ideal.max(0.01)).min(1.2)
        };
        let both = nearness.relative.iter().enumerate();
        let both = both.map(|(fact, near)| BESIDE * near + said(fact));
        self.set(Number::Near, nearness.most);
        self.set(Number::Nearest, at(0));
        self.set(Number::NearestApart, at(0) - at(1));
        self.set(Number::NearOfBest, of_best.copied().unwrap_or_default());
        self.set(Number::NearAndSaid, both.fold(0.0, f32::max));
    }

    fn asking(&mut self, text: &Text) {
        let asks = text.line.contains(" ? ");
        let n_words = text.words().count();
        let question_word = text.words().any(|word| QUESTION_WORDS.has(word));
        self.set(Number::Asks, f32::from(asks));
        self.set(Number::AsksWord, f32::from(question_word));
        self.set(Number::AsksShort, f32::from(asks && n_words <= 4));
    }

    /// A follow-up leans on what was said before: "and the large one?".
    fn before(&mut self, query: &Query, course: &Course, index: &Index) {
        let Some(before) = course.earlier.first() else {
            let best = self.get(Number::Best);
            self.set(Number::WithBefore, best);
            return;
        };
        let mut wider = query.clone();
        for term in Query::new(before).terms {
            if !wider.terms.iter().any(|own| own.stem == term.stem) {
                wider.terms.push(Term {
                    weight: term.weight * 0.4,
                    ..term
                });
            }
        }
        let found = index.look_up(&wider);
        let best = index
            .ranked(&found, 1)
            .first()
            .map_or(0.0, |hit| hit.score.min(1.2));
        self.set(Number::WithBefore, best);
        let added = found.terms.iter().zip(&wider.terms).skip(query.terms.len());
        let missed = added.map(|(hit, term)| term.weight * (1.0 - hit.share));
        self.set(Number::MissedBefore, missed.fold(0.0, f32::max) * 2.5);
        let goes_on = query.terms.iter().filter(|term| term.weight > 0.5).count() <= 1;
        self.set(Number::LeansBack, f32::from(goes_on));
        if let Some(agent) = &course.agent {
            let stems: Vec<String> = agent.words().map(crate::search::stem).collect();
            let total: f32 = query.terms.iter().map(|term| term.weight).sum();
            let covered: f32 = query
                .terms
                .iter()
                .filter(|term| stems.contains(&term.stem))
                .map(|term| term.weight)
                .sum();
            self.set(
                Number::AgentCovers,
                if total > 0.0 { covered / total } else { 0.0 },
            );
        }
    }

    /// The numbers again for questions, and again for answers to the agent's question.
    fn crossed(&mut self, course: &Course) {
        let best = self.get(Number::Best);
        let missed = self.get(Number::Missed);
        let asks = self.get(Number::Asks).max(self.get(Number::AsksWord));
        self.set(Number::BestOfAsking, best * asks);
        self.set(Number::MissedOfAsking, missed * asks);
        let answers = f32::from(asks == 0.0 && course.agent_asked());
        let plain = self.dense.clone();
        self.dense.extend(plain.iter().map(|value| value * asks));
        self.dense.extend(plain.iter().map(|value| value * answers));
    }
}

/// What nearness in meaning counts beside the words that a fact shares. Chosen on the questions of
/// `training/`, by how often the fact that answers comes first.
const BESIDE: f32 = 0.45;

static QUESTION_WORDS: Listed = Listed::new(|| {
    words_of(
        "what whats which who when where wheres why how hows do does is are can could would will que \
         cual cuales quien cuando donde como cuanto cuanta cuantos cuantas tienen hay puedo pueden \
         podria hacen manejan venden aceptan q qual quais quem quando onde quanto quanta quantos \
         quantas tem posso pode podem vcs voces fazem vendem aceitam da u got",
    )
});

/// A bucket of the hashed features for something in a role.
fn bucket(role: &[u8], name: &[u8]) -> u32 {
    let bytes = role.iter().chain(b":").chain(name);
    let hash = bytes.fold(0x9e37_79b9_7f4a_7c15_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    });
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(0x94d0_49bb_1331_11eb);
    // The cast keeps the upper bits, which are below BUCKETS by the shift.
    (mixed >> (64 - BUCKETS.trailing_zeros())) as u32
}
