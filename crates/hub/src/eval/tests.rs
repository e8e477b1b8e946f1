//! What a person sees who brings a file of the wrong make, or asks for what isn't there.

use super::{lines, only, playbook};
use serde::Deserialize;

#[derive(Debug, Deserialize)]
struct Row {
    #[allow(dead_code, reason = "only read to be missed")]
    text: String,
}

/// What is said of a file with this content.
fn fault(content: &str) -> String {
    let file = tempfile::NamedTempFile::new().expect("a place for a file");
    std::fs::write(file.path(), content).expect("written");
    let fault = lines::<Row>(file.path()).expect_err("not readable");
    format!("{fault:#}")
}

#[test]
fn a_list_is_said_to_be_one_and_how_to_make_lines_of_it() {
    let said = fault("[\n{\"text\":\"hi\"}\n]");
    assert!(said.contains(":1: a JSON list"), "{said}");
    assert!(
        said.contains("JSON Lines") && said.contains("jq -c"),
        "{said}"
    );
}

#[test]
fn a_table_of_another_make_is_told_what_is_wanted() {
    for content in ["text,label\nhi,none", "\"hi\"", ""] {
        assert!(fault(content).contains("JSON Lines"), "{content}");
    }
}

#[test]
fn a_line_without_the_wanted_field_is_named_with_the_field() {
    let said = fault("{\"text\":\"a\"}\n{\"q\":\"b\"}");
    assert!(said.contains(":2:"), "{said}");
    assert!(said.contains("missing field `text`"), "{said}");
}

fn business(line: &&str) -> String {
    (*line).to_owned()
}

#[test]
fn only_the_lines_of_the_business_asked_for_are_kept() {
    let lines = || vec!["es-optica", "en-hotel", "es-opticaplaza", "es-optica"];
    let kept = only(lines(), Some("es-optica"), business).expect("it has lines");
    assert_eq!(kept, ["es-optica", "es-optica"]);
    assert_eq!(only(lines(), None, business).expect("all"), lines());
}

#[test]
fn a_business_without_lines_is_refused_and_those_with_some_are_named_once() {
    let lines = vec!["es-optica", "en-hotel", "es-optica"];
    let said = only(lines, Some("es-optika"), business).expect_err("no such business");
    let said = said.to_string();
    assert!(said.contains("es-optika"), "{said}");
    assert!(said.ends_with("it has en-hotel, es-optica"), "{said}");
}

#[test]
fn a_playbook_that_is_there_and_can_not_be_read_is_not_said_to_be_missing() {
    let dir = tempfile::tempdir().expect("a place for files");
    let file = dir.path().join("en-hotel.md");
    std::fs::write(&file, [b'C', b'a', b'f', 0xe9]).expect("written");
    let said = format!(
        "{:#}",
        playbook(dir.path(), "en", "hotel").expect_err("not text")
    );
    assert!(said.contains("reading the playbook"), "{said}");
    let said = playbook(dir.path(), "en", "bakery")
        .expect_err("none")
        .to_string();
    assert!(said.starts_with("no playbook at"), "{said}");
}
