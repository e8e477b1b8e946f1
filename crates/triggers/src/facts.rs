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
        let Layout {
            text,
            from,
            is_bullet,
            is_marked,
        } = Layout::of(line);
        let range = at + from..at + from + text.len();
        if text.is_empty() {
            self.close();
            return;
        }
        if !is_bullet && self.goes_on(text) {
            self.open = self.open.take().map(|open| open.start..range.end);
            return;
        }
        self.close_paragraph();
        if is_marked || is_heading(text, is_bullet) {
            self.close_question();
            self.section = Some(text.trim_end_matches(':').to_owned());
            return;
        }
        if is_question(text) {
            self.close_question();
            self.question = Some(range);
            return;
        }
        if let Some(question) = self.question.take() {
            self.push(question.start..range.end);
            return;
        }
        if is_bullet {
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

/// A line apart from the marks with which it is laid out.
struct Layout<'a> {
    text: &'a str,
    /// Where the text begins in the line.
    from: usize,
    /// Whether it is one of a list.
    is_bullet: bool,
    /// Whether Markdown makes it a heading.
    is_marked: bool,
}

impl<'a> Layout<'a> {
    fn of(line: &'a str) -> Self {
        let body = line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '#' | '>'));
        // A star is a bullet with a space behind it, and else begins bold words.
        let is_bullet = body.starts_with(BULLETS) || body.starts_with("* ");
        let text = body
            .trim_start_matches(BULLETS)
            .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '\u{FE0F}'));
        Self {
            from: line.len() - text.len(),
            text: text.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')),
            is_bullet,
            is_marked: line.trim_start().starts_with('#'),
        }
    }
}

/// With what the lines of a list begin, but for the star.
const BULLETS: [char; 7] = ['-', '•', '–', '·', '→', '✔', '✅'];

fn is_heading(text: &str, is_bullet: bool) -> bool {
    let words = text.split_whitespace().count();
    let shouted = words <= 6
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(char::is_lowercase);
    let title = words <= 4
        && !text.ends_with(['.', '!', '?', ';', ','])
        && !text.contains(['$', '£', '€'])
        && !text.chars().any(|c| c.is_ascii_digit())
        && !text.contains(": ");
    shouted || (text.ends_with(':') && words <= 10) || (title && !is_bullet)
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
