//! Every alternative of every rule can be found in some text: one that no text can hold (two spaces, a
//! misspelling that is put right before, a number with letters in one piece) is dead and says nothing.
//! It tells nothing of whether a rule is good.

#[path = "../build/file.rs"]
mod file;
#[path = "../src/rules/fold.rs"]
mod fold;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassBytesRange, ClassUnicodeRange, Hir, HirKind, Look};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use triggers::text::Text;

/// Every rules file there is, by name and with its text.
fn files() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("rules");
    let paths = std::fs::read_dir(folder)
        .expect("committed")
        .map(|entry| entry.expect("read").path());
    let rules = paths.filter(|path| path.extension().is_some_and(|end| end == "rules"));
    rules
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(&path).expect("a text"),
            )
        })
        .collect()
}

/// What has to be chosen to come by one alternative: the branch of each alternation on the way, and the
/// repetitions that must not be left out. Both are named by where they stand in memory.
#[derive(Clone, Debug, Default)]
struct Way {
    branches: BTreeMap<*const Hir, usize>,
    repeats: BTreeSet<*const Hir>,
}

/// The ways to all alternatives below `hir`.
fn ways(hir: &Hir, way: &Way, all: &mut Vec<Way>) {
    match hir.kind() {
        HirKind::Capture(capture) => ways(&capture.sub, way, all),
        HirKind::Concat(parts) => parts.iter().for_each(|part| ways(part, way, all)),
        HirKind::Repetition(repetition) => {
            let mut way = way.clone();
            way.repeats.insert(std::ptr::from_ref(hir));
            ways(&repetition.sub, &way, all);
        }
        HirKind::Alternation(branches) => {
            for (at, branch) in branches.iter().enumerate() {
                let mut way = way.clone();
                way.branches.insert(std::ptr::from_ref(hir), at);
                all.push(way.clone());
                ways(branch, &way, all);
            }
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => {}
    }
}

/// Throws the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or_default() % n.max(1)
    }
}

/// An example of `hir` by this way, as far as it has come.
#[derive(Default)]
struct Example {
    bytes: Vec<u8>,
    ended: bool,
    /// Something stands before the beginning or behind the end.
    broken: bool,
}

impl Example {
    fn write(&mut self, hir: &Hir, way: &Way, dice: &mut Dice) {
        match hir.kind() {
            HirKind::Empty => {}
            HirKind::Literal(literal) => self.put(&literal.0),
            HirKind::Class(class) => self.put(one_of(class, dice).as_bytes()),
            HirKind::Look(Look::Start) => self.broken |= !self.bytes.is_empty(),
            HirKind::Look(_) => self.ended = true,
            HirKind::Capture(capture) => self.write(&capture.sub, way, dice),
            HirKind::Concat(parts) => parts.iter().for_each(|part| self.write(part, way, dice)),
            HirKind::Alternation(branches) => {
                let chosen = way.branches.get(&std::ptr::from_ref(hir)).copied();
                let at = chosen.unwrap_or_else(|| dice.below(branches.len()));
                self.write(&branches[at], way, dice);
            }
            HirKind::Repetition(repetition) => {
                let needed = usize::from(way.repeats.contains(&std::ptr::from_ref(hir)));
                let least = usize::try_from(repetition.min).unwrap_or_default();
                let most = repetition.max.map_or(least + 2, |max| {
                    usize::try_from(max).unwrap_or(usize::MAX).min(least + 2)
                });
                let times = (least + dice.below(most - least + 1)).max(needed);
                (0..times).for_each(|_| self.write(&repetition.sub, way, dice));
            }
        }
    }

    fn put(&mut self, bytes: &[u8]) {
        self.broken |= self.ended;
        self.bytes.extend(bytes);
    }

    /// Whether a customer's text can hold it: it is a line already, with no more than a last space missing.
    fn is_text(&self) -> bool {
        let Ok(line) = std::str::from_utf8(&self.bytes) else {
            return false;
        };
        let line = match (self.broken, line.ends_with(' ')) {
            (true, _) => return false,
            (false, true) => line.to_owned(),
            (false, false) if self.ended => return false,
            (false, false) => format!("{line} "),
        };
        Text::new(&line).line == line
    }
}

/// A letter of the class that can be seen, where it has one.
fn one_of(class: &Class, dice: &mut Dice) -> String {
    let ranges: Vec<(char, char)> = match class {
        Class::Bytes(class) => {
            let both = |range: &ClassBytesRange| (range.start().into(), range.end().into());
            class.iter().map(both).collect()
        }
        Class::Unicode(class) => {
            let both = |range: &ClassUnicodeRange| (range.start(), range.end());
            class.iter().map(both).collect()
        }
    };
    let all = ranges.into_iter().flat_map(|(first, last)| first..=last);
    let seen: Vec<char> = all
        .filter(|letter| (' '..'\u{7f}').contains(letter))
        .collect();
    seen.get(dice.below(seen.len()))
        .copied()
        .map(String::from)
        .unwrap_or_default()
}

/// How often an example is made before its alternative is called dead.
const TRIES: usize = 400;

/// The alternatives of a pattern that no text can hold, each by its last example.
fn dead(pattern: &str) -> Vec<String> {
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
    let hir = parser.parse(pattern).expect("compiled before");
    let mut all = vec![Way::default()];
    ways(&hir, &Way::default(), &mut all);
    let mut dice = Dice(1);
    let example = |way: &Way| {
        let mut last = Vec::new();
        for _ in 0..TRIES {
            let mut example = Example::default();
            example.write(&hir, way, &mut dice);
            if example.is_text() {
                return None;
            }
            last = example.bytes;
        }
        Some(String::from_utf8_lossy(&last).into_owned())
    };
    all.iter().filter_map(example).collect()
}

#[test]
fn every_alternative_of_every_rule_can_be_found() {
    let mut found = Vec::new();
    for (name, text) in files() {
        for line in file::lines(&text).expect("compiled before") {
            let dead = dead(&line.pattern);
            if !dead.is_empty() {
                found.push(format!("{name}: {}: {dead:?}", line.says));
            }
        }
    }
    assert!(found.is_empty(), "never found:\n{}", found.join("\n"));
}

#[test]
fn what_no_text_can_hold_is_called_dead() {
    assert_eq!(dead(" (?:third|3rd) time ").len(), 1);
    assert_eq!(dead(" (?:you are useless (?:at|on |now)) ").len(), 1);
    assert_eq!(dead(" (?:please|pls) "), Vec::<String>::new());
}
