//! The embedded answerer: no model, no key, no network. It answers with the owner's own sentences,
//! and hands over what they don't cover. It never makes a sentence about the business up.

mod compose;
mod confidence;
mod index;
mod judged;
mod manners;
mod orders;
mod parts;
mod rank;
pub mod wording;

use crate::drafter::{Answer, Ask, Drafter, NoAnswer};
use crate::grounding;
use crate::signals::{hand_over, short};
use crate::talk::{Talk, language};
use async_trait::async_trait;
use conversation::fact::DraftSource;
use conversation::language::Language;
use conversation::signal::{Reason, Strength, Trigger};
use index::{Index, Read};
use manners::Courtesy;
use rank::{Asked, Ranking};
use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError, Weak};
use triggers::{Guide, Reader, Tongue};

pub(crate) use manners::is_own;

pub use confidence::{COUNT, Features, SCOPE, WORDING};

/// Its name, in drafts and signals.
pub(crate) const NAME: &str = concat!("embedded ", env!("CARGO_PKG_VERSION"));

/// From this confidence on an answer is worth showing; `conversation` decides what is sent.
const WORTH_SHOWING: f64 = 0.3;

/// How many playbooks are kept read.
const KEPT: usize = 16;

/// Answers from the playbook alone. One serves all conversations.
pub struct Embedded<'a> {
    /// Says how well a playbook covers what is asked.
    reader: Option<&'a Reader>,
    /// Playbooks already read, by their guide.
    read: Mutex<Vec<(Weak<Guide>, Arc<Index>)>>,
}

/// A question held against the playbook.
struct Finding {
    ranking: Ranking,
    features: Features,
    /// Places in the index.
    chosen: Vec<usize>,
}

impl Embedded<'static> {
    /// An answerer that has read no playbook yet.
    pub fn new() -> Self {
        Self {
            reader: Reader::embedded().ok(),
            read: Mutex::default(),
        }
    }
}

impl Default for Embedded<'static> {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Embedded<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let reader = self.reader.map(Reader::version);
        out.debug_struct("Embedded")
            .field("reader", &reader)
            .finish_non_exhaustive()
    }
}

impl<'a> Embedded<'a> {
    /// An answerer that asks another reader than the one that ships with Relevo; for measuring.
    pub fn asking(reader: &'a Reader) -> Self {
        Self {
            reader: Some(reader),
            read: Mutex::default(),
        }
    }

    /// The answer, at once.
    pub fn answer(&self, ask: &Ask) -> Answer {
        let talk = Talk::of(ask);
        let words = talk.words();
        let language = language(ask, &words);
        if let Some(courtesy) = manners::courtesy(&words) {
            return kind_word(ask, &talk, courtesy, language);
        }
        if let Some(why) = forbidden(ask, &words) {
            let reason = Reason::AgentSaysSo { why };
            return hand_over(&talk, Trigger::OutOfScope, reason, NAME.to_owned());
        }
        let greets = manners::greets(&words) && talk.answers().next().is_none();
        if let Some(text) = told(ask, &words, language, greets) {
            return reply(ask, &talk, text, Strength(700), Vec::new());
        }
        let index = self.index(ask);
        let finding = self.find(ask, &talk, &index);
        if finding.ranking.asked.says_nothing() {
            return kind_word(ask, &talk, Courtesy::Unclear, language);
        }
        let pieces: Vec<&Read> = finding
            .chosen
            .iter()
            .filter_map(|at| index.pieces.get(*at))
            .collect();
        let confidence = finding.features.confidence();
        if pieces.is_empty() || confidence < WORTH_SHOWING {
            return out_of_scope(&talk, pieces.first().copied());
        }
        let framed = |pieces: &[&Read]| {
            let written_in = ask.playbook.language;
            manners::frame(&compose::text(pieces), written_in, language, greets)
        };
        let text = match unsaid(&talk, &pieces) {
            News::All => framed(&pieces),
            News::Some(unsaid) => framed(&unsaid),
            News::None if asks_again(&talk, &words) => return unsure(&talk),
            News::None => manners::as_said(&compose::text(&pieces), language),
        };
        let sources = pieces.iter().map(|read| source(read)).collect();
        reply(ask, &talk, text, Strength::from_share(confidence), sources)
    }

    /// The answer it would give if it had to, and what that is judged by; for measuring.
    pub fn rehearse(&self, ask: &Ask) -> (Features, String) {
        let index = self.index(ask);
        let finding = self.find(ask, &Talk::of(ask), &index);
        let pieces: Vec<&Read> = finding
            .chosen
            .iter()
            .filter_map(|at| index.pieces.get(*at))
            .collect();
        (finding.features, compose::text(&pieces))
    }

    /// The playbook's sentences nearest to the unanswered messages, best first.
    pub(crate) fn nearest(&self, ask: &Ask) -> Vec<DraftSource> {
        let index = self.index(ask);
        let finding = self.find(ask, &Talk::of(ask), &index);
        let best = finding
            .ranking
            .ranked
            .iter()
            .take(4)
            .filter(|ranked| ranked.cover > 0.2);
        best.filter_map(|ranked| index.pieces.get(ranked.index))
            .map(source)
            .collect()
    }

    /// Searches for every question of the burst. The weakest finding judges the whole: what answers half
    /// of a message leaves the customer with the other half.
    fn find(&self, ask: &Ask, talk: &Talk<'_>, index: &Index) -> Finding {
        let coverage = confidence::coverage(self.reader, ask, talk);
        let questions = parts::parts(&talk.words());
        let share = questions.len();
        let mut findings: Vec<Finding> = questions
            .iter()
            .map(|words| find_one(ask, talk, index, words, (coverage, share)))
            .collect();
        let places: BTreeSet<usize> = findings
            .iter()
            .flat_map(|finding| finding.chosen.iter().copied())
            .collect();
        findings.sort_by(|one, other| {
            let sure = |finding: &Finding| finding.features.confidence();
            sure(one).total_cmp(&sure(other))
        });
        let weakest = findings.into_iter().next();
        let whole = || find_one(ask, talk, index, &talk.words(), (coverage, 1));
        let mut weakest = weakest.unwrap_or_else(whole);
        weakest.chosen = places.into_iter().collect();
        weakest
    }

    fn index(&self, ask: &Ask) -> Arc<Index> {
        let mut read = self.read.lock().unwrap_or_else(PoisonError::into_inner);
        let known = read
            .iter()
            .find(|(guide, _)| guide.as_ptr() == Arc::as_ptr(&ask.guide));
        if let Some((_, index)) = known {
            return Arc::clone(index);
        }
        read.retain(|(guide, _)| guide.strong_count() > 0);
        if read.len() >= KEPT {
            read.remove(0);
        }
        let index = Arc::new(Index::new(&ask.playbook.prompt));
        read.push((Arc::downgrade(&ask.guide), Arc::clone(&index)));
        index
    }
}

#[async_trait]
impl Drafter for Embedded<'_> {
    async fn draft(&self, ask: &Ask) -> Result<Answer, NoAnswer> {
        Ok(self.answer(ask))
    }

    fn name(&self) -> String {
        NAME.to_owned()
    }
}

/// Searches for one question alone and, where that leans on what was said before, with it. `share` is
/// how many questions the answer is shared between.
fn find_one(
    ask: &Ask,
    talk: &Talk<'_>,
    index: &Index,
    words: &str,
    (coverage, share): (f32, usize),
) -> Finding {
    let alone = Asked::new(words, None);
    let earlier = talk.earlier().next().filter(|_| alone.leans());
    let asked = match earlier {
        Some(turn) => Asked::new(words, Some(&turn.words)),
        None => alone,
    };
    let ranking = rank::rank(index, &ask.guide, asked);
    let chosen = compose::choose(index, &ranking, share);
    let features = Features::of(index, &ranking, &chosen, coverage);
    Finding {
        ranking,
        features,
        chosen,
    }
}

/// How much of an answer the agent's last message didn't say.
enum News<'a> {
    All,
    Some(Vec<&'a Read>),
    None,
}

/// The same fact isn't said twice in a row.
fn unsaid<'a>(talk: &Talk<'_>, pieces: &[&'a Read]) -> News<'a> {
    let Some(last) = talk.answers().next() else {
        return News::All;
    };
    let is_new = |read: &&&Read| !last.words.contains(&compose::text(&[read]));
    let new: Vec<&Read> = pieces.iter().filter(is_new).copied().collect();
    if new.len() == pieces.len() {
        News::All
    } else if new.is_empty() {
        News::None
    } else {
        News::Some(new)
    }
}

/// Whether the customer asks what they asked before: then the answer didn't help.
fn asks_again(talk: &Talk<'_>, words: &str) -> bool {
    let asked = Asked::new(words, None);
    talk.earlier().take(3).any(|turn| {
        let before = Asked::new(&turn.words, None);
        !asked.units.is_empty()
            && asked.units.iter().all(|weighed| {
                let same = |other: &rank::Weighed| other.unit.word == weighed.unit.word;
                before.units.iter().any(same)
            })
    })
}

/// What an operator told the agent at the last hand-back, where it answers.
fn told(ask: &Ask, words: &str, language: Language, greets: bool) -> Option<String> {
    let briefing = ask.briefing.as_ref()?;
    let lines = briefing.facts.iter().chain(&briefing.promises);
    // Items of a list, because a short line alone would be the heading of the next.
    let facts: String = lines.map(|line| format!("- {line}\n")).collect();
    let index = Index::new(&facts);
    let guide = Guide::new(&triggers::GuideSource::of_prompt(&facts));
    let ranking = rank::rank(&index, &guide, Asked::new(words, None));
    let best = compose::sayable(&index, &ranking).next();
    let best = best.filter(|best| best.cover >= 0.6)?;
    let text = compose::text(&[index.pieces.get(best.index)?]);
    // Operators write in the playbook's language or in the customer's; only what shows that it is the
    // playbook's is called foreign.
    let own = ask.playbook.language;
    let is_own = triggers::language_of(&facts) == Some(Tongue::Known(own));
    let written_in = if is_own { own } else { language };
    Some(manners::frame(&text, written_in, language, greets))
}

/// Whether the question touches what an operator asked not to speak of.
fn forbidden(ask: &Ask, words: &str) -> Option<String> {
    let avoid = &ask.briefing.as_ref()?.avoid;
    let asked = Asked::new(words, None);
    avoid.iter().find(|line| asked.touches(line)).cloned()
}

fn kind_word(ask: &Ask, talk: &Talk<'_>, courtesy: Courtesy, language: Language) -> Answer {
    let text = manners::word(courtesy, language).to_owned();
    if courtesy == Courtesy::Unclear && talk.said_before(&text) {
        return out_of_scope(talk, None);
    }
    if talk.said_before(&text) {
        let again = manners::word_again(courtesy, language).to_owned();
        return reply(ask, talk, again, Strength(800), Vec::new());
    }
    reply(ask, talk, text, Strength(800), Vec::new())
}

/// The reply, unless it was said before or something in it stands nowhere.
fn reply(
    ask: &Ask,
    talk: &Talk<'_>,
    text: String,
    confidence: Strength,
    sources: Vec<DraftSource>,
) -> Answer {
    if talk.said_before(&text) {
        return unsure(talk);
    }
    if let Some(unknown) = grounding::of(ask).lacks_value(&text) {
        tracing::warn!(%unknown, "a composed answer was not grounded");
        return unsure(talk);
    }
    Answer::Reply {
        text,
        confidence,
        sources,
        model: NAME.to_owned(),
    }
}

fn unsure(talk: &Talk<'_>) -> Answer {
    let reason = Reason::AgentUnsure;
    hand_over(talk, Trigger::OutOfScope, reason, NAME.to_owned())
}

fn out_of_scope(talk: &Talk<'_>, nearest: Option<&Read>) -> Answer {
    let topic = talk.burst.last().map(|turn| turn.words.clone());
    let reason = Reason::NotInPlaybook {
        topic: topic.unwrap_or_default(),
        nearest: nearest.map(|read| read.text.clone()),
    };
    hand_over(talk, Trigger::OutOfScope, reason, NAME.to_owned())
}

fn source(read: &Read) -> DraftSource {
    DraftSource {
        section: read.piece.context.last().cloned().unwrap_or_default(),
        text: read.text.clone(),
        start: short(read.piece.span.start),
        end: short(read.piece.span.end),
    }
}

#[cfg(test)]
mod tests;
