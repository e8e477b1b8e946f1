//! One body of our own for every kind of webhook, and what becomes of it.
//!
//! The bodies are in `fixtures/`, written from Meta's documentation; what they decode to is in
//! `snapshots/`, to be read and accepted with `cargo insta review`.

use std::path::Path;

use whatsapp::wire;

#[test]
fn every_kind_of_webhook_decodes_as_recorded() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .expect("the folder of fixtures")
        .map(|entry| entry.expect("a readable entry").path())
        .collect();
    paths.sort();
    assert!(paths.len() > 80, "fixtures are missing: {}", paths.len());
    let mut settings = insta::Settings::clone_current();
    // Another crate of the workspace may have serde_json keep the order of keys.
    settings.set_sort_maps(true);
    let _bound = settings.bind_to_scope();
    for path in paths {
        let name = path
            .file_stem()
            .expect("a name")
            .to_string_lossy()
            .into_owned();
        let items = wire::decode(&std::fs::read(&path).expect("a readable file"));
        insta::assert_json_snapshot!(name, items.expect("a webhook"));
    }
}
