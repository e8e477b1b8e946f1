//! Every query of the journal is explained by SQLite itself: none may walk through a table that
//! grows, so that a screen costs the same with ten thousand messages and with five million.
#![allow(missing_docs, clippy::unwrap_used)]

mod support;

use journal::Journal;
use sqlx::Row;
use std::path::Path;
use support::raw;

/// Tables that grow with every message, customer or delivery.
const GROWING: [&str; 15] = [
    "deliveries",
    "events",
    "states",
    "work",
    "claims",
    "set_aside",
    "parked",
    "inbox",
    "entries",
    "customers",
    "identities",
    "sent",
    "escalations",
    "answers",
    "hours",
];

/// Queries that may walk through everything, and why.
const MAY_WALK: [(&str, &str); 20] = [
    (
        "select exists(select 1 from inbox)",
        "it stops at the first row",
    ),
    ("delete from answers", "rebuilding empties it"),
    ("delete from customers", "rebuilding empties it"),
    ("delete from entries", "rebuilding empties it"),
    ("delete from escalations", "rebuilding empties it"),
    ("delete from hours", "rebuilding empties it"),
    ("delete from identities", "rebuilding empties it"),
    ("delete from inbox", "rebuilding empties it"),
    (
        "union select conversation from marks",
        "renewing goes through all calls, once",
    ),
    ("delete from sent", "rebuilding empties it"),
    ("delete from states", "rebuilding empties it"),
    ("select count(*) from states", "rebuilding counts"),
    (
        "lead(seq) over (order by seq)",
        "rebuilding looks for what is lost",
    ),
    ("from deliveries", "verify counts deliveries"),
    ("sqlite_sequence", "verify counts events"),
    (
        "indexed by work_claimed",
        "the index holds only what is claimed",
    ),
    (
        "set_aside.why = 'undecided'",
        "the index holds only what could not be stored",
    ),
    (
        "sent.message <> ''\n             order by parked.n",
        "what a crash left is looked for once, at the start",
    ),
    ("'operator_messages'", "one row per hour, not per message"),
    (
        "group by holder, operator",
        "counts of the list: one row per conversation, from an index",
    ),
];

#[tokio::test]
async fn no_query_walks_through_a_table_that_grows() {
    let journal = Journal::temporary().await.unwrap();
    let db = raw(journal.path()).await;
    let mut explained = 0;
    let mut walks = Vec::new();
    for query in queries() {
        let explain = sqlx::AssertSqlSafe(format!("explain query plan {query}"));
        let plan = sqlx::query(explain).fetch_all(&db).await.unwrap();
        explained += 1;
        for line in plan {
            let line: String = line.get("detail");
            if is_walk(&line) && !may_walk(&query) {
                walks.push(format!("{line}\n  {query}"));
            }
        }
    }
    assert!(explained > 80, "only {explained} queries were found");
    assert!(walks.is_empty(), "{}", walks.join("\n\n"));
}

#[tokio::test]
async fn the_pages_of_a_list_come_in_order_from_an_index() {
    let journal = Journal::temporary().await.unwrap();
    let db = raw(journal.path()).await;
    let pages: Vec<String> = queries()
        .into_iter()
        .filter(|query| query.starts_with("select stake"))
        .collect();
    assert_eq!(pages.len(), 4);
    for query in pages {
        let explain = sqlx::AssertSqlSafe(format!("explain query plan {query}"));
        for line in sqlx::query(explain).fetch_all(&db).await.unwrap() {
            let line: String = line.get("detail");
            assert!(!line.contains("TEMP B-TREE"), "{line}\n{query}");
        }
    }
}

/// The queries as the compiler saw them.
fn queries() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(".sqlx");
    std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let json = std::fs::read_to_string(file.unwrap().path()).unwrap();
            let described: serde_json::Value = serde_json::from_str(&json).unwrap();
            described["query"].as_str().unwrap().to_owned()
        })
        .collect()
}

/// Whether a line of a plan says that a growing table is gone through from end to end.
fn is_walk(line: &str) -> bool {
    GROWING
        .iter()
        .any(|table| line.split_whitespace().take(2).eq(["SCAN", table]))
}

fn may_walk(query: &str) -> bool {
    MAY_WALK.iter().any(|(part, _)| query.contains(part))
}
