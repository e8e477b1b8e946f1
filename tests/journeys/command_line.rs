//! The commands of `relevo` as a shell sees them: what they print, and how they end.

use crate::world::World;
use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, BufReader};

/// A command that ran.
pub(crate) struct Ran {
    what: String,
    output: Output,
}

/// Runs `relevo` over the data of `world`.
pub(crate) fn relevo(world: &World, arguments: &[&str]) -> Ran {
    let folder = world.folder().to_str().unwrap();
    run(&[arguments, &["--data", folder]].concat())
}

/// Runs `relevo` with these arguments.
pub(crate) fn run(arguments: &[&str]) -> Ran {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relevo"));
    let output = command.args(arguments).output().unwrap();
    Ran {
        what: arguments.join(" "),
        output,
    }
}

impl Ran {
    /// What it printed; it must have ended well.
    pub(crate) fn succeeds(self) -> String {
        let errors = String::from_utf8_lossy(&self.output.stderr);
        assert!(
            self.output.status.success(),
            "relevo {}: {errors}",
            self.what
        );
        String::from_utf8(self.output.stdout).unwrap()
    }

    /// What it printed; it must have ended with status 1.
    pub(crate) fn fails(self) -> String {
        assert_eq!(self.output.status.code(), Some(1), "relevo {}", self.what);
        String::from_utf8(self.output.stdout).unwrap()
    }
}

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn checked(file: &Path) -> Value {
    let printed = run(&["webhook", "check", file.to_str().unwrap(), "--json"]).succeeds();
    serde_json::from_str(&printed).unwrap()
}

#[tokio::test]
async fn verify_export_and_their_page_work_beside_a_running_relevo() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.heard("jorge", 1).await;
    let verified: Value =
        serde_json::from_str(&relevo(&world, &["verify", "--json"]).succeeds()).unwrap();
    assert_eq!(verified["ok"], true);
    for check in verified["checks"].as_array().unwrap() {
        assert_eq!(
            (&check["ok"], check["count"].is_u64()),
            (&Value::Bool(true), true),
            "{check}"
        );
    }
    let exported = relevo(&world, &["export"]).succeeds();
    let line: Value = serde_json::from_str(exported.lines().next().unwrap()).unwrap();
    assert_eq!(line["customer"]["name"], "Jorge Villarreal");
    let id = line["conversation"].as_str().unwrap();
    let page = relevo(&world, &["export", "--conversation", id, "--html"]).succeeds();
    assert!(page.contains("¿Cuánto cuesta la limpieza dental?") && page.contains("$750"));
    assert!(
        !page.contains("src=\"http") && !page.contains("<script src"),
        "it needs nothing else"
    );
}

#[tokio::test]
async fn a_demo_ends_when_told_although_a_browser_listens() {
    let mut demo = tokio::process::Command::new(env!("CARGO_BIN_EXE_relevo"))
        .args(["demo", "--quiet"])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    let link = lines.next_line().await.unwrap().unwrap();
    let (_, link) = link.split_once("http").unwrap();
    let (address, token) = link.split_once("/#token=").unwrap();
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let listening = http
        .get(format!("http{address}/api/changes"))
        .bearer_auth(token);
    let listening = listening.send().await.unwrap();
    assert_eq!(listening.status(), 200);
    let pid = demo.id().unwrap().to_string();
    let told = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(told.success());
    let ended = tokio::time::timeout(Duration::from_secs(20), demo.wait()).await;
    assert!(ended.expect("it ends").unwrap().success());
}

#[test]
fn every_command_explains_itself() {
    let help = run(&["--help"]).succeeds();
    for command in [
        "demo",
        "serve",
        "eval",
        "webhook",
        "rebuild",
        "verify",
        "export",
        "simulator",
    ] {
        assert!(help.contains(command), "{command} is missing in: {help}");
        assert!(run(&[command, "--help"]).succeeds().len() > 80);
    }
}

#[test]
fn a_mistake_on_the_command_line_is_a_message_and_a_status() {
    let nowhere = std::env::temp_dir().join("relevo-is-not-here");
    let ran = run(&["verify", "--data", nowhere.to_str().unwrap()]);
    assert!(!ran.output.status.success());
    assert!(!String::from_utf8_lossy(&ran.output.stderr).contains("panicked"));
    let open = run(&[
        "serve",
        "--listen",
        "0.0.0.0:0",
        "--data",
        nowhere.to_str().unwrap(),
    ]);
    assert!(String::from_utf8_lossy(&open.output.stderr).contains("--open"));
    open.fails();
}

#[test]
fn webhook_check_counts_our_own_bodies() {
    let folder = repository().join("crates/whatsapp/tests/fixtures");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let lines: Vec<String> = files
        .map(|file| {
            let body: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
            body.to_string()
        })
        .collect();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bodies.jsonl");
    std::fs::write(&file, lines.join("\n")).unwrap();
    let report = checked(&file);
    assert_eq!(report["bodies"], lines.len());
    assert_eq!(report["rejected"], 0);
    assert!(
        report["items"].as_u64() >= Some(lines.len() as u64 - 2),
        "{report}"
    );
}

#[test]
fn webhook_check_ends_with_status_1_where_a_body_is_rejected() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("bodies.jsonl");
    std::fs::write(&file, "this is no JSON\n").unwrap();
    let printed = run(&["webhook", "check", file.to_str().unwrap(), "--json"]).fails();
    let report: Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["rejected"], 1);
}

#[test]
fn a_reader_who_stops_reading_changes_nothing_about_the_verdict() {
    let folder = tempfile::tempdir().unwrap();
    let verdict = |body: &str| {
        let file = folder.path().join("bodies.jsonl");
        std::fs::write(&file, body).unwrap();
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut relevo = Command::new(env!("CARGO_BIN_EXE_relevo"));
        let check = relevo.arg("webhook").arg("check").arg(&file);
        let Output { status, stderr, .. } = check.stdout(writer).output().unwrap();
        (status.code(), String::from_utf8(stderr).unwrap())
    };
    assert_eq!(verdict("this is no JSON\n"), (Some(1), String::new()));
    assert_eq!(
        verdict("{\"object\":\"whatsapp_business_account\",\"entry\":[]}\n").0,
        Some(0)
    );
}

#[test]
fn webhook_check_rejects_none_of_the_public_bodies() {
    let shared =
        std::env::var_os("RELEVO_SHARED").map_or(repository().join("../shared"), PathBuf::from);
    let folder = shared.join("corpora/webhooks");
    let Ok(files) = std::fs::read_dir(&folder) else {
        eprintln!("skipped: {} is not there", folder.display());
        return;
    };
    let files = files.map(|file| file.unwrap().path());
    let reports = files
        .filter(|file| file.extension().is_some_and(|end| end == "jsonl"))
        .map(|file| checked(&file));
    let (bodies, rejected) = reports.fold((0, 0), |(bodies, rejected), report| {
        let count = |key: &str| report[key].as_u64().unwrap();
        (bodies + count("bodies"), rejected + count("rejected"))
    });
    assert_eq!((bodies, rejected), (87, 0));
}
