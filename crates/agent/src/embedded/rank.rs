//! Ranks the playbook's pieces for a question: by what the question speaks of, by the kind of value
//! it asks for, by how near in meaning they lie, and by the guide's own search. It decides nothing.
//! Next: `compose`.

use super::index::{Index, Read};
use crate::words::{Unit, alike, units};
use triggers::text::Text;
use triggers::values::{Value, Values, wanted};
use triggers::{Fact, Guide};

/// How much a word of the question matters by its kind, and how much a match counts by its kind. Chosen
/// on the questions of `triggers/training`.
const SMALL: f32 = 0.3;
const MEASURE: f32 = 0.4;
const DAY: f32 = 0.7;
const VALUE: f32 = 0.4;
const TITLE: f32 = 0.5;
const STRANGE: f32 = 0.6;
const CONTEXT: f32 = 0.9;
const CARRIED: f32 = 0.55;
const MEANING: f32 = 0.85;
const IMPLIED: f32 = 0.6;
const GUIDE: f32 = 0.3;
const NEAR: f32 = 0.4;
const ORDER: f32 = -0.35;
const FITS: f32 = 0.35;
const LACKS: f32 = 0.2;
const ABOUT: f32 = 0.2;

/// A question, read.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) units: Vec<Weighed>,
    pub(crate) wanted: Values,
    pub(crate) words: String,
}

/// Something the question speaks of, and how much it matters.
#[derive(Clone, Debug)]
pub(crate) struct Weighed {
    pub(crate) unit: Unit,
    pub(crate) weight: f32,
}

/// A piece held against a question.
#[derive(Clone, Debug)]
pub(crate) struct Ranked {
    /// Which piece of the index.
    pub(crate) index: usize,
    pub(crate) score: f32,
    /// The share of the question that it speaks of.
    pub(crate) cover: f32,
    /// The share of the question that it is about, by its head.
    pub(crate) about: f32,
    /// How much nearer in meaning it lies than most of the playbook.
    pub(crate) near: f32,
    /// Per unit of the question: how well it is found here.
    pub(crate) found: Vec<f32>,
}

/// The pieces for a question, best first.
#[derive(Clone, Debug)]
pub(crate) struct Ranking {
    pub(crate) asked: Asked,
    pub(crate) ranked: Vec<Ranked>,
    /// The best score of the guide's own search.
    pub(crate) guide: f32,
    /// Per unit: its best match anywhere.
    pub(crate) anywhere: Vec<f32>,
}

impl Asked {
    /// `earlier` is what a follow-up leans on: it counts less.
    pub(crate) fn new(words: &str, earlier: Option<&str>) -> Self {
        let text = Text::new(words);
        let clauses = asking_clauses(words);
        let mut asked = Self {
            units: Vec::new(),
            wanted: wanted(&text),
            words: words.to_owned(),
        };
        for unit in units(&text) {
            // What stands outside the question is often only its background.
            let asks = clauses.is_empty() || clauses.iter().any(|clause| clause.contains(&unit.at));
            asked.add(unit, if asks { 1.0 } else { 0.5 });
        }
        if let Some(earlier) = earlier {
            let text = Text::new(earlier);
            for unit in units(&text) {
                asked.add(unit, 0.45);
            }
            if asked.wanted.is_empty() {
                asked.wanted = wanted(&text);
            }
        }
        asked
    }

    /// Whether nothing in it can be looked up.
    pub(crate) fn says_nothing(&self) -> bool {
        self.units.iter().all(|weighed| weighed.unit.small) && self.wanted.is_empty()
    }

    /// Whether it leans on what was said before: "and on Saturdays?".
    pub(crate) fn leans(&self) -> bool {
        let topics = self
            .units
            .iter()
            .filter(|weighed| weighed.unit.is_topic())
            .count();
        let text = Text::new(&self.words);
        let goes_on = text.words().next().is_some_and(|word| {
            matches!(
                word,
                "y" | "and" | "e" | "o" | "or" | "ou" | "pero" | "but" | "mas" | "entonces"
            )
        });
        topics == 0
            || goes_on && text.words().count() <= 8
            || text.words().count() <= 3 && topics <= 1
    }

    /// Whether it speaks of the same topic as `line`.
    pub(crate) fn touches(&self, line: &str) -> bool {
        let others = units(&Text::new(line));
        self.units
            .iter()
            .map(|weighed| &weighed.unit)
            .filter(|unit| unit.is_topic())
            .any(|unit| {
                others.iter().any(|other| {
                    unit.stem.is_some() && unit.stem == other.stem
                        || unit
                            .meanings
                            .iter()
                            .any(|meaning| other.meanings.contains(meaning))
                })
            })
    }

    fn add(&mut self, unit: Unit, weight: f32) {
        let known = self.units.iter().any(|own| {
            own.unit.stem.is_some() && own.unit.stem == unit.stem
                || !unit.meanings.is_empty() && own.unit.meanings == unit.meanings
        });
        if !known {
            let factor = if unit.small {
                SMALL
            } else if unit.is_measure() {
                MEASURE
            } else if unit.is_day() {
                DAY
            } else if unit.is_topic() {
                1.0
            } else {
                VALUE
            };
            self.units.push(Weighed {
                unit,
                weight: weight * factor,
            });
        }
    }
}

/// The parts of `words` that ask: they end in a question mark, begin with a question word, or ask
/// for a value.
fn asking_clauses(words: &str) -> Vec<std::ops::Range<usize>> {
    let mut clauses = Vec::new();
    let mut from = 0;
    let ends = words
        .match_indices(['?', '.', '!', '\n', ','])
        .map(|(at, mark)| (at + 1, mark));
    for (end, mark) in ends.chain([(words.len(), "")]) {
        let clause = words.get(from..end).unwrap_or_default();
        let text = Text::new(clause);
        let begins = text
            .words()
            .take(2)
            .any(|word| QUESTION_WORDS.contains(&format!(" {word} ")));
        if mark == "?" || begins || !wanted(&text).is_empty() {
            clauses.push(from..end);
        }
        from = end;
    }
    clauses
}

const QUESTION_WORDS: &str = " what whats which who when where wheres why how hows do does can could \
    is are will would que q cual cuales quien cuando donde como cuanto cuanta cuantos cuantas xq qual \
    quais quem quando onde quanto quanta quantos quantas tem tienen hay puedo pueden posso pode podem \
    qto qtos ";

/// Ranks every piece.
pub(crate) fn rank(index: &Index, guide: &Guide, mut asked: Asked) -> Ranking {
    let found: Vec<Vec<f32>> = index
        .pieces
        .iter()
        .enumerate()
        .map(|(at, read)| {
            asked
                .units
                .iter()
                .map(|u| found_in(&u.unit, read, index, at))
                .collect()
        })
        .collect();
    for weighed in &mut asked.units {
        if in_bag(&weighed.unit, &index.title) == 1.0 {
            weighed.weight *= TITLE;
        }
    }
    let anywhere = weigh(&mut asked, &found);
    let hits = guide.search(&asked.words);
    let nearness = guide.nearness(&asked.words);
    let whole: f32 = asked
        .units
        .iter()
        .map(|unit| unit.weight)
        .sum::<f32>()
        .max(0.01);
    let mut ranked: Vec<Ranked> = found
        .into_iter()
        .zip(&index.pieces)
        .enumerate()
        .map(|(at, (found, read))| {
            let covered: f32 = found
                .iter()
                .zip(&asked.units)
                .map(|(share, unit)| share * unit.weight)
                .sum();
            let cover = covered / whole;
            let stands_here = |fact: &Fact| {
                fact.span.start < read.piece.span.end && read.piece.span.start < fact.span.end
            };
            let hit = hits
                .iter()
                .filter(|hit| stands_here(hit.fact))
                .map(|hit| hit.score.min(1.0))
                .fold(0.0, f32::max);
            let near = guide
                .facts()
                .iter()
                .zip(&nearness)
                .filter(|(fact, _)| stands_here(fact))
                .map(|(_, near)| *near)
                .fold(0.0, f32::max);
            let about: f32 = asked
                .units
                .iter()
                .map(|unit| unit.weight * in_bag(&unit.unit, &read.head))
                .sum();
            let about = about / whole;
            Ranked {
                index: at,
                about,
                near,
                score: cover
                    + ABOUT * about
                    + GUIDE * hit
                    + NEAR * near
                    + fit(asked.wanted, read) * cover.min(0.5) * 2.0,
                cover,
                found,
            }
        })
        .collect();
    ranked.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.index.cmp(&b.index)));
    Ranking {
        asked,
        ranked,
        guide: hits.first().map_or(0.0, |hit| hit.score.min(1.0)),
        anywhere,
    }
}

/// How well the values fit: what is asked for and held is good, what is lacking is bad.
fn fit(wanted: Values, read: &Read) -> f32 {
    let order = if read.is_order { ORDER } else { 0.0 };
    if wanted.is_empty() {
        return order;
    }
    let mut wanted = wanted;
    if wanted.count() > 1 {
        // "how many days" asks for a length of time, and the count is only how it is asked.
        wanted = wanted.without(Values::default().with(Value::Count));
    }
    let has = wanted.shared(read.held).count() as f32;
    let all = wanted.count() as f32;
    order + FITS * (has / all) - if has == 0.0 { LACKS } else { 0.0 }
}

/// How well a unit is found in a piece, its context, or what stands just before it.
fn found_in(unit: &Unit, read: &Read, index: &Index, at: usize) -> f32 {
    let mut best = in_bag(unit, &read.own).max(CONTEXT * in_bag(unit, &read.context));
    if best < 0.5 {
        let before = index
            .pieces
            .iter()
            .take(at)
            .rev()
            .take_while(|other| other.piece.block == read.piece.block)
            .take(3);
        for (distance, other) in before.enumerate() {
            let carried = CARRIED - 0.12 * distance as f32;
            best = best.max(carried * in_bag(unit, &other.own));
        }
    }
    best
}

fn in_bag(unit: &Unit, bag: &super::index::Bag) -> f32 {
    if unit
        .stem
        .as_ref()
        .is_some_and(|stem| bag.stems.contains(stem))
    {
        return 1.0;
    }
    if unit
        .meanings
        .iter()
        .any(|meaning| bag.meanings.contains(meaning))
    {
        return MEANING;
    }
    if unit
        .meanings
        .iter()
        .any(|meaning| bag.implied.contains(meaning))
    {
        return IMPLIED;
    }
    match &unit.stem {
        Some(stem) if unit.meanings.is_empty() && stem.len() >= 5 => {
            bag.stems
                .iter()
                .map(|other| alike(stem, other))
                .filter(|likeness| *likeness >= 0.75)
                .fold(0.0, f32::max)
                * 0.9
        }
        Some(_) | None => 0.0,
    }
}

/// Rare things weigh more. Returns each unit's best match anywhere.
fn weigh(asked: &mut Asked, found: &[Vec<f32>]) -> Vec<f32> {
    let n_pieces = found.len().max(1) as f32;
    let most = (1.0 + n_pieces).ln();
    let mut anywhere = Vec::new();
    for (at, unit) in asked.units.iter_mut().enumerate() {
        let shares = found.iter().filter_map(|shares| shares.get(at).copied());
        let best = shares.clone().fold(0.0, f32::max);
        let n_with: f32 = shares.filter(|share| *share > 0.6).count() as f32;
        let rarity = ((1.0 + n_pieces) / (1.0 + n_with)).ln() / most;
        unit.weight *= rarity.clamp(0.15, 1.0);
        if best == 0.0 && unit.unit.meanings.is_empty() {
            // Neither we nor the playbook know the word: it may be the topic, or just chat.
            unit.weight *= STRANGE;
        }
        anywhere.push(best);
    }
    anywhere
}
