//! Bodies from the tests of public projects, read where they lie beside the repository.
//!
//! They are not part of the repository. Where the folder is missing, the tests say so.

use std::path::PathBuf;

use whatsapp::check;

fn corpora() -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let shared = std::env::var_os("RELEVO_SHARED").map_or(root.join("../shared"), PathBuf::from);
    let folder = shared.join("corpora");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: {} is not there", folder.display());
    None
}

#[test]
fn every_public_body_is_read_and_no_item_is_lost() {
    let Some(corpora) = corpora() else { return };
    // Counted by hand: (file, bodies, items, items that nobody can know).
    let expected = [
        ("gokapso", 2, 26, 0),
        ("meta-openapi", 16, 16, 0),
        ("piusalfred", 24, 30, 1),
        ("whatsapp-api-js", 45, 40, 1),
    ];
    for (file, bodies, items, unsupported) in expected {
        let path = corpora.join("webhooks").join(file).with_extension("jsonl");
        let text = std::fs::read_to_string(&path).expect("a readable file");
        let report = check::run(text.lines());
        let seen = (file, report.bodies, report.items, report.unsupported);
        assert_eq!(
            seen,
            (file, bodies, items, unsupported),
            "{:?}",
            report.strange
        );
        assert_eq!(report.rejected, 0, "{:?}", report.rejections);
    }
}
