//! Which lines are read as whose.

use super::{Line, Role};
use crate::eval::lines;

/// A conversation of one turn that this role wrote.
fn read(role: &str) -> anyhow::Result<Vec<Line>> {
    let file = tempfile::NamedTempFile::new().expect("a place for a file");
    let turns = format!(r#"[{{"role":"{role}","t":0,"text":"Hello"}}]"#);
    let line =
        format!(r#"{{"id":"1","lang":"en","business":"hotel","kind":"routine","turns":{turns}}}"#);
    std::fs::write(file.path(), line).expect("written");
    lines(file.path())
}

#[test]
fn customers_and_the_agent_are_told_apart() {
    for (word, role) in [("customer", Role::Customer), ("agent", Role::Agent)] {
        let read = read(word).expect("a role that is known");
        assert_eq!(read[0].turns[0].role, role);
    }
}

#[test]
fn a_role_of_another_name_is_refused_and_the_known_ones_are_named() {
    let fault = read("user").expect_err("nobody knows who that is");
    let said = format!("{fault:#}");
    assert!(said.contains(":1:") && said.contains("`user`"), "{said}");
    assert!(said.contains("`customer` or `agent`"), "{said}");
}
