//! Scripted customers on a clock that jumps from one moment to the next.

use serde_json::Value;
use simulator::{CustomerId, Script, WriteError};

use crate::support::{BIKES, CLINICA, START, Stage, stage};

fn script(steps: &str) -> Script {
    let part = format!(
        r#"{{ "customer": "jorge", "to": "clinica", "shows": "routine", "steps": {steps} }}"#
    );
    Script::from_json(&format!(r#"{{ "about": "", "parts": [{part}] }}"#)).unwrap()
}

async fn next_words(stage: &mut Stage) -> (String, i64) {
    stage.clock.advance_to_next_sleeper().await;
    let message = stage.business.message().await;
    let at: i64 = message["timestamp"].as_str().unwrap().parse().unwrap();
    (
        message["text"]["body"]
            .as_str()
            .unwrap_or_default()
            .to_owned(),
        at - START / 1_000,
    )
}

#[tokio::test]
async fn words_come_at_their_second_and_thanks_come_after_the_answer() {
    let mut stage = stage().await;
    let steps = r#"[
        { "at": 4, "say": "hola" },
        { "at": 6, "say": "¿cuánto cuesta?" },
        { "after_answer": 8, "say": "gracias" }
    ]"#;
    stage.simulator.play(&script(steps)).unwrap();
    assert_eq!(next_words(&mut stage).await, ("hola".to_owned(), 4));
    assert_eq!(
        next_words(&mut stage).await,
        ("¿cuánto cuesta?".to_owned(), 6)
    );

    stage.pass(60_000);
    stage.send_text("+528155500202", "$750").await;
    // Statuses come first; the script waits for eight seconds after the answer.
    for expected in ["sent", "delivered", "read"] {
        stage.clock.advance_to_next_sleeper().await;
        assert_eq!(stage.business.status().await["status"], expected);
    }
    assert_eq!(next_words(&mut stage).await, ("gracias".to_owned(), 74));
}

#[tokio::test]
async fn a_reaction_goes_to_the_last_thing_the_business_wrote() {
    let mut stage = stage().await;
    let steps = r#"[
        { "at": 1, "say": "hola" },
        { "after_answer": 0, "say": { "react": "👍" } }
    ]"#;
    stage.simulator.play(&script(steps)).unwrap();
    next_words(&mut stage).await;
    let (_, answer) = stage.send_text("+528155500202", "¡Hola!").await;
    let reaction = stage.business.message().await;
    assert_eq!(
        reaction["reaction"]["message_id"],
        answer["messages"][0]["id"]
    );
    assert_eq!(reaction["reaction"]["emoji"], "👍");
}

#[tokio::test]
async fn a_script_for_somebody_unknown_plays_nothing_at_all() {
    let stage = stage().await;
    let mut unknown = script(r#"[{ "at": 0, "say": "hola" }]"#);
    unknown.parts[0].customer = CustomerId::new("nobody");
    let error = stage.simulator.play(&unknown).unwrap_err();
    assert_eq!(error, WriteError::NoSuchCustomer(CustomerId::new("nobody")));
}

#[tokio::test]
async fn the_demo_has_everybody_write_within_two_minutes() {
    let mut stage = stage().await;
    stage.simulator.play(&Script::demo().unwrap()).unwrap();
    let mut writers = std::collections::BTreeSet::new();
    while writers.len() < 8 {
        stage.clock.advance_to_next_sleeper().await;
        let arrived = stage.business.next().await.json();
        let value: &Value = &arrived["entry"][0]["changes"][0]["value"];
        let number = value["metadata"]["phone_number_id"].as_str().unwrap();
        assert!([CLINICA, BIKES].contains(&number));
        let at: i64 = value["messages"][0]["timestamp"]
            .as_str()
            .unwrap()
            .parse()
            .unwrap();
        assert!(at <= START / 1_000 + 120);
        writers.insert(value["contacts"][0]["user_id"].to_string());
    }
}
