//! Everything a screen shows can be made again from the events, and events from their deliveries.

use crate::command_line::{relevo, run};
use crate::world::World;
use serde_json::{Value, json};
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

/// A world in which something of everything happened.
async fn lived_in() -> World {
    let world = World::open().await;
    world.writes("jorge", "¿Cuánto cuesta la limpieza dental?");
    world.heard("jorge", 1).await;
    world.writes("beto", "mejor que me llame alguien");
    world.held_by("beto", "waiting").await;
    world.takes_over("lupita", "beto").await.unwrap();
    world
        .says("lupita", "beto", "w1", "Claro, ¿a qué hora?")
        .await
        .unwrap();
    let note =
        json!({ "conversation": world.conversation("beto").await, "text": "prefiere la tarde" });
    world.ask("lupita", "note", note).await;
    world.writes(
        "carmen",
        "ya van tres veces que pido mi factura, qué pésimo servicio, estoy harta",
    );
    world.held_by("carmen", "waiting").await;
    world
        .until("the brief", async || {
            let view = world.view("carmen").await;
            view["escalation"]["brief"].is_object().then_some(())
        })
        .await;
    for customer in ["jorge", "beto", "carmen"] {
        world
            .thread_where(customer, "everything is read", |thread| {
                let ours = ["agent", "operator"].map(|author| thread.said_by(author));
                let mut ours = ours.iter().flatten();
                ours.all(|said| crate::thread::progress(said) == "read")
            })
            .await;
    }
    world
}

/// Everything a screen shows: lists, threads, search.
async fn shown(world: &World) -> Value {
    let mut shown = Vec::new();
    for view in ["needs_person", "mine", "with_agent", "all", "closed"] {
        let query = json!({ "view": view, "number": null, "after": null, "limit": 200 });
        shown.push(world.ask("lupita", "inbox", query).await);
    }
    for customer in ["jorge", "beto", "carmen"] {
        shown.push(world.view(customer).await);
        shown.push(Value::Array(world.thread(customer).await.0));
    }
    for text in ["limpieza", "factura", "tarde", "Beto"] {
        shown.push(
            world
                .ask("lupita", "search", json!({ "text": text, "limit": 20 }))
                .await,
        );
    }
    Value::Array(shown)
}

#[tokio::test]
async fn a_rebuilt_journal_shows_the_same_lists_threads_and_findings() {
    let mut world = lived_in().await;
    let before = shown(&world).await;
    world.close().await;
    let exported = relevo(&world, &["export"]).succeeds();
    let found = rebuilt(&world);
    assert_eq!(found["mended"], 0, "{found}");
    assert_eq!(found["restored"], 0, "{found}");
    assert_eq!(found["missing"], 0, "{found}");
    assert_eq!(relevo(&world, &["export"]).succeeds(), exported);
    world.start().await;
    assert_eq!(shown(&world).await, before);
    world.kept_every_promise().await;
}

#[tokio::test]
async fn events_that_were_lost_come_back_from_their_deliveries() {
    let mut world = lived_in().await;
    world.close().await;
    let exported = relevo(&world, &["export"]).succeeds();
    for kind in ["customer_wrote", "progressed"] {
        lose_the_latest(&world, kind).await;
    }
    relevo(&world, &["verify", "--json"]).fails();
    let found = rebuilt(&world);
    assert_eq!(found["restored"], 2, "{found}");
    assert_eq!(relevo(&world, &["export"]).succeeds(), exported);
    relevo(&world, &["verify", "--json"]).succeeds();
}

#[tokio::test]
async fn a_backup_of_a_running_relevo_is_whole() {
    let world = lived_in().await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy");
    let copy = copy.to_str().unwrap();
    relevo(&world, &["backup", copy]).succeeds();
    run(&["verify", "--data", copy]).succeeds();
    let exported = run(&["export", "--data", copy]).succeeds();
    assert!(exported.contains("ya van tres veces que pido mi factura"));
    // Nothing that is there is written over.
    relevo(&world, &["backup", copy]).fails();
}

fn rebuilt(world: &World) -> Value {
    serde_json::from_str(&relevo(world, &["rebuild", "--json"]).succeeds()).unwrap()
}

/// Loses the latest event of a kind, as a failing disk might.
async fn lose_the_latest(world: &World, kind: &str) {
    let file = SqliteConnectOptions::new().filename(world.folder().join("journal.db"));
    let mut file = SqliteConnection::connect_with(&file).await.unwrap();
    let lost = sqlx::query(
        "delete from events where seq =
         (select max(seq) from events where json_extract(fact, '$.fact') = ?)",
    );
    let lost = lost.bind(kind).execute(&mut file).await.unwrap();
    assert_eq!(lost.rows_affected(), 1);
    file.close().await.unwrap();
}
