//! The commands of `relevo` as a shell sees them: what they print, and how they end.

use crate::thread::progress;
use crate::world::World;
use serde_json::{Value, json};
use simulator::Fault;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};

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

/// A demo that nobody writes in, and where its inbox is.
async fn demo() -> (tokio::process::Child, String, String) {
    let mut demo = tokio::process::Command::new(env!("CARGO_BIN_EXE_relevo"))
        .args(["demo", "--quiet"])
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    let link = lines.next_line().await.unwrap().unwrap();
    // All it says is read, so that it doesn't speak into a closed pipe.
    while !lines
        .next_line()
        .await
        .unwrap()
        .unwrap()
        .starts_with("Stop")
    {}
    let (_, link) = link.split_once("http").unwrap();
    let (address, token) = link.split_once("/#token=").unwrap();
    let address = address.trim_start_matches("://").to_owned();
    let token = token.to_owned();
    (demo, address, token)
}

/// Tells it to stop; it must end well, and soon.
async fn ends_when_told(mut demo: tokio::process::Child) {
    let pid = demo.id().unwrap().to_string();
    let told = Command::new("kill").args(["-TERM", &pid]).status().unwrap();
    assert!(told.success());
    let ended = tokio::time::timeout(Duration::from_secs(20), demo.wait()).await;
    assert!(ended.expect("it ends").unwrap().success());
}

#[tokio::test]
async fn a_demo_ends_when_told_although_a_browser_listens() {
    let (demo, address, token) = demo().await;
    let http = reqwest::Client::builder().no_proxy().build().unwrap();
    let listening = http
        .get(format!("http://{address}/api/changes"))
        .bearer_auth(token);
    let listening = listening.send().await.unwrap();
    assert_eq!(listening.status(), 200);
    ends_when_told(demo).await;
}

#[tokio::test]
async fn a_demo_ends_when_told_although_somebody_is_in_the_middle_of_asking() {
    let (demo, address, _) = demo().await;
    let mut head = tokio::net::TcpStream::connect(&address).await.unwrap();
    head.write_all(b"GET / HTTP/1.1\r\nHost: 127")
        .await
        .unwrap();
    let mut body = tokio::net::TcpStream::connect(&address).await.unwrap();
    let half = format!(
        "POST /enter HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n\
         Content-Length: 90\r\n\r\n{{"
    );
    body.write_all(half.as_bytes()).await.unwrap();
    ends_when_told(demo).await;
}

#[tokio::test]
async fn a_backup_is_a_whole_relevo_that_only_its_owner_can_read() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.heard("jorge", 1).await;
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("backup");
    let name = folder.to_str().unwrap();
    relevo(&world, &["backup", name]).succeeds();
    run(&["verify", "--data", name]).succeeds();
    let exported = run(&["export", "--data", name]).succeeds();
    assert!(exported.contains("Jorge Villarreal"));
    #[cfg(unix)]
    assert_eq!(
        (rights(&folder), rights(&folder.join("journal.db"))),
        (0o700, 0o600)
    );
    relevo(&world, &["backup", name]).fails();
    run(&["verify", "--data", name]).succeeds();
}

#[tokio::test]
async fn a_backup_is_not_made_among_the_files_it_copies() {
    let world = World::open().await;
    let media = world.folder().join("media");
    std::fs::create_dir_all(&media).unwrap();
    let inside = media.join("backup");
    relevo(&world, &["backup", inside.to_str().unwrap()]).fails();
    assert!(!inside.exists(), "nothing is left of it");
}

#[tokio::test]
async fn an_export_that_fails_leaves_the_last_one_alone() {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.heard("jorge", 1).await;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("last.jsonl");
    let name = file.to_str().unwrap();
    relevo(&world, &["export", "-o", name]).succeeds();
    let last = std::fs::read_to_string(&file).unwrap();
    assert!(last.contains("Jorge Villarreal"));
    #[cfg(unix)]
    assert_eq!(rights(&file), 0o600, "customers' words are nobody else's");
    relevo(&world, &["export", "--conversation", "typo", "-o", name]).fails();
    assert_eq!(std::fs::read_to_string(&file).unwrap(), last);
    let left = std::fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(left, 1, "and nothing beside it");
}

/// What others may do with a file.
#[cfg(unix)]
fn rights(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

#[tokio::test]
async fn a_page_says_who_spoke_and_what_never_left() {
    let world = World::open().await;
    let mut eva = world.ask("lupita", "team", json!({})).await[0].clone();
    (eva["id"], eva["name"]) = (json!(""), json!("Eva Ruiz"));
    let team = world.ask("lupita", "save_operator", eva).await;
    let team = team.as_array().unwrap();
    let eva = team.iter().find(|person| person["name"] == "Eva Ruiz");
    let operator = json!({ "operator": eva.unwrap()["id"] });
    world.ask("eva", "act_as", operator).await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    world.heard("beto", 1).await;
    world.takes_over("eva", "beto").await.unwrap();
    world.simulator.inject(Fault::Refuse {
        code: 131_026,
        count: 1,
    });
    world.says("eva", "beto", "w1", "Hola Beto").await.unwrap();
    world
        .thread_where("beto", "it was refused", |thread| {
            let said = thread.said_by("operator");
            said.iter().any(|said| progress(said) == "failed")
        })
        .await;
    let view = world.view("beto").await;
    let id = view["row"]["conversation"].as_str().unwrap();
    let page = relevo(&world, &["export", "--conversation", id, "--html"]).succeeds();
    assert!(page.contains("Eva Ruiz took the conversation"), "{page}");
    let (_, said) = page.split_once("Hola Beto").unwrap();
    assert!(said.starts_with("<strong>not sent</strong>"), "{said}");
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
        "backup",
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
    let rebuilt = run(&["rebuild", "--data", nowhere.to_str().unwrap()]);
    assert!(String::from_utf8_lossy(&rebuilt.output.stderr).contains("no journal"));
    rebuilt.fails();
    assert!(!nowhere.exists(), "a mistyped folder isn't made");
    let page = run(&["serve", "--host", "https://relevo.example.com"]);
    assert!(String::from_utf8_lossy(&page.output.stderr).contains("relevo.example.com"));
    assert_eq!(page.output.status.code(), Some(2));
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
fn a_hub_that_cant_start_says_what_to_mend() {
    let folder = tempfile::tempdir().unwrap();
    let serve = |listen: &str| {
        let data = folder.path().to_str().unwrap();
        let ran = run(&["serve", "--open", "--data", data, "--listen", listen]);
        let said = String::from_utf8_lossy(&ran.output.stderr).into_owned();
        ran.fails();
        said
    };
    // An address of documentation, which no machine has.
    let nowhere = serve("192.0.2.1:7878");
    assert!(!nowhere.contains("in use"), "{nowhere}");
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let taken = serve(&taken.local_addr().unwrap().to_string());
    assert!(taken.contains("in use"), "{taken}");
    let secrets = folder.path().join("secrets.json");
    std::fs::write(&secrets, "").unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        std::fs::set_permissions(&secrets, std::fs::Permissions::from_mode(0o600)).unwrap();
    }
    let empty = serve("127.0.0.1:0");
    assert!(empty.contains("secrets.json"), "{empty}");
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
