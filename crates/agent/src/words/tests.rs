//! What the lists of words are good for only if it is found.

use super::{MEANINGS, units};
use triggers::text::Text;

#[test]
fn every_phrase_of_the_list_is_found() {
    let found = |phrase: &str| {
        let units = units(&Text::new(phrase));
        units.len() == 1 && units[0].word == phrase
    };
    let lost: Vec<&String> = MEANINGS
        .phrases
        .keys()
        .filter(|phrase| !found(phrase))
        .collect();
    assert!(lost.is_empty(), "{lost:?}");
}
