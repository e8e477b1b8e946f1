//! Where the border to what is out of scope lies, by hand, and which rows may be learnt from.

use super::{Line, Read, parts, threshold};
use std::path::Path;
use triggers::intents::{Guess, OUT_OF_SCOPE};

/// A row with this label, taken for `balance`.
fn read(label: &str, outside: f64) -> Read {
    Read {
        label: label.to_owned(),
        guess: Guess {
            label: "balance".to_owned(),
            outside,
        },
    }
}

fn border(val: &[Read]) -> f64 {
    threshold(&val.iter().collect::<Vec<_>>())
}

fn about(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

#[test]
fn the_border_lies_half_way_between_what_is_in_and_out_of_scope() {
    let val = [
        read("balance", 0.1),
        read("balance", 0.3),
        read(OUT_OF_SCOPE, 0.7),
        read(OUT_OF_SCOPE, 0.9),
    ];
    assert!(about(border(&val), 0.5));
}

#[test]
fn of_borders_that_are_alike_the_one_that_lets_fewer_strangers_in_is_taken() {
    // Between 0.5 and 0.9 a stranger is rejected at the price of one that belongs.
    let val = [
        read("balance", 0.1),
        read(OUT_OF_SCOPE, 0.5),
        read("balance", 0.7),
        read(OUT_OF_SCOPE, 0.9),
    ];
    assert!(about(border(&val), 0.3));
}

#[test]
fn a_wrong_intent_is_no_loss_to_reject() {
    let val = [read("balance", 0.2), read("transfer", 0.6)];
    assert!(about(border(&val), 0.4));
}

#[test]
fn where_nothing_is_out_of_scope_nothing_is_rejected() {
    let val = [read("balance", 0.2), read("balance", 0.6)];
    assert_eq!(border(&val), f64::INFINITY);
}

#[test]
fn rows_of_equal_score_are_rejected_together() {
    // No border parts the three at 0.5, and to reject them all loses more than it gains.
    let val = [
        read(OUT_OF_SCOPE, 0.5),
        read("balance", 0.5),
        read("balance", 0.5),
        read(OUT_OF_SCOPE, 0.9),
    ];
    assert!(about(border(&val), 0.7), "{}", border(&val));
}

#[test]
fn where_all_is_out_of_scope_all_is_rejected() {
    let val = [read(OUT_OF_SCOPE, 0.2), read(OUT_OF_SCOPE, 0.6)];
    assert!(border(&val) < 0.2);
}

fn row(split: Option<&str>) -> Line {
    Line {
        text: "How much do I have?".to_owned(),
        label: "balance".to_owned(),
        split: split.map(str::to_owned),
    }
}

#[test]
fn rows_to_choose_the_threshold_are_not_learnt_from() {
    let rows = vec![row(Some("val")), row(Some("train")), row(None)];
    let (val, train) = parts(rows, Path::new("rows.jsonl")).expect("both parts are wanted");
    assert_eq!((val.len(), train.len()), (1, 2));
}

#[test]
fn rows_to_measure_on_are_refused_among_those_to_learn_from() {
    let rows = vec![row(Some("train")), row(Some("test"))];
    let said = parts(rows, Path::new("rows.jsonl")).expect_err("a row of another part");
    let said = said.to_string();
    assert!(
        said.contains("rows.jsonl") && said.contains("`test`"),
        "{said}"
    );
}
