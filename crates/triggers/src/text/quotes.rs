//! Finds what a text quotes: the words between quotation marks, which are somebody else's or the
//! machine's own. A single straight mark is one only where an apostrophe can't stand. Next: `text`.

use std::ops::Range;

/// Where the quotations stand in `original`, without their marks, in order. One that never ends is none.
pub(super) fn quotations(original: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(usize, char)> = None;
    let mut before = ' ';
    let mut letters = original.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let after = letters.peek().map_or(' ', |(_, next)| *next);
        match open {
            Some((from, closes)) if letter == closes && ends(letter, after) => {
                found.push(from..at);
                open = None;
            }
            None => {
                let closes = closing(letter).filter(|_| begins(letter, before, after));
                open = closes.map(|closes| (at + letter.len_utf8(), closes));
            }
            Some(_) => {}
        }
        before = letter;
    }
    found
}

/// The mark that ends what `letter` begins.
fn closing(letter: char) -> Option<char> {
    Some(match letter {
        '"' => '"',
        '\'' => '\'',
        '“' | '”' => '”',
        '‘' => '’',
        '«' => '»',
        _ => return None,
    })
}

fn begins(letter: char, before: char, after: char) -> bool {
    letter != '\'' || (!before.is_alphanumeric() && after.is_alphanumeric())
}

fn ends(letter: char, after: char) -> bool {
    !matches!(letter, '\'' | '’') || !after.is_alphanumeric()
}

#[cfg(test)]
mod tests {
    use super::quotations;

    fn quoted(text: &str) -> Vec<&str> {
        let found = quotations(text).into_iter();
        found.filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn quotations_are_found_by_their_marks() {
        assert_eq!(
            quoted("it said \"talk to a person\" twice"),
            ["talk to a person"]
        );
        assert_eq!(
            quoted("eu falei “quero um humano” e «nada»"),
            ["quero um humano", "nada"]
        );
        assert_eq!(
            quoted("hit 'speak to agent' by accident"),
            ["speak to agent"]
        );
        assert_eq!(quoted("‘don’t call me’ he says"), ["don’t call me"]);
    }

    #[test]
    fn apostrophes_and_marks_without_an_end_quote_nothing() {
        assert_eq!(
            quoted("I don't need the customers' table, it's fine"),
            [""; 0]
        );
        assert_eq!(quoted("a 15\" pizza please, and a person"), [""; 0]);
        assert_eq!(quoted("«"), [""; 0]);
    }
}
