//! A disk that fails in one place stops what needs that place, and nothing else.

use crate::world::World;
use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

#[tokio::test]
async fn what_is_due_is_done_while_nothing_can_be_taken_in() {
    let world = World::open().await;
    world.writes("beto", "quiero hablar con una persona");
    world.held_by("beto", "waiting").await;
    let announced = world.heard("beto", 1).await.len();
    world.takes_over("lupita", "beto").await.unwrap();
    let mut file = opened(&world).await;
    sqlx::query(
        "create trigger broken before update of decoded on deliveries
         begin select raise(abort, 'this page is broken'); end",
    )
    .execute(&mut file)
    .await
    .unwrap();
    world.writes("beto", "¿sigue ahí?");
    while waiting(&mut file).await == 0 {
        tokio::task::yield_now().await;
    }
    world
        .says("lupita", "beto", "w1", "Aquí estoy.")
        .await
        .unwrap();
    let heard = world.heard("beto", announced + 1).await;
    assert_eq!(heard.last().unwrap(), "Aquí estoy.");
    assert!(waiting(&mut file).await > 0, "what came in still waits");
}

async fn opened(world: &World) -> SqliteConnection {
    let file = SqliteConnectOptions::new().filename(world.folder().join("journal.db"));
    SqliteConnection::connect_with(&file).await.unwrap()
}

/// Deliveries that nobody has taken in.
async fn waiting(file: &mut SqliteConnection) -> i64 {
    sqlx::query_scalar("select count(*) from deliveries where decoded = 0")
        .fetch_one(file)
        .await
        .unwrap()
}
