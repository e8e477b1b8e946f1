//! The classifier for any list of intents ends, and says something, however little it was taught.

use triggers::intents::{Intents, Row};
use triggers::measure::auroc;

fn row(text: &str, label: &str) -> Row {
    Row {
        text: text.to_owned(),
        label: label.to_owned(),
    }
}

#[test]
fn two_lines_are_enough_to_guess_by() {
    let intents = Intents::train(&[row("hi there", "greeting"), row("see you", "farewell")]);
    let guess = intents.guess("hi there");
    assert_eq!(guess.label, "greeting");
    assert!((0.0..=1.0).contains(&guess.outside), "{guess:?}");
}

#[test]
fn scores_that_are_no_numbers_tell_nothing() {
    let scored = [(f64::NAN, true), (f64::NAN, false)];
    assert!((auroc(&scored) - 0.5).abs() < 1e-9);
}
