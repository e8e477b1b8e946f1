//! Light stems for three languages at once: endings of number, gender and the commonest verb forms
//! go. A stem is only ever compared with another stem, never shown.

const ENDINGS: [&str; 52] = [
    "aciones", "amiento", "imiento", "amientos", "ciones", "adores", "amente", "mente", "acion",
    "acoes", "coes", "cion", "cao", "ados", "adas", "idos", "idas", "ando", "iendo", "endo",
    "indo", "aban", "aron", "ieron", "aram", "eram", "amos", "emos", "imos", "ings", "ing", "ies",
    "ado", "ada", "ido", "ida", "ed", "es", "an", "en", "am", "em", "ar", "er", "ir", "ly", "s",
    "a", "e", "o", "y", "i",
];

/// The stem of a folded word.
pub(crate) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word;
    // Twice at most, so that "reservaciones" and "reservas" meet at "reserv".
    for _ in 0..2 {
        let shorter = ENDINGS
            .iter()
            .filter_map(|ending| stem.strip_suffix(ending))
            .find(|rest| rest.len() >= 3);
        match shorter {
            Some(rest) if rest.len() >= 3 => stem = rest,
            Some(_) | None => break,
        }
    }
    let bytes = stem.as_bytes();
    // "stopp(ing)" meets "stop".
    if let [.., before, last] = bytes
        && before == last
        && bytes.len() > 4
    {
        return stem.get(..stem.len() - 1).unwrap_or(stem).to_owned();
    }
    stem.to_owned()
}
