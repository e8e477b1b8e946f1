//! Text cut at its evidence.

use crate::signal::TextSpan;
use crate::thread::{Segment, segments};

fn cut(text: &str, spans: &[(u32, u32)]) -> Vec<(String, bool)> {
    let spans: Vec<_> = spans
        .iter()
        .map(|&(start, end)| TextSpan { start, end })
        .collect();
    let cut = segments(text, &spans);
    cut.into_iter()
        .map(|Segment { text, marked }| (text, marked))
        .collect()
}

fn plain(text: &str) -> (String, bool) {
    (text.to_owned(), false)
}

fn marked(text: &str) -> (String, bool) {
    (text.to_owned(), true)
}

#[test]
fn without_evidence_it_is_one_piece() {
    assert_eq!(cut("Hola", &[]), [plain("Hola")]);
    assert_eq!(cut("", &[]), []);
}

#[test]
fn evidence_is_marked_where_it_stands() {
    let pieces = [plain("quiero "), marked("una persona"), plain(" ya")];
    assert_eq!(cut("quiero una persona ya", &[(7, 18)]), pieces);
}

#[test]
fn evidence_at_both_ends_leaves_no_empty_pieces() {
    assert_eq!(cut("¡ya!", &[(0, 5)]), [marked("¡ya!")]);
}

#[test]
fn letters_of_several_bytes_are_kept_whole() {
    // "qué más" has seven letters and nine bytes.
    assert_eq!(
        cut("¿qué más?", &[(2, 6)]),
        [plain("¿"), marked("qué"), plain(" más?")]
    );
}

#[test]
fn a_span_inside_a_letter_marks_nothing() {
    assert_eq!(cut("qué más", &[(3, 5)]), [plain("qué más")]);
}

#[test]
fn a_span_past_the_end_marks_nothing() {
    assert_eq!(cut("Hola", &[(2, 40)]), [plain("Hola")]);
}

#[test]
fn overlapping_spans_mark_all_that_either_marks() {
    let pieces = [marked("una per"), marked("sona ya"), plain(" mismo")];
    assert_eq!(cut("una persona ya mismo", &[(0, 7), (4, 14)]), pieces);
}

#[test]
fn a_span_within_another_adds_nothing() {
    assert_eq!(
        cut("una persona", &[(0, 11), (4, 11)]),
        [marked("una persona")]
    );
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

    #[test]
    fn no_letter_is_lost_or_doubled(
        text in "[a-zñé¿ 👍]{0,24}",
        spans in proptest::collection::vec((0..60_u32, 0..60_u32), 0..5),
    ) {
        let mut spans = spans;
        spans.sort_unstable();
        let whole: String = cut(&text, &spans).into_iter().map(|(text, _)| text).collect();
        proptest::prop_assert_eq!(whole, text);
    }
}
