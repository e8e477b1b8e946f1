//! What a model thinks aloud before it answers. Most providers keep it apart; some servers leave it in
//! the text, between marks. It never guesses where a thought ends: without its mark all is thought.

/// The marks around a thought, as the models' templates write them.
const MARKS: [(&str, &str); 4] = [
    ("<think>", "</think>"),
    ("<thinking>", "</thinking>"),
    ("<thought>", "</thought>"),
    ("[THINK]", "[/THINK]"),
];

/// What `text` says after its thoughts; `None` if a thought has no end. Some templates begin inside a
/// thought, so the mark at its end may stand alone.
pub(super) fn without(text: &str) -> Option<&str> {
    let ends = MARKS
        .iter()
        .filter_map(|(_, end)| Some(text.rfind(end)? + end.len()));
    let said = text.get(ends.max().unwrap_or_default()..)?;
    let thinks_on = MARKS.iter().any(|(begin, _)| said.contains(begin));
    (!thinks_on).then(|| said.trim())
}
