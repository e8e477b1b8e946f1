//! The playbook's prompt cut into pieces that can be said alone: sentences, list items, parts of a
//! long enumeration. Each piece is a verbatim part of the prompt and knows what it stands under.
//! It ranks nothing. Next: `embedded::rank`.

use std::ops::Range;

/// One thing the owner wrote that can be said alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Where it stands in the prompt, in bytes.
    pub(crate) span: Range<usize>,
    /// Headings, labels and questions it stands under, nearest last.
    pub(crate) context: Vec<String>,
    /// Which paragraph or line it belongs to.
    pub(crate) block: usize,
}

/// From this length on, the parts of a sentence between semicolons are pieces of their own.
const LONG: usize = 150;

/// A text with longer lines than this was not wrapped by hand.
const WIDEST_PAGE: usize = 120;

/// Cuts `prompt` into pieces.
pub(crate) fn cut(prompt: &str) -> Vec<Piece> {
    let mut cutter = Cutter {
        prompt,
        heading: None,
        of_list: None,
        question: None,
        columns: None,
        pieces: Vec::new(),
    };
    for (block, range) in blocks(prompt).into_iter().enumerate() {
        cutter.block(block, range);
    }
    cutter.pieces
}

/// Lines of the prompt, with lines that only go on with a wrapped sentence joined.
fn blocks(prompt: &str) -> Vec<Range<usize>> {
    let page = Page::of(prompt);
    let mut blocks: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    let mut above = "";
    for line in prompt.split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let text = line.trim_end();
        let goes_on = page.as_ref().is_some_and(|page| page.goes_on(above, text));
        above = text;
        let first = text.len();
        match blocks.last_mut() {
            _ if first == 0 => {}
            Some(last) if goes_on => last.end = range.end,
            Some(_) | None => blocks.push(range),
        }
    }
    blocks
}

/// A prompt whose lines were wrapped by hand.
struct Page {
    width: usize,
    /// Whether most lines are about as long as the longest, as in prose.
    is_prose: bool,
}

impl Page {
    fn of(prompt: &str) -> Option<Self> {
        let lengths = prompt.lines().map(|line| line.trim_end().chars().count());
        let lengths: Vec<usize> = lengths.filter(|length| *length > 0).collect();
        let width = lengths.iter().max().copied()?;
        let long = lengths.iter().filter(|length| is_long(**length, width));
        let is_prose = long.count() * 2 > lengths.len();
        (60..=WIDEST_PAGE)
            .contains(&width)
            .then_some(Self { width, is_prose })
    }

    /// Whether `text` goes on with the sentence of the line above it: its first word would not have
    /// fitted there, or a full line of prose has no end.
    fn goes_on(&self, above: &str, text: &str) -> bool {
        let Some(first) = text.split_whitespace().next() else {
            return false;
        };
        if above.is_empty() || is_marked(text) {
            return false;
        }
        let length = above.chars().count();
        let is_full = first.chars().count() + 1 > self.width - length;
        let lacks_end = !above.ends_with(['.', '!', '?', ':', ';'])
            && text.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
        is_full || self.is_prose && lacks_end && is_long(length, self.width)
    }
}

fn is_long(length: usize, width: usize) -> bool {
    length * 4 > width * 3
}

fn is_marked(text: &str) -> bool {
    text.trim_start()
        .starts_with(['-', '•', '*', '#', '–', '·', '✅', '>', '|'])
}

struct Cutter<'a> {
    prompt: &'a str,
    heading: Option<String>,
    /// Set while the heading is a list's title: whether an item came. It ends with the list.
    of_list: Option<bool>,
    question: Option<String>,
    /// The first row of the table we are in: what its columns hold.
    columns: Option<String>,
    pieces: Vec<Piece>,
}

impl Cutter<'_> {
    fn block(&mut self, block: usize, range: Range<usize>) {
        let Some(line) = self.prompt.get(range.clone()) else {
            return;
        };
        let marks = |c: char| {
            c.is_whitespace() || matches!(c, '#' | '>' | '*' | '_' | '-' | '•' | '–' | '·' | '✅')
        };
        let body = line.trim_start_matches(marks);
        let start = range.start + line.len() - body.len();
        let body = body.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        let is_item = is_marked(line) && !line.trim_start().starts_with('#');
        if body.is_empty() {
            return;
        }
        if body.starts_with('|') {
            self.row(block, start..start + body.len());
            return;
        }
        self.columns = None;
        if is_heading(line, body, is_item) {
            self.heading = Some(body.trim_end_matches(':').to_owned());
            let titles_list = body.ends_with(':') && !line.trim_start().starts_with('#');
            self.of_list = titles_list.then_some(false);
            self.question = None;
            return;
        }
        match self.of_list {
            Some(true) if !is_item => {
                self.heading = None;
                self.of_list = None;
            }
            Some(_) => self.of_list = Some(is_item),
            None => {}
        }
        let asked = self.question.take();
        self.sentences(block, start..start + body.len(), asked);
    }

    /// A row of a table: one piece, under the names of its columns.
    fn row(&mut self, block: usize, range: Range<usize>) {
        let row = self.prompt.get(range.clone()).unwrap_or_default();
        if !row.contains(char::is_alphanumeric) {
            return;
        }
        let Some(columns) = &self.columns else {
            self.columns = Some(row.replace('|', " ").trim().to_owned());
            return;
        };
        let context = self.heading.iter().cloned();
        let context = std::iter::once(columns.clone()).chain(context).collect();
        self.push(block, range, context);
    }

    /// The sentences of a block. A question or a label of few words names what follows it.
    fn sentences(&mut self, block: usize, range: Range<usize>, asked: Option<String>) {
        let Some(text) = self.prompt.get(range.clone()) else {
            return;
        };
        let mut context: Vec<String> = self.heading.iter().cloned().chain(asked).collect();
        let kept = context.len();
        let ends = sentence_ends(text);
        let mut from = 0;
        let mut said = 0;
        for end in &ends {
            let sentence = text.get(from..*end).unwrap_or_default();
            let n_words = sentence.split_whitespace().count();
            let words = sentence.trim();
            let names = words.ends_with('?')
                || from == 0 && n_words <= 3 && ends.len() > 1 && words.ends_with('.');
            if names {
                context.truncate(kept);
                context.push(words.to_owned());
            } else {
                self.parts(block, range.start + from..range.start + end, &context);
                said += 1;
            }
            from = *end;
        }
        if said == 0 {
            // A question alone on its line is answered by the next one.
            self.question = context.pop();
        }
    }

    /// A sentence as one piece; a long enumeration as its parts.
    fn parts(&mut self, block: usize, range: Range<usize>, context: &[String]) {
        let text = self.prompt.get(range.clone()).unwrap_or_default();
        let cuts: Vec<usize> = if text.len() < LONG {
            Vec::new()
        } else if text.matches(" / ").count() >= 3 {
            text.match_indices(" / ").map(|(at, _)| at).collect()
        } else {
            text.match_indices("; ").map(|(at, _)| at).collect()
        };
        let label = label_of(text).map(str::to_owned);
        let mut from = 0;
        for end in cuts.into_iter().chain([text.len()]) {
            let mut context = context.to_vec();
            context.extend(label.clone().filter(|_| from > 0));
            self.push(block, range.start + from..range.start + end, context);
            from = end;
        }
    }

    fn push(&mut self, block: usize, range: Range<usize>, context: Vec<String>) {
        let raw = self.prompt.get(range.clone()).unwrap_or_default();
        let outside = |c: char| c.is_whitespace() || matches!(c, ';' | '/' | '|');
        let text = raw.trim_start_matches(outside);
        let text = text
            .strip_prefix("A: ")
            .or(text.strip_prefix("R: "))
            .unwrap_or(text);
        let start = range.start + raw.len() - text.len();
        let text = text.trim_end_matches(outside);
        if text.chars().filter(|c| c.is_alphanumeric()).count() >= 2 {
            self.pieces.push(Piece {
                span: start..start + text.len(),
                context,
                block,
            });
        }
    }
}

/// "PAGO" of "PAGO: efectivo, …".
pub(crate) fn label_of(text: &str) -> Option<&str> {
    let (label, rest) = text.split_once(':')?;
    let short = label.split_whitespace().count() <= 5 && label.len() <= 40;
    (short && rest.starts_with(' ') && !label.contains(|c: char| c.is_ascii_digit()))
        .then_some(label)
}

fn is_heading(line: &str, text: &str, is_item: bool) -> bool {
    let n_words = text.split_whitespace().count();
    let plain = !text.ends_with(['.', '!', '?', ';', ','])
        && !text.contains(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€'));
    let shouted = n_words <= 6
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_lowercase)
        && plain;
    let title = n_words <= 4 && plain && !text.contains(": ") && !is_item;
    line.trim_start().starts_with('#') || shouted || title || text.ends_with(':') && n_words <= 12
}

/// Where the sentences of `text` end: after a stop that isn't part of an abbreviation or a number.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    for (at, stop) in text
        .char_indices()
        .filter(|(_, c)| matches!(c, '.' | '!' | '?'))
    {
        let next = text.get(at + 1..).unwrap_or_default();
        let next = next.trim_start_matches(['"', '”', ')', '\'']);
        let spaced = next.starts_with(char::is_whitespace);
        let anew = next
            .trim_start()
            .starts_with(|c: char| !c.is_lowercase() || matches!(stop, '!' | '?'));
        // Notes written in haste begin their sentences small; a real word before the stop ends one.
        let before = text.get(..at).unwrap_or_default();
        let word = before
            .rsplit(|c: char| c.is_whitespace() || c == '(')
            .next()
            .unwrap_or_default();
        if spaced && (anew || word.len() > 4) && !(stop == '.' && is_abbreviation(word)) {
            ends.push(at + 1);
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

fn is_abbreviation(word: &str) -> bool {
    const KNOWN: &str = " no nº n tel aprox ej ex e.g i.e a.m p.m km int ext depto apto rd ave p.ej \
        approx incl ";
    let lower = bare(word).to_lowercase();
    let single = lower.chars().count() == 1 && lower.chars().all(char::is_alphabetic);
    single || is_title(word) || KNOWN.contains(&format!(" {lower} "))
}

/// Whether a name goes on after `word` and its stop: "Dr", "Av", the "J" of "J. Garza".
pub(crate) fn is_title(word: &str) -> bool {
    const KNOWN: &str =
        " av dr dra sr sra srta st sta sto mr mrs ms esq col gral ing lic prof profa ";
    let word = bare(word);
    let initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase);
    initial || KNOWN.contains(&format!(" {} ", word.to_lowercase()))
}

fn bare(word: &str) -> &str {
    word.trim_start_matches(['(', '"', '“', '¿', '¡', '*', '_'])
}

#[cfg(test)]
mod tests;
