//! Light stems for three languages at once: endings of number, gender and the commonest verb forms
//! go. A stem is only ever compared with another stem, never shown.

/// The endings that have this last letter, in the order in which they are tried.
fn endings(last: u8) -> &'static [&'static str] {
    match last {
        b'a' => &["ada", "ida", "a"],
        b'd' => &["ed"],
        b'e' => &["amente", "mente", "e"],
        b'g' => &["ing"],
        b'i' => &["i"],
        b'm' => &["aram", "eram", "am", "em"],
        b'n' => &["acion", "cion", "aban", "aron", "ieron", "an", "en"],
        b'o' => &[
            "amiento", "imiento", "cao", "ando", "iendo", "endo", "indo", "ado", "ido", "o",
        ],
        b'r' => &["ar", "er", "ir"],
        b's' => &[
            "aciones", "amientos", "ciones", "adores", "acoes", "coes", "ados", "adas", "idos",
            "idas", "amos", "emos", "imos", "ings", "ies", "es", "s",
        ],
        b'y' => &["ly", "y"],
        _ => &[],
    }
}

/// The stem of a folded word.
pub(crate) fn stem(word: &str) -> String {
    if !word.is_ascii() || word.len() < 4 || word.bytes().any(|b| b.is_ascii_digit()) {
        return word.to_owned();
    }
    let mut stem = word;
    // Twice at most, so that "reservaciones" and "reservas" meet at "reserv".
    for _ in 0..2 {
        let last = stem.as_bytes().last().copied().unwrap_or_default();
        let shorter = endings(last)
            .iter()
            .filter_map(|ending| stem.strip_suffix(ending))
            .find(|rest| rest.len() >= 3);
        match shorter {
            Some(rest) => stem = rest,
            None => break,
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
