//! Bodies from the tests of public projects, and Meta's list of error codes, read where they lie
//! beside the repository.
//!
//! They are not part of the repository. Where the folder is missing, the tests say so.

use std::path::PathBuf;

use whatsapp::check;
use whatsapp::client::codes::{self, Reaction};

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

#[test]
fn every_known_code_is_mapped_and_never_retried_against_advice() {
    let Some(corpora) = corpora() else { return };
    let text = std::fs::read_to_string(corpora.join("error_codes.json")).expect("a readable file");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&text).expect("a list");
    assert_eq!(rows.len(), 63);
    for row in rows {
        let name = row["code"].as_str().expect("a code");
        for code in name.split('-') {
            let code = code.parse().expect("a number");
            let (reaction, _) = codes::look_up(code).unwrap_or_else(|| panic!("{code} is missing"));
            let transient = ["rate_", "transient", "generic"];
            let class = row["klass"].as_str().expect("a class");
            let may_repeat = transient.iter().any(|start| class.starts_with(start));
            assert_eq!(
                repeats(reaction),
                may_repeat,
                "{code} is {class}, and is {reaction:?}"
            );
        }
    }
}

fn repeats(reaction: Reaction) -> bool {
    match reaction {
        Reaction::Again
        | Reaction::AgainAFewTimes
        | Reaction::AfterUpgrade
        | Reaction::Pair
        | Reaction::Throughput
        | Reaction::Quota => true,
        Reaction::WindowClosed | Reaction::Never(_) | Reaction::Stop(_) => false,
    }
}
