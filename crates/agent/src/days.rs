//! Days of the week in a text: "Mon–Fri" speaks of Wednesday too. It reads days alone, no hours.
//! Next: `embedded::index`.

use crate::words::meanings_of;
use std::collections::HashSet;
use std::sync::LazyLock;

/// The days, and for each the beginnings of its names in English, Spanish and Portuguese.
const DAYS: [(&str, &str); 7] = [
    ("monday", "mon|lun|seg"),
    ("tuesday", "tue|mar|ter"),
    ("wednesday", "wed|mié|mie|qua"),
    ("thursday", "thu|jue|qui"),
    ("friday", "fri|vie|sex"),
    ("saturday", "sat|sáb|sab"),
    ("sunday", "sun|dom"),
];

/// "Mon–Fri", "lunes a viernes", "segunda-feira a sábado".
static RANGE: LazyLock<Option<regex::Regex>> = LazyLock::new(|| {
    let names: Vec<&str> = DAYS.iter().map(|(_, names)| *names).collect();
    let day = format!(r"\b({})[\p{{L}}]*(?:-feira)?\.?", names.join("|"));
    let link = r"\s?(?:a|al|to|till|until|through|thru|até|ate|hasta|-|–|—)\s?(?:el |la |o )?";
    regex::Regex::new(&format!("{day}{link}{day}")).ok()
});

/// "Every day".
static DAILY: LazyLock<Option<regex::Regex>> = LazyLock::new(|| {
    let words = r"every day|7 days a week|seven days|\bdaily\b|todos los d[ií]as|\bdiario\b|todo dia|todos os dias|diariamente";
    regex::Regex::new(words).ok()
});

/// The meanings of the days that `text` speaks of without naming them.
pub(crate) fn within(text: &str) -> HashSet<u16> {
    let text = text.to_lowercase();
    let mut days: Vec<usize> = Vec::new();
    let ranges = RANGE.iter().flat_map(|range| range.captures_iter(&text));
    for found in ranges {
        let from = found.get(1).and_then(|name| number(name.as_str()));
        let to = found.get(2).and_then(|name| number(name.as_str()));
        if let Some((from, to)) = from.zip(to) {
            let length = (to + DAYS.len() - from) % DAYS.len();
            days.extend((from..=from + length).map(|day| day % DAYS.len()));
        }
    }
    if DAILY.as_ref().is_some_and(|daily| daily.is_match(&text)) {
        days.extend(0..DAYS.len());
    }
    let all_week = (0..5).all(|day| days.contains(&day));
    let weekend = days.iter().any(|day| *day >= 5);
    let spans = [("weekdays", all_week), ("finde", weekend)];
    let spans = spans.into_iter().filter(|(_, is_in)| *is_in);
    days.iter()
        .filter_map(|day| DAYS.get(*day))
        .map(|(name, _)| *name)
        .chain(spans.map(|(name, _)| name))
        // A day's own meaning stands first; "weekend" follows it.
        .filter_map(|name| meanings_of(name).first())
        .copied()
        .collect()
}

fn number(name: &str) -> Option<usize> {
    DAYS.iter()
        .position(|(_, names)| names.split('|').any(|start| start == name))
}

#[cfg(test)]
mod tests;
