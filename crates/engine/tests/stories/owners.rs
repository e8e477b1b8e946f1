//! Owners and operators change settings, the team and playbooks at the same time; nobody undoes what
//! somebody else did, and where they can't both have it, one is told.

use crate::stage::{Stage, wrote};
use serde_json::{Value, json};

/// How often two press at once: often enough that each way of being interleaved comes up.
const OFTEN: u32 = 40;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn an_agent_that_was_switched_off_stays_off_whatever_else_is_set() {
    let stage = Stage::open().await;
    for _ in 0..OFTEN {
        stage
            .ask("ana", "set_agent", json!({ "agent": "on" }))
            .await;
        let changed =
            |change| json!({ "playbook": "p", "trigger": "frustration", "change": change });
        let pin = changed(json!({ "change": "pin", "shift": 10 }));
        let free = changed(json!({ "change": "free" }));
        tokio::join!(
            stage.ask_beside("ana", "set_shift", pin),
            stage.ask_beside("bo", "set_agent", json!({ "agent": "off" })),
            stage.ask_beside("ana", "set_shift", free),
        );
        let status = stage.ask("ana", "status", json!({})).await;
        assert_eq!(status["agent"], "off");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_who_say_at_once_that_they_are_away_are_both_away() {
    let stage = Stage::open().await;
    for presence in ["away", "available"]
        .into_iter()
        .cycle()
        .take(OFTEN as usize)
    {
        let set = json!({ "presence": presence });
        tokio::join!(
            stage.ask_beside("ana", "set_presence", set.clone()),
            stage.ask_beside("bo", "set_presence", set.clone()),
        );
        // The team as it is kept, and as decisions look at it.
        let team = stage.ask("ana", "team", json!({})).await;
        let all: Vec<_> = team
            .as_array()
            .unwrap()
            .iter()
            .map(|one| &one["presence"])
            .collect();
        assert_eq!(all, [presence, presence]);
    }
}

#[tokio::test]
async fn what_somebody_had_who_leaves_the_team_waits_for_another_one() {
    let stage = Stage::open().await;
    let words = "¿tienen lugar mañana?";
    stage.delivers(&[wrote("M1", "5218187654321", words)]).await;
    let id = stage.talk_of(words).await.id;
    let asked = json!({ "conversation": id });
    let epoch = stage.ask("ana", "conversation", asked.clone()).await["row"]["epoch"].take();
    let take = json!({ "conversation": id, "epoch": epoch, "how": "button" });
    stage.ask("ana", "take_over", take.clone()).await;
    let gone = json!({ "operator": "ana" });
    stage.ask("bo", "remove_operator", gone).await;
    let view = stage.ask("bo", "conversation", asked).await;
    assert_eq!(view["row"]["holder"]["holder"], "waiting");
    assert_eq!(
        view["row"]["escalation"]["reason"]["because"],
        "holder_left"
    );
    // Her window may still be open.
    let refused = stage.try_ask("ana", "take_over", take).await.unwrap_err();
    assert_eq!(refused["problem"]["problem"], "nobody_sits");
}

#[tokio::test]
async fn what_a_colleague_has_stands_in_a_part_of_the_list_too() {
    let stage = Stage::open().await;
    let words = "¿tienen lugar mañana?";
    stage.delivers(&[wrote("M1", "5218187654321", words)]).await;
    let id = stage.talk_of(words).await.id;
    let take = json!({ "conversation": id, "epoch": 1, "how": "button" });
    stage.ask("ana", "take_over", take).await;
    for (who, view) in [("ana", "mine"), ("bo", "with_colleagues")] {
        for asked in ["needs_person", "mine", "with_colleagues", "with_agent"] {
            let query = json!({ "view": asked, "number": null, "after": null, "limit": 1 });
            let page = stage.ask(who, "inbox", query).await;
            let expected = u64::from(asked == view);
            assert_eq!(page["total"], expected, "{asked} of {who}");
            assert_eq!(page["rows"].as_array().unwrap().len() as u64, expected);
        }
    }
}

#[tokio::test]
async fn of_two_who_write_into_one_playbook_the_second_is_told() {
    let stage = Stage::open().await;
    let saved = stage
        .ask("ana", "save_playbook", json!({ "draft": draft("") }))
        .await;
    let seen = saved["revision"].clone();
    let keep = async |who, prompt| {
        let save = json!({ "draft": draft(prompt), "revision": seen });
        stage.try_ask(who, "save_playbook", save).await
    };
    keep("ana", "Abrimos a las 9.").await.unwrap();
    let refused = keep("bo", "Abrimos a las 10.").await.unwrap_err();
    assert_eq!(refused["code"], "stale");
    assert_eq!(refused["problem"]["problem"], "playbook_changed");
    let there = stage
        .ask("bo", "playbook", json!({ "playbook": "p" }))
        .await;
    assert_eq!(there["draft"]["prompt"], "Abrimos a las 9.");
    // Who wasn't told that it is kept may say so again.
    keep("ana", "Abrimos a las 9.").await.unwrap();
}

fn draft(prompt: &str) -> Value {
    json!({
        "id": "p", "version": 0, "business": "Clínica", "language": "es", "time_zone": "UTC",
        "prompt": prompt, "rules": [], "routes": {}, "sensitivity": {},
        "autonomy": "answer_sure",
        "pace": {
            "pause_ms": 4000, "longest_pause_ms": 15000, "most_agent_turns": 12,
            "close_after": 60, "turn_ends_after": null
        }
    })
}
