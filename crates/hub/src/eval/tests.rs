//! What a person sees who brings a file of the wrong make.

use super::lines;
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
