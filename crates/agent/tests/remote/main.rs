//! Language models, against a scripted server on loopback that speaks the providers' protocols.

mod says;
mod server;

use agent::{Answer, Ask, Drafter, Key, NoAnswer, Provider, Remote, RemoteConfig};
use conversation::ids::{MessageId, PlaybookId};
use conversation::language::Language;
use conversation::playbook::Playbook;
use conversation::signal::{Reason, Source, Trigger};
use conversation::state::{Speaker, Turn};
use conversation::time::Timestamp;
use says::{EVERY, cut_off, declines, hands_over, says};
use serde_json::{Value, json};
use server::{Script, Server, server};
use std::sync::Arc;
use std::time::Duration;
use triggers::{Guide, GuideSource};

fn remote(provider: Provider, url: &str, timeout: Duration) -> Remote {
    Remote::new(RemoteConfig {
        provider,
        model: "m".to_owned(),
        base_url: Some(url.to_owned()),
        key: Some(Key::new("sk-very-secret")),
        timeout,
    })
    .expect("a client")
    .pausing(Duration::ZERO)
}

fn ask() -> Ask {
    let mut playbook = Playbook::blank(PlaybookId::new("p"), "Lumbre", Language::En);
    playbook.prompt = "- Cleaning: $850, takes 45 minutes\n- Crown: $7,800".to_owned();
    let guide = Guide::new(&GuideSource::of_prompt(&playbook.prompt));
    let turn = |speaker, words: &str| Turn {
        speaker,
        at: Timestamp::from_seconds(1_700_000_000),
        id: MessageId::new(words),
        words: words.to_owned(),
    };
    Ask {
        playbook: Arc::new(playbook),
        guide: Arc::new(guide),
        turns: vec![
            turn(Speaker::Customer, "hi"),
            turn(Speaker::Agent, "Hi! How can I help?"),
            turn(Speaker::Customer, "how much is a cleaning"),
            turn(Speaker::Customer, "and how long"),
        ],
        language: Some(Language::En),
        briefing: None,
        customer: None,
    }
}

async fn draft(provider: Provider, script: Script) -> (Result<Answer, NoAnswer>, Server) {
    let server = server(script).await;
    let answer = remote(provider, &server.url, Duration::from_secs(20))
        .draft(&ask())
        .await;
    (answer, server)
}

#[tokio::test]
async fn every_provider_answers_from_the_playbook() {
    for provider in EVERY {
        let script = Script::Answers(
            200,
            says(provider, "A cleaning is $850 and takes 45 minutes."),
        );
        let (answer, server) = draft(provider, script).await;
        let Ok(Answer::Reply {
            text,
            sources,
            confidence,
            ..
        }) = answer
        else {
            panic!("{provider:?}: {answer:?}");
        };
        assert_eq!(text, "A cleaning is $850 and takes 45 minutes.");
        assert!(confidence.0 >= 500);
        assert!(
            sources.iter().any(|source| source.text.contains("$850")),
            "{sources:?}"
        );
        let got = server.got.lock().expect("not poisoned");
        let body = got[0].1.to_string();
        assert!(body.contains("hand_over"), "{provider:?} got no tool");
        assert!(
            body.contains("how much is a cleaning\\nand how long"),
            "{provider:?}: {body}"
        );
        assert!(
            body.contains("Crown: $7,800"),
            "{provider:?} got no playbook"
        );
    }
}

#[tokio::test]
async fn every_provider_hands_over_by_a_tool_call() {
    for provider in EVERY {
        let (answer, _server) = draft(provider, Script::Answers(200, hands_over(provider))).await;
        let Ok(Answer::HandOver { signal }) = answer else {
            panic!("{provider:?}: {answer:?}");
        };
        assert_eq!(signal.trigger, Trigger::HighValue);
        assert_eq!(signal.source, Source::Agent);
        assert_eq!(
            signal.reason,
            Reason::AgentSaysSo {
                why: "They want forty.".to_owned()
            }
        );
        assert_eq!(signal.evidence.len(), 2, "both messages of the burst");
    }
}

#[tokio::test]
async fn a_price_that_was_made_up_never_reaches_the_customer() {
    for provider in EVERY {
        let script = Script::Answers(200, says(provider, "A cleaning is $790."));
        let (answer, _server) = draft(provider, script).await;
        let Ok(Answer::HandOver { signal }) = answer else {
            panic!("{provider:?}: {answer:?}");
        };
        assert_eq!(signal.reason, Reason::AgentUnsure);
    }
}

#[tokio::test]
async fn an_answer_it_gave_before_is_not_given_again() {
    let script = Script::Answers(200, says(Provider::OpenAi, "Hi! How can I help?"));
    let (answer, _server) = draft(Provider::OpenAi, script).await;
    assert!(matches!(answer, Ok(Answer::HandOver { .. })), "{answer:?}");
}

#[tokio::test]
async fn a_wrong_key_is_somebodys_task_and_the_key_is_not_shown() {
    for provider in EVERY {
        let body = json!({ "error": { "message": "bad key sk-very-secret" } }).to_string();
        let (answer, _server) = draft(provider, Script::Answers(401, body)).await;
        let Err(NoAnswer::Refused(said)) = answer else {
            panic!("{provider:?}: {answer:?}");
        };
        assert!(said.starts_with("401"), "{said}");
        assert!(!said.contains("secret"), "{said}");
    }
}

#[tokio::test]
async fn a_provider_in_trouble_is_unreachable() {
    for provider in EVERY {
        for code in [429, 500, 529] {
            let (answer, _server) = draft(provider, Script::Answers(code, "{}".to_owned())).await;
            assert!(
                matches!(answer, Err(NoAnswer::Unreachable(_))),
                "{provider:?}: {answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn garbage_is_unusable() {
    for provider in EVERY {
        for body in ["<html>", "{\"ok\":true}", ""] {
            let (answer, _server) = draft(provider, Script::Answers(200, body.to_owned())).await;
            assert!(
                matches!(answer, Err(NoAnswer::Unusable(_))),
                "{provider:?} {body}: {answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_model_that_takes_too_long_is_left() {
    for provider in EVERY {
        let server = server(Script::Hangs).await;
        let remote = remote(provider, &server.url, Duration::from_millis(50));
        let answer = remote.draft(&ask()).await;
        assert!(
            matches!(answer, Err(NoAnswer::TookTooLong { .. })),
            "{provider:?}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn nobody_at_the_address_is_unreachable() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0")
        .await
        .expect("a free port");
    let url = format!("http://{}/", listener.local_addr().expect("an address"));
    drop(listener);
    let answer = remote(Provider::Ollama, &url, Duration::from_secs(20))
        .draft(&ask())
        .await;
    assert!(
        matches!(answer, Err(NoAnswer::Unreachable(_))),
        "{answer:?}"
    );
}

#[tokio::test]
async fn the_settings_page_can_try_a_model() {
    for provider in EVERY {
        let server = server(Script::Answers(200, says(provider, "ready"))).await;
        let checked = remote(provider, &server.url, Duration::from_secs(20))
            .check()
            .await;
        assert_eq!(checked, Ok(()), "{provider:?}");
    }
}

#[tokio::test]
async fn a_model_that_hands_the_trial_over_can_hand_over() {
    for provider in EVERY {
        let server = server(Script::Answers(200, hands_over(provider))).await;
        let remote = remote(provider, &server.url, Duration::from_secs(20));
        assert_eq!(remote.check().await, Ok(()), "{provider:?}");
    }
}

#[tokio::test]
async fn a_model_that_takes_no_tools_fails_when_it_is_tried() {
    for provider in EVERY {
        let server = server(Script::TakesNoTools(says(provider, "ready"))).await;
        let remote = remote(provider, &server.url, Duration::from_secs(20));
        let Err(NoAnswer::Refused(said)) = remote.check().await else {
            panic!("{provider:?} would never answer");
        };
        assert_eq!(said, "400: gemma3:4b does not support tools");
    }
}

#[tokio::test]
async fn what_a_model_thinks_is_not_sent() {
    for provider in EVERY {
        for thought in [
            "<think>The playbook says $850, not $7,800.</think>\n",
            "The playbook says $850.\n</think>\n\n",
            "<think>$850</think>A crown?<think>No.</think>",
            "[THINK]$850[/THINK]",
        ] {
            let text = says(provider, &format!("{thought}A cleaning is $850."));
            let (answer, _server) = draft(provider, Script::Answers(200, text)).await;
            let Ok(Answer::Reply { text, .. }) = answer else {
                panic!("{provider:?} {thought}: {answer:?}");
            };
            assert_eq!(text, "A cleaning is $850.", "{provider:?}");
        }
        for thought in ["<think>A cleaning is $850.", "<think>$850</think>"] {
            let said = says(provider, thought);
            let (answer, _server) = draft(provider, Script::Answers(200, said)).await;
            assert!(
                matches!(answer, Err(NoAnswer::Unusable(_))),
                "{provider:?} {thought}: {answer:?}"
            );
        }
    }
}

#[tokio::test]
async fn a_model_has_room_to_think_and_none_for_a_long_answer() {
    for provider in EVERY {
        let long = says(provider, &"A cleaning is $850. ".repeat(200));
        let (answer, server) = draft(provider, Script::Answers(200, long)).await;
        assert!(
            matches!(answer, Err(NoAnswer::Unusable(_))),
            "{provider:?}: {answer:?}"
        );
        let got = server.got.lock().expect("not poisoned");
        let body = &got[0].1;
        let most = match provider {
            Provider::OpenAi | Provider::Anthropic => &body["max_tokens"],
            Provider::Gemini => &body["generationConfig"]["maxOutputTokens"],
            Provider::Ollama => &body["options"]["num_predict"],
        };
        // Fewer are thought away; more than 4,096 some models refuse.
        assert!(
            most.as_u64()
                .is_some_and(|most| (2_000..=4_096).contains(&most)),
            "{provider:?}: {body}"
        );
    }
}

#[test]
fn a_key_is_never_shown() {
    let remote = remote(
        Provider::OpenAi,
        "http://127.0.0.1:9/",
        Duration::from_secs(1),
    );
    assert!(!format!("{remote:?}").contains("secret"));
}

#[tokio::test]
async fn a_busy_provider_is_asked_once_more() {
    for provider in EVERY {
        let body = says(provider, "A cleaning is $850.");
        let (answer, server) = draft(provider, Script::Busy(0, body)).await;
        assert!(
            matches!(answer, Ok(Answer::Reply { .. })),
            "{provider:?}: {answer:?}"
        );
        assert_eq!(server.got.lock().expect("not poisoned").len(), 2);
    }
}

#[tokio::test]
async fn a_provider_that_asks_for_a_long_pause_is_not_waited_for() {
    for provider in EVERY {
        let body = says(provider, "A cleaning is $850.");
        let (answer, server) = draft(provider, Script::Busy(3600, body)).await;
        assert!(
            matches!(answer, Err(NoAnswer::Unreachable(_))),
            "{provider:?}: {answer:?}"
        );
        assert_eq!(server.got.lock().expect("not poisoned").len(), 1);
    }
}

#[tokio::test]
async fn nothing_is_asked_for_in_pieces() {
    for provider in EVERY {
        let (_, server) = draft(provider, Script::Answers(200, says(provider, "Hello!"))).await;
        let got = server.got.lock().expect("not poisoned");
        let (path, body) = &got[0];
        match provider {
            Provider::Gemini => assert!(path.ends_with(":generateContent"), "{path}"),
            // Without a word about it, Ollama streams.
            Provider::Ollama => assert_eq!(body["stream"], json!(false)),
            Provider::OpenAi | Provider::Anthropic => assert_ne!(body["stream"], json!(true)),
        }
    }
}

#[tokio::test]
async fn a_model_that_declines_leaves_it_to_a_person() {
    for provider in EVERY {
        let (answer, _server) = draft(provider, Script::Answers(200, declines(provider))).await;
        assert!(
            matches!(answer, Err(NoAnswer::Unusable(_))),
            "{provider:?}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn half_an_answer_is_none() {
    for provider in EVERY {
        let (answer, _server) = draft(provider, Script::Answers(200, cut_off(provider))).await;
        assert!(
            matches!(answer, Err(NoAnswer::Unusable(_))),
            "{provider:?}: {answer:?}"
        );
    }
}

#[tokio::test]
async fn a_tool_call_that_can_not_be_read_is_never_an_answer() {
    for provider in EVERY {
        let wrong_name = hands_over(provider).replace("hand_over", "give_discount");
        let (answer, _server) = draft(provider, Script::Answers(200, wrong_name)).await;
        assert!(
            matches!(answer, Err(NoAnswer::Unusable(_))),
            "{provider:?}: {answer:?}"
        );
    }
    let mut broken: Value = serde_json::from_str(&hands_over(Provider::OpenAi)).expect("JSON");
    let call = &mut broken["choices"][0]["message"]["tool_calls"][0];
    call["function"]["arguments"] = json!("{\"trigger\": \"high_value\", \"reason\": \"They");
    let (answer, _server) = draft(Provider::OpenAi, Script::Answers(200, broken.to_string())).await;
    assert!(matches!(answer, Err(NoAnswer::Unusable(_))), "{answer:?}");
}

#[tokio::test]
async fn words_beside_a_tool_call_are_not_sent() {
    let mut said: Value = serde_json::from_str(&hands_over(Provider::Anthropic)).expect("JSON");
    let call = said["content"][0].clone();
    said["content"] = json!([{ "type": "text", "text": "A cleaning is $850." }, call]);
    let (answer, _server) =
        draft(Provider::Anthropic, Script::Answers(200, said.to_string())).await;
    assert!(matches!(answer, Ok(Answer::HandOver { .. })), "{answer:?}");
}
