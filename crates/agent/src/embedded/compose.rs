//! Puts an answer together from the owner's own sentences: the best piece, and one or two more where
//! the question asks for something the first doesn't say. It never writes about the business itself.

use super::index::{Index, Read};
use super::orders::forbids;
use super::rank::{Ranked, Ranking};
use triggers::values::Value;

/// An answer on WhatsApp is short.
const MOST_LETTERS: usize = 280;
/// And one to several questions not much longer.
const MOST_OF_SEVERAL: usize = 420;
const MOST_PIECES: usize = 3;
/// From which share of the best score on a piece may be said with it, and is said in any case.
const FLOOR: f32 = 0.5;
const CLOSE: f32 = 0.65;
const COVERS: f32 = 0.5;
/// A list item this short is said whole: its sentences belong together.
const SHORT_ITEM: usize = 200;

/// The pieces of the answer, by their places and in the owner's order; empty if none can be said, or
/// if what the owner wrote nearest to the question is not to be spoken of.
/// `share` is how many questions the answer is shared between.
pub(crate) fn choose(index: &Index, ranking: &Ranking, share: usize) -> Vec<usize> {
    let most_letters = match share {
        0 | 1 => MOST_LETTERS,
        share => MOST_OF_SEVERAL / share,
    };
    let nearest = ranking.ranked.first();
    let nearest = nearest.and_then(|ranked| index.pieces.get(ranked.index));
    if nearest.is_some_and(|read| read.forbids) {
        return Vec::new();
    }
    let mut sayable = sayable(index, ranking);
    let Some(best) = sayable.next() else {
        return Vec::new();
    };
    let mut chosen = vec![best];
    let mut letters = length(index, best);
    for other in sayable.take(12) {
        let fits = letters + length(index, other) <= most_letters;
        if chosen.len() < MOST_PIECES && fits && adds(index, ranking, &chosen, other) {
            letters += length(index, other);
            chosen.push(other);
        }
    }
    let mut places: Vec<usize> = chosen.iter().map(|ranked| ranked.index).collect();
    let whole = rest_of_item(index, best.index);
    if length_of(index, &whole) <= SHORT_ITEM {
        places.extend(whole);
    }
    places.sort_unstable();
    places.dedup();
    places
}

/// The pieces that may be said to a customer, best first.
pub(crate) fn sayable<'a>(
    index: &'a Index,
    ranking: &'a Ranking,
) -> impl Iterator<Item = &'a Ranked> {
    ranking.ranked.iter().filter(|ranked| {
        let read = index.pieces.get(ranked.index);
        read.is_some_and(|read| !read.is_order)
    })
}

/// The other sentences of the line or list item that `place` is in.
fn rest_of_item(index: &Index, place: usize) -> Vec<usize> {
    let Some(block) = index.pieces.get(place).map(|read| read.piece.block) else {
        return Vec::new();
    };
    let pieces = index.pieces.iter().enumerate();
    pieces
        .filter(|(_, read)| read.piece.block == block && !read.is_order)
        .map(|(at, _)| at)
        .collect()
}

fn length_of(index: &Index, places: &[usize]) -> usize {
    places
        .iter()
        .filter_map(|at| index.pieces.get(*at))
        .map(|read| read.text.chars().count())
        .sum()
}

fn length(index: &Index, ranked: &Ranked) -> usize {
    index
        .pieces
        .get(ranked.index)
        .map_or(0, |read| read.text.chars().count())
}

/// Whether `other` says something of the question that `chosen` doesn't.
fn adds(index: &Index, ranking: &Ranking, chosen: &[&Ranked], other: &Ranked) -> bool {
    let Some((best, read)) = chosen.first().zip(index.pieces.get(other.index)) else {
        return false;
    };
    if other.score < FLOOR * best.score {
        return false;
    }
    let close = other.score > CLOSE * best.score;
    let speaks_of_more = ranking.asked.units.iter().enumerate().any(|(at, unit)| {
        let of = |ranked: &Ranked| ranked.found.get(at).copied().unwrap_or_default();
        unit.weight > 0.3 && of(other) > 0.7 && chosen.iter().all(|ranked| of(ranked) < 0.5)
    });
    let held = |ranked: &&Ranked| index.pieces.get(ranked.index).map(|read| read.held);
    let holds_more = Value::ALL.into_iter().any(|value| {
        ranking.asked.wanted.has(value)
            && read.held.has(value)
            && chosen
                .iter()
                .filter_map(held)
                .all(|values| !values.has(value))
    });
    close || speaks_of_more || holds_more && other.cover > COVERS * best.cover
}

/// The pieces as one text.
pub(crate) fn text(pieces: &[&Read]) -> String {
    let mut text = String::new();
    let mut named: Option<&str> = None;
    for read in pieces {
        if !text.is_empty() {
            text.push(if text.ends_with(['.', '!', '?']) {
                ' '
            } else {
                '\n'
            });
        }
        let lead = read.piece.context.last().map(String::as_str);
        let lead = lead.filter(|lead| needs_lead(read, lead) && !forbids(lead));
        if let Some(lead) = lead.filter(|lead| named != Some(lead)) {
            named = Some(lead);
            text.push_str(&statement(lead));
            text.push_str(": ");
        }
        text.push_str(&plain(&read.text));
    }
    text
}

/// Without the owner's layout: a line that an editor wrapped goes on, the cells of a table are a list,
/// and marks for bold are left out.
fn plain(text: &str) -> String {
    let text = text.replace(" | ", ", ").replace("**", "");
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}

/// Whether a piece means little, or the opposite, without what it stands under.
fn needs_lead(read: &Read, lead: &str) -> bool {
    let fragment = read.text.split_whitespace().count() <= 4 && !read.text.contains(':')
        || read
            .text
            .starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€'));
    let short = lead.split_whitespace().count() <= 8;
    // "WHO WE ARE" is for the reader of the playbook, not for the customer.
    let shouted = !lead.contains(char::is_lowercase);
    short && (fragment && !shouted || negates(lead)) && !read.text.starts_with(lead)
}

fn negates(lead: &str) -> bool {
    let text = triggers::text::Text::new(lead);
    text.words()
        .any(|word| matches!(word, "no" | "nao" | "not" | "dont" | "sin" | "sem"))
}

/// "¿Qué no tenemos?" as a label: "No tenemos".
fn statement(lead: &str) -> String {
    let bare = lead.trim_matches(|c: char| matches!(c, '¿' | '?' | '.' | ':') || c.is_whitespace());
    let rest = ["Qué ", "Que ", "O que ", "What "]
        .iter()
        .find_map(|start| bare.strip_prefix(start));
    let rest = rest.filter(|rest| negates(rest)).unwrap_or(bare);
    let mut letters = rest.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}
