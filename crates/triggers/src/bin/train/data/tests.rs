//! What is not read is said, and whoever is left out leaves nothing behind.

use super::{Data, load};
use crate::args::Args;
use std::path::Path;
use triggers::learn::Collection;

/// A folder with one English business, its playbook and a question.
fn bakery() -> tempfile::TempDir {
    let dir = tempfile::tempdir().expect("a place for files");
    let write = |path: &str, content: &str| write(dir.path(), path, content.as_bytes());
    write("en/playbooks/bakery.md", "We bake bread from 6 to 12.");
    write(
        "en/questions/bakery.jsonl",
        &question("bakery", "Is there strudel?"),
    );
    write(
        "en/messages.jsonl",
        r#"{"text":"Get me a person","labels":["explicit_request"],"kind":"plain"}"#,
    );
    dir
}

fn question(business: &str, words: &str) -> String {
    format!(r#"{{"business":"{business}","q":"{words}","answerable":false}}"#)
}

fn write(dir: &Path, path: &str, content: &[u8]) {
    let path = dir.join(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
    std::fs::write(path, content).expect("written");
}

fn read(dir: &Path, leave_out: Option<&str>) -> anyhow::Result<Data> {
    load(&Args {
        training: dir.to_owned(),
        leave_out: leave_out.map(str::to_owned),
        ..Args::default()
    })
}

fn fault(dir: &Path, leave_out: Option<&str>) -> String {
    let fault = read(dir, leave_out).err().expect("not to be learnt from");
    format!("{fault:#}")
}

#[test]
fn languages_and_files_that_are_not_there_have_no_lines() {
    let data = read(bakery().path(), None).expect("what is there is read");
    let kinds: Vec<_> = data
        .examples
        .iter()
        .map(|example| example.collection as usize)
        .collect();
    assert_eq!(
        kinds,
        [
            Collection::Messages as usize,
            Collection::Questions as usize
        ]
    );
}

#[test]
fn a_file_in_letters_of_another_time_is_named_and_not_taken_for_none() {
    let dir = bakery();
    write(dir.path(), "es/messages.jsonl", b"{\"text\":\"Ma\xf1ana\"}");
    let said = fault(dir.path(), None);
    assert!(said.contains("es/messages.jsonl"), "{said}");
}

#[test]
fn a_playbook_that_can_not_be_read_is_named() {
    let dir = bakery();
    write(dir.path(), "es/playbooks/panaderia.md", b"Ma\xf1ana");
    let said = fault(dir.path(), None);
    assert!(said.contains("es/playbooks/panaderia.md"), "{said}");
}

#[test]
fn lines_of_a_business_without_a_playbook_are_refused() {
    let dir = bakery();
    let line = question("garage", "Do you repair brakes?");
    write(dir.path(), "en/questions/garage.jsonl", line.as_bytes());
    let said = fault(dir.path(), None);
    assert!(
        said.contains("garage") && said.contains("en/playbooks"),
        "{said}"
    );
}

#[test]
fn a_folder_without_any_text_is_refused() {
    let dir = tempfile::tempdir().expect("a place for files");
    let said = fault(&dir.path().join("trianing"), None);
    assert!(said.contains("trianing"), "{said}");
}

#[test]
fn whoever_is_left_out_is_neither_learnt_from_nor_known_by_the_words() {
    let dir = bakery();
    let knows = |data: &Data| {
        let known = data.known.packed_all();
        known.iter().any(|(stem, _)| stem.starts_with("strudel"))
    };
    let with = read(dir.path(), None).expect("read");
    let without = read(dir.path(), Some("en-bakery")).expect("read");
    assert!(knows(&with) && !knows(&without));
    assert_eq!((with.examples.len(), without.examples.len()), (2, 1));
}

#[test]
fn a_business_that_is_not_there_can_not_be_left_out() {
    for name in ["en-bakeri", "es-bakery", "bakery"] {
        let said = fault(bakery().path(), Some(name));
        assert!(
            said.contains(name) && said.contains("to leave out"),
            "{said}"
        );
    }
}
