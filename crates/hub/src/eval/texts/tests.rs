//! Recall at a share of false alarms, counted by hand, and what is said where there is nothing to find.

use super::{Labels, Line, Read, TextsArgs, recall_at, run};

fn read(strength: f64, positive: bool) -> Read {
    let line = Line {
        text: String::new(),
        label: Labels::Several(Vec::new()),
    };
    Read {
        line,
        strength,
        fired: strength >= 0.5,
        positive,
    }
}

fn about(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-9
}

/// Twenty others at 0.00, 0.05 and so on up to 0.95, and positives at these strengths.
fn beside_twenty(positives: &[f64]) -> Vec<Read> {
    let others = (0..20).map(|at| read(f64::from(at) * 0.05, false));
    let positives = positives.iter().map(|strength| read(*strength, true));
    positives.chain(others).collect()
}

#[test]
fn positives_count_above_all_others_but_the_share_that_may_be_wrong() {
    let all = beside_twenty(&[0.99, 0.93, 0.87, 0.2]);
    // None of twenty may be above, then one, then two.
    assert!(about(recall_at(&all, 0.01), 0.25));
    assert!(about(recall_at(&all, 0.05), 0.5));
    assert!(about(recall_at(&all, 0.1), 0.75));
}

#[test]
fn a_positive_no_stronger_than_the_border_is_not_above_it() {
    let tied = [read(0.5, true), read(0.5, false), read(0.4, false)];
    assert!(about(recall_at(&tied, 0.01), 0.0));
}

#[test]
fn without_others_all_that_has_any_strength_is_found() {
    assert!(about(
        recall_at(&[read(0.1, true), read(0.0, true)], 0.05),
        0.5
    ));
    assert!(about(recall_at(&[read(0.1, false)], 0.05), 0.0));
}

#[test]
fn a_file_without_a_positive_is_refused_with_the_labels_it_has() {
    let file = tempfile::NamedTempFile::new().expect("a place for a file");
    let lines = r#"{"text":"Hello","label":"none"}
{"text":"Get me a person","labels":["handoff","urgent"]}"#;
    std::fs::write(file.path(), lines).expect("written");
    let args = |positive: &str| TextsArgs {
        file: file.path().to_owned(),
        positive: positive.to_owned(),
        json: false,
        errors: false,
        weights: None,
    };
    let said = run(&args("frustration")).expect_err("nothing to find");
    let said = said.to_string();
    assert!(said.contains("labelled frustration"), "{said}");
    assert!(
        said.ends_with("its labels: handoff, none, urgent"),
        "{said}"
    );
    run(&args("handoff")).expect("one is labelled so");
}
