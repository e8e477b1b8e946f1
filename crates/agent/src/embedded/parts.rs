//! A message with several questions, cut into them, so that each is looked up by itself and all are
//! answered. It looks nothing up.

use super::rank::Asked;

/// More questions than this are a matter for a person, or one question put in many ways.
const MOST: usize = 3;

/// The questions of `words`, each with what leads up to it. What leans on the question before stays
/// with it: "is there parking? is it free?". One part where there is nothing to cut.
pub(super) fn parts(words: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut led_up = String::new();
    for sentence in sentences(words) {
        led_up.push_str(sentence);
        if !sentence.trim_end().ends_with('?') {
            continue;
        }
        let part = std::mem::take(&mut led_up);
        let stands_alone = !Asked::new(&part, None).leans();
        match parts.last_mut() {
            Some(last) if !stands_alone => last.push_str(&part),
            Some(_) | None => parts.push(part),
        }
    }
    match parts.last_mut() {
        Some(last) => last.push_str(&led_up),
        None => parts.push(led_up),
    }
    if parts.len() > MOST {
        return vec![words.to_owned()];
    }
    parts
}

/// The text after each question mark and each message anew.
fn sentences(words: &str) -> impl Iterator<Item = &str> {
    words.split_inclusive(['?', '\n'])
}

#[cfg(test)]
mod tests;
