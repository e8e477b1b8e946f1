//! When two questions are the same.

use super::*;

#[test]
fn the_same_question_without_accents_and_case_is_the_same() {
    assert_eq!(
        folded("¿Cuánto cuesta la LIMPIEZA?"),
        folded("cuanto cuesta la limpieza")
    );
}

#[test]
fn a_different_question_shares_little() {
    let a = folded("cuanto cuesta la limpieza");
    let b = folded("abren el domingo en cumbres");
    assert!(overlap(&a, &b) < 0.2);
}
