//! Keeps the borders that `crates/README.md` speaks of. It looks at the files git knows and at what
//! Cargo says of the workspace; it runs nothing of Relevo and needs no network.
//!
//! A check that fails names the files, so that mending needs no second look. Files that have grown
//! long are only printed: `cargo test -p hub --test tidy -- --nocapture`.

#![allow(
    clippy::unwrap_used,
    reason = "the helpers of tests may panic as tests do"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Past this many lines a file is mentioned.
const LONG: usize = 400;

/// What a pure crate must not reach, however indirectly.
const IMPURE: [&str; 10] = [
    "async-trait",
    "axum",
    "futures",
    "getrandom",
    "hyper",
    "mio",
    "rand",
    "reqwest",
    "sqlx",
    "tokio",
];

#[test]
fn every_rust_file_opens_by_saying_what_it_is() {
    let silent: Vec<PathBuf> = files()
        .into_iter()
        .filter(|file| has_ending(file, &["rs"]) && !text(file).starts_with("//!"))
        .collect();
    assert!(silent.is_empty(), "no //! at the top: {silent:#?}");
}

#[test]
fn the_dependency_table_is_what_cargo_says() {
    let table = dependency_table(&text(Path::new("crates/README.md")));
    assert_eq!(table, workspace_edges());
}

#[test]
fn the_pure_crates_reach_no_clock_network_disk_or_chance() {
    for pure in ["conversation", "triggers"] {
        let closure = closure_of(pure);
        assert!(closure.contains(pure), "cargo tree printed no {pure}");
        let impure: Vec<_> = IMPURE
            .iter()
            .filter(|name| closure.contains(**name))
            .collect();
        assert!(impure.is_empty(), "{pure} reaches {impure:?}");
    }
}

#[test]
fn sql_is_in_the_journal_alone() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let speaks_sql = built_on(&package).any(|on| on == "sqlx" || on == "libsqlite3-sys");
        assert_eq!(speaks_sql, name == "journal", "{name}");
    }
    let strays: Vec<_> = files()
        .into_iter()
        .filter(|file| !file.starts_with("crates/journal") && has_ending(file, &["sql"]))
        .collect();
    assert!(strays.is_empty(), "SQL outside the journal: {strays:#?}");
}

#[test]
fn only_the_shell_knows_tauri() {
    for package in packages() {
        let name = package["name"].as_str().unwrap();
        let knows = built_on(&package).any(|on| on.starts_with("tauri"));
        assert_eq!(knows, name == "relevo-desktop", "{name}");
    }
}

#[test]
fn the_shells_own_tests_are_run_by_name() {
    // Plain `cargo test` leaves the root package out.
    let checks = text(Path::new("scripts/test"));
    let runs = |line: &str| line.contains("cargo test") && line.contains("-p relevo-desktop");
    assert!(checks.lines().any(runs), "scripts/test leaves them out");
}

#[test]
fn the_engine_asks_meta_from_the_outbox_and_the_numbers_page_only() {
    let strays = mentions(&["meta()"], |file| {
        file.starts_with("crates/engine/src")
            && !file.starts_with("crates/engine/src/outbox")
            && file != Path::new("crates/engine/src/api/numbers.rs")
            && !file.starts_with("crates/engine/src/api/numbers")
            && file != Path::new("crates/engine/src/api/templates.rs")
    });
    assert!(
        strays.is_empty(),
        "these speak to WhatsApp by themselves: {strays:#?}"
    );
}

#[test]
fn the_interface_asks_through_its_api_folder_only() {
    let doors = [
        "fetch(",
        "invoke(",
        "new EventSource",
        "new XMLHttpRequest",
        "new WebSocket",
        "@tauri-apps/",
    ];
    let strays = mentions(&doors, |file| {
        file.starts_with("ui/src")
            && !file.starts_with("ui/src/api")
            && has_ending(file, &["ts", "svelte"])
    });
    assert!(strays.is_empty(), "these ask by themselves: {strays:#?}");
}

#[test]
fn links_in_the_pages_lead_to_files() {
    let mut dead = Vec::new();
    for page in files().iter().filter(|file| has_ending(file, &["md"])) {
        let folder = page.parent().unwrap();
        for target in link_targets(&text(page)) {
            if !root().join(folder).join(&target).exists() {
                dead.push(format!("{}: {target}", page.display()));
            }
        }
    }
    assert!(dead.is_empty(), "dead links: {dead:#?}");
}

#[test]
fn nothing_tells_of_the_machine_it_was_written_on() {
    // Put together here, so that this file doesn't find itself.
    let folders = ["work", "root", "home"].map(|name| format!("/{name}/"));
    let folders: Vec<&str> = folders.iter().map(String::as_str).collect();
    let strays = mentions(&folders, |_| true);
    assert!(strays.is_empty(), "folders of one machine: {strays:#?}");
}

#[test]
fn packages_come_from_the_public_registries() {
    let lock = text(Path::new("Cargo.lock"));
    let crates_io = "source = \"registry+https://github.com/rust-lang/crates.io-index\"";
    let elsewhere: BTreeSet<_> = lock
        .lines()
        .filter(|line| line.starts_with("source = ") && *line != crates_io)
        .collect();
    assert!(elsewhere.is_empty(), "Cargo.lock: {elsewhere:?}");

    for file in files()
        .iter()
        .filter(|file| file.ends_with("package-lock.json"))
    {
        let lock: serde_json::Value = serde_json::from_str(&text(file)).unwrap();
        let packages = lock["packages"].as_object().unwrap();
        // npm leaves the address out when told to; where it stands it must be npm's own.
        let elsewhere: BTreeSet<_> = packages
            .values()
            .filter_map(|package| package["resolved"].as_str())
            .filter(|address| !address.starts_with("https://registry.npmjs.org/"))
            .collect();
        assert!(elsewhere.is_empty(), "{}: {elsewhere:?}", file.display());
    }
    let own = mentions(&["registry="], |file| file.ends_with(".npmrc"));
    assert!(own.is_empty(), "registries of one machine: {own:?}");
}

#[test]
fn long_files_are_mentioned() {
    let mut long: Vec<(usize, PathBuf)> = files()
        .into_iter()
        .filter(|file| has_ending(file, &["rs", "ts", "js", "svelte", "css"]))
        .filter(|file| !file.ends_with("bindings.gen.ts"))
        .map(|file| (text(&file).lines().count(), file))
        .filter(|(lines, _)| *lines > LONG)
        .collect();
    long.sort();
    for (lines, file) in long.iter().rev() {
        println!("{lines} lines: {}", file.display());
    }
}

/// The root of the repository.
fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../..")
        .canonicalize()
        .unwrap()
}

/// Every file that is kept in git and still there, relative to the root.
fn files() -> Vec<PathBuf> {
    let listed = output(Command::new("git").args(["ls-files", "-z"]));
    let files: Vec<PathBuf> = listed
        .split('\0')
        .filter(|name| !name.is_empty())
        .map(PathBuf::from)
        .collect();
    assert!(
        !files.is_empty(),
        "git names no files; these checks need a git checkout"
    );
    files
        .into_iter()
        .filter(|file| root().join(file).is_file())
        .collect()
}

/// A file's text; nothing for pictures, fonts and weights.
fn text(file: &Path) -> String {
    let bytes = std::fs::read(root().join(file)).unwrap();
    String::from_utf8(bytes).unwrap_or_default()
}

fn has_ending(file: &Path, endings: &[&str]) -> bool {
    file.extension()
        .is_some_and(|ending| endings.iter().any(|one| ending == *one))
}

/// Files within `scope` that hold one of `words`.
fn mentions(words: &[&str], scope: impl Fn(&Path) -> bool) -> Vec<PathBuf> {
    let holds = |file: &PathBuf| {
        let text = text(file);
        words.iter().any(|word| text.contains(word))
    };
    files()
        .into_iter()
        .filter(|file| scope(file) && holds(file))
        .collect()
}

/// The standard output of a command that must succeed, run at the root.
fn output(command: &mut Command) -> String {
    let done = command.current_dir(root()).output().unwrap();
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}

/// The packages of the workspace, as Cargo describes them.
fn packages() -> Vec<serde_json::Value> {
    let cargo = [
        "metadata",
        "--no-deps",
        "--offline",
        "--format-version",
        "1",
    ];
    let described = output(Command::new(env!("CARGO")).args(cargo));
    let described: serde_json::Value = serde_json::from_str(&described).unwrap();
    described["packages"].as_array().unwrap().clone()
}

/// The names of everything a package names as a dependency, also for its tests and its build.
fn dependencies(package: &serde_json::Value) -> impl Iterator<Item = &str> {
    package["dependencies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|on| on["name"].as_str().unwrap())
}

/// What a package is built on; what only its tests use is left out.
fn built_on(package: &serde_json::Value) -> impl Iterator<Item = &str> {
    let all = package["dependencies"].as_array().unwrap().iter();
    all.filter(|on| on["kind"] != "dev")
        .map(|on| on["name"].as_str().unwrap())
}

/// Which package of the workspace uses which others.
fn workspace_edges() -> BTreeMap<String, BTreeSet<String>> {
    let packages = packages();
    let name = |package: &serde_json::Value| package["name"].as_str().unwrap().to_owned();
    let own: BTreeSet<String> = packages.iter().map(name).collect();
    let uses = |package| {
        dependencies(package)
            .filter(|on| own.contains(*on))
            .map(str::to_owned)
            .collect()
    };
    packages
        .iter()
        .map(|package| (name(package), uses(package)))
        .collect()
}

/// Everything that is compiled into a crate, by name.
fn closure_of(package: &str) -> BTreeSet<String> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args([
        "tree",
        "--offline",
        "--edges",
        "normal",
        "--prefix",
        "none",
        "--package",
        package,
    ]);
    let lines = output(&mut cargo);
    lines
        .lines()
        .filter_map(|line| line.split(' ').next())
        .map(str::to_owned)
        .collect()
}

/// The rows below `| crate | may use |`, by crate.
fn dependency_table(page: &str) -> BTreeMap<String, BTreeSet<String>> {
    let rows = page
        .lines()
        .skip_while(|line| !line.starts_with("| crate | may use |"))
        .skip(2);
    rows.map_while(|line| line.strip_prefix('|'))
        .map(|row| {
            let mut cells = row.split('|').map(in_code);
            let name = cells.next().unwrap_or_default().pop_first().unwrap();
            (name, cells.next().unwrap_or_default())
        })
        .collect()
}

/// What stands between backticks.
fn in_code(cell: &str) -> BTreeSet<String> {
    cell.split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

/// Where the links and pictures of a page lead, as far as that is a file: no address, no anchor.
fn link_targets(page: &str) -> Vec<String> {
    page.split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .map(|target| target.split('#').next().unwrap_or_default().to_owned())
        .filter(|target| !target.is_empty() && !target.contains("://") && !target.contains(' '))
        .collect()
}
