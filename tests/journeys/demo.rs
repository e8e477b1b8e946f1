//! The demo shows what its script says it shows: whom the agent serves alone, and why a person is
//! called to the others.

use crate::world::{BIKES, CLINICA, Called, World};
use demo::Demo;
use serde_json::Value;
use simulator::script::{Part, Say, When};
use simulator::{CustomerId, Script, Written};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

#[tokio::test]
async fn each_customer_of_the_demo_shows_what_the_script_says() {
    let world = World::open().await;
    for part in Script::demo().unwrap().parts {
        play(&world, &part).await;
        let customer = part.customer.as_str();
        if part.shows == "routine" {
            world
                .thread_where(customer, "the agent has the last word", |thread| {
                    thread.last_author() == Some("agent")
                })
                .await;
            let row = world.row(customer).await.unwrap();
            assert_eq!(
                row["escalation"],
                Value::Null,
                "nobody is called for {customer}"
            );
        } else {
            let row = world
                .until(&format!("somebody is called for {customer}"), async || {
                    let row = world.row(customer).await;
                    row.filter(|row| row["escalation"].is_object())
                })
                .await;
            assert_eq!(
                row["escalation"]["trigger"],
                part.shows.as_str(),
                "{customer}"
            );
        }
    }
}

/// Has the customer write what the script says, each time the answer waited for has come.
async fn play(world: &World, part: &Part) {
    let number = if part.to == "clinica" { CLINICA } else { BIKES };
    let mut heard = 0;
    for step in &part.steps {
        if matches!(step.when, When::AfterAnswer(_)) {
            let answered = world.phone_with(number, part.customer.as_str(), "an answer", |chat| {
                chat.from_business().count() > heard
            });
            heard = answered.await.from_business().count();
        }
        if let Say::Words(words) = &step.say {
            world
                .simulator
                .customer_writes(number, &part.customer, Written::text(words))
                .unwrap();
        }
    }
}

#[tokio::test]
async fn the_other_side_is_told_also_to_somebody_who_hides_their_number() {
    let demo = Demo::open(Arc::new(Called::default())).await.unwrap();
    for (number, customer) in [(CLINICA, "sofia"), (CLINICA, "jorge"), (BIKES, "hannah")] {
        let customer = CustomerId::new(customer);
        let words = Written::text("quiero hablar con una persona, a human please");
        demo.simulator
            .customer_writes(number, &customer, words)
            .unwrap();
        let url = format!(
            "{}/events?number={number}",
            demo.simulator.phone_url(&customer)
        );
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let mut page = http.get(url).send().await.unwrap();
        let mut heard = String::new();
        let told = async {
            // A step is an object; as long as there is none, the list is empty.
            while !heard.lines().any(|line| line.starts_with("data: [{")) {
                let chunk = page.chunk().await.unwrap().expect("the page stays open");
                heard.push_str(&String::from_utf8_lossy(&chunk));
            }
        };
        let told = timeout(Duration::from_secs(30), told).await;
        assert!(told.is_ok(), "{customer} is told of nothing");
    }
    demo.close().await;
}
