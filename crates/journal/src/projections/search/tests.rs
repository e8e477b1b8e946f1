//! What a typed text finds, and how well.

use super::terms::Terms;

fn terms(typed: &str) -> Terms {
    Terms::of(typed).unwrap()
}

#[test]
fn the_last_word_may_be_unfinished() {
    assert_eq!(terms("Cuánto cues").expression(), r#""cuanto" "cues"*"#);
    assert_eq!(terms("cuánto ").expression(), r#""cuanto""#);
}

#[test]
fn nothing_typed_is_an_operator() {
    assert_eq!(
        terms("a\" OR (b* NOT").expression(),
        r#""a" "or" "b" "not"*"#
    );
    assert_eq!(Terms::of("\"*-()"), None);
}

#[test]
fn one_letter_is_looked_for_only_among_names() {
    assert!(!terms("a").are_worth_reading());
    assert!(terms("a la").are_worth_reading());
}

#[test]
fn a_match_is_marked_whatever_its_accents() {
    let (excerpt, spans) = terms("limpie").excerpt("¿Cuánto cuesta la Límpieza?");
    let span = spans[0];
    let marked = &excerpt[span.start as usize..span.end as usize];
    assert_eq!(marked, "Límpieza");
}

#[test]
fn a_long_text_is_cut_around_its_match() {
    let long = format!("{} needle {}", "ñandú ".repeat(50), "ñandú ".repeat(50));
    let (excerpt, spans) = terms("needle").excerpt(&long);
    assert!(excerpt.starts_with('…') && excerpt.ends_with('…'));
    let span = spans[0];
    assert_eq!(&excerpt[span.start as usize..span.end as usize], "needle");
}

#[test]
fn whole_words_side_by_side_rank_before_newer_beginnings() {
    let looked = terms("red bike");
    assert!(looked.score("the red bike", 300) > looked.score("biker gear in red", 0));
}
