//! Folds the letters of patterns. Used here, and by the program that compiles the rules.

use unicode_normalization::UnicodeNormalization;

/// Folds the letters of a pattern as a text is folded, so that both meet.
pub(crate) fn fold_pattern(pattern: &str) -> String {
    pattern
        .nfd()
        .filter(|part| !('\u{0300}'..='\u{036F}').contains(part))
        .collect()
}
