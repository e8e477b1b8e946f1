//! The playbook's prompt cut into facts: a bullet, a sentence, a question with its answer. Each fact
//! is a verbatim piece of the prompt and knows the heading it stands under. It doesn't interpret
//! them. Next: `search`.

use std::ops::Range;

/// One thing the playbook says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The owner's own words, unchanged.
    pub text: String,
    /// The heading, list title or label above it, if any.
    pub section: Option<String>,
    /// Where it stands in the prompt, in bytes.
    pub span: Range<usize>,
}

/// Cuts `prompt` into facts.
pub fn cut(prompt: &str) -> Vec<Fact> {
    let mut cutter = Cutter {
        prompt,
        section: None,
        facts: Vec::new(),
        question: None,
        open: None,
    };
    let mut at = 0;
    for line in prompt.split_inclusive('\n') {
        cutter.line(at, line);
        at += line.len();
    }
    cutter.close();
    cutter.facts
}

struct Cutter<'a> {
    prompt: &'a str,
    section: Option<String>,
    facts: Vec<Fact>,
    /// A question of a "Q/A" playbook that waits for its answer.
    question: Option<Range<usize>>,
    /// A paragraph whose next line may go on with its last sentence.
    open: Option<Range<usize>>,
}

/// From this length on a line without a stop at its end was broken by the editor, not by its writer.
const BROKEN_LINE: usize = 60;

impl Cutter<'_> {
    fn line(&mut self, at: usize, line: &str) {
        let body = line
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '>' | '*' | '_'));
        let start = at + line.len() - body.len();
        let body = body.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        let bullet = body.trim_start_matches(|c: char| {
            matches!(c, '-' | '•' | '–' | '·' | '→' | '✔' | '✅' | '*') || c.is_whitespace()
        });
        let range = start + body.len() - bullet.len()..start + body.len();
        if bullet.is_empty() {
            self.close();
            return;
        }
        if bullet.len() == body.len() && self.goes_on(bullet) {
            self.open = self.open.take().map(|open| open.start..range.end);
            return;
        }
        self.close_paragraph();
        if is_heading(line, bullet) {
            self.close_question();
            self.section = Some(bullet.trim_end_matches(':').to_owned());
            return;
        }
        if is_question(bullet) {
            self.close_question();
            self.question = Some(range);
            return;
        }
        if let Some(question) = self.question.take() {
            self.push(question.start..range.end);
            return;
        }
        if bullet.len() < body.len() {
            self.push(range);
        } else {
            self.open = Some(range);
        }
    }

    /// Whether `line` is the rest of a sentence that the line before it began.
    fn goes_on(&self, line: &str) -> bool {
        let before = self.open.clone().and_then(|open| self.prompt.get(open));
        before.is_some_and(|before| {
            let last = before.lines().next_back().unwrap_or_default();
            let stopped = last.ends_with(['.', '!', '?', ':', ';']);
            let small = line.chars().next().is_some_and(char::is_lowercase);
            last.len() >= BROKEN_LINE && (!stopped || small)
        })
    }

    fn close(&mut self) {
        self.close_paragraph();
        self.close_question();
    }

    fn close_paragraph(&mut self) {
        if let Some(range) = self.open.take() {
            self.paragraph(range);
        }
    }

    fn close_question(&mut self) {
        if let Some(question) = self.question.take() {
            self.push(question);
        }
    }

    /// Sentences of a paragraph. A first sentence of one to three words is a label ("Pagos.").
    fn paragraph(&mut self, range: Range<usize>) {
        let Some(text) = self.prompt.get(range.clone()) else {
            return;
        };
        let mut from = range.start;
        let mut label = None;
        for end in sentence_ends(text) {
            let sentence = from..range.start + end;
            let words = self.prompt.get(sentence.clone()).unwrap_or_default();
            if from == range.start && words.split_whitespace().count() <= 3 && end < text.len() {
                label = Some(words.trim_end_matches(['.', ':', ' ']).to_owned());
            } else {
                self.push(sentence);
            }
            from = range.start + end;
        }
        if label.is_some() {
            let named = self
                .facts
                .iter_mut()
                .rev()
                .take_while(|fact| fact.span.start >= range.start);
            for fact in named {
                fact.section.clone_from(&label);
            }
        }
    }

    fn push(&mut self, range: Range<usize>) {
        let Some(raw) = self.prompt.get(range.clone()) else {
            return;
        };
        let text = raw.trim();
        if text.chars().filter(|c| c.is_alphanumeric()).count() < 3 {
            return;
        }
        let start = range.start + (raw.len() - raw.trim_start().len());
        self.facts.push(Fact {
            text: text.to_owned(),
            section: self.section.clone(),
            span: start..start + text.len(),
        });
    }
}

fn is_heading(line: &str, text: &str) -> bool {
    let words = text.split_whitespace().count();
    let marked = line.trim_start().starts_with('#');
    let shouted = words <= 6
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_lowercase);
    let title = words <= 4
        && !text.ends_with(['.', '!', '?', ';', ','])
        && !text.contains(['$', '£', '€'])
        && !text.chars().any(|c| c.is_ascii_digit())
        && !text.contains(": ");
    marked
        || shouted
        || (text.ends_with(':') && words <= 10)
        || (title && !line.trim_start().starts_with(['-', '•', '*']))
}

fn is_question(text: &str) -> bool {
    text.ends_with('?')
        || text
            .get(..2)
            .is_some_and(|head| matches!(head, "Q:" | "P:" | "Q." | "P."))
            && !text.contains(" A:")
            && !text.contains(" R:")
}

/// Where the sentences of `text` end: after a stop that isn't part of an abbreviation or a number.
fn sentence_ends(text: &str) -> Vec<usize> {
    let mut ends = Vec::new();
    let mut before = "";
    let mut word_start = 0;
    for (at, letter) in text.char_indices() {
        if letter.is_whitespace() {
            word_start = at + letter.len_utf8();
            continue;
        }
        if !matches!(letter, '.' | '!' | '?') {
            before = text
                .get(word_start..at + letter.len_utf8())
                .unwrap_or_default();
            continue;
        }
        let next = text.get(at + 1..).unwrap_or_default();
        let new_sentence = next.trim_start_matches(['"', '”', ')']).starts_with(' ')
            && next
                .trim_start()
                .chars()
                .next()
                .is_some_and(|c| !c.is_lowercase());
        if new_sentence && !(letter == '.' && is_abbreviation(before)) {
            ends.push(at + 1);
        }
    }
    if ends.last() != Some(&text.len()) {
        ends.push(text.len());
    }
    ends
}

fn is_abbreviation(word: &str) -> bool {
    let word = word.trim_start_matches(['(', '"', '¿', '¡']).to_lowercase();
    matches!(
        word.as_str(),
        "av" | "dr"
            | "dra"
            | "sr"
            | "sra"
            | "srta"
            | "st"
            | "mr"
            | "mrs"
            | "ms"
            | "no"
            | "nº"
            | "n"
            | "tel"
            | "col"
            | "esq"
            | "gral"
            | "ing"
            | "lic"
            | "prof"
            | "profa"
            | "r"
            | "aprox"
            | "ej"
            | "ex"
            | "e.g"
            | "i.e"
            | "a.m"
            | "p.m"
            | "min"
            | "hs"
            | "hrs"
            | "pza"
            | "km"
            | "int"
            | "ext"
            | "depto"
            | "apto"
            | "rd"
            | "ave"
            | "c"
    ) || word.chars().count() == 1 && word.chars().all(char::is_alphabetic)
}
