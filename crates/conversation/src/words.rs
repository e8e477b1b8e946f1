//! Folding text for comparison: case, accents and punctuation away. It reads no meaning; that is
//! done in `triggers`.

/// The letter without case and accent, for the three languages Relevo speaks.
fn fold(letter: char) -> char {
    match letter {
        'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
        'é' | 'è' | 'ê' | 'ë' => 'e',
        'í' | 'ì' | 'î' | 'ï' => 'i',
        'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
        'ú' | 'ù' | 'û' | 'ü' => 'u',
        'ñ' => 'n',
        'ç' => 'c',
        other => other,
    }
}

/// The words of `text`, folded, sorted, each once. Words of one letter say little and are left out.
pub fn folded(text: &str) -> Vec<String> {
    let lower: String = text
        .chars()
        .flat_map(char::to_lowercase)
        .map(fold)
        .collect();
    let mut words: Vec<String> = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 1)
        .map(str::to_owned)
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// How much two sorted word lists share: shared words over all words, between 0 and 1.
pub fn overlap(a: &[String], b: &[String]) -> f64 {
    if a.is_empty() || b.is_empty() {
        return 0.0;
    }
    let shared = a
        .iter()
        .filter(|word| b.binary_search(word).is_ok())
        .count();
    let all = a.len() + b.len() - shared;
    // Word counts are far below 2^52, so the casts are exact.
    shared as f64 / all as f64
}

#[cfg(test)]
mod tests;
