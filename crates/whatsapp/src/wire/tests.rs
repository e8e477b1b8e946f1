//! What decoding promises, one sentence each. What every kind becomes is in `tests/fixtures.rs`.

use super::*;

fn body_with(value: &str) -> Vec<u8> {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"W","changes":[
            {{"field":"messages","value":{value}}}]}}]}}"#
    )
    .into_bytes()
}

fn items(value: &str) -> Vec<Item> {
    decode(&body_with(value)).expect("a webhook")
}

fn messages(value: &str) -> Vec<Message> {
    items(value)
        .into_iter()
        .filter_map(|item| {
            if let Item::Message(message) = item {
                Some(*message)
            } else {
                None
            }
        })
        .collect()
}

fn text(message: &Message) -> &str {
    let Content::Text { body } = &message.content else {
        panic!("{:?}", message.content)
    };
    body
}

#[test]
fn what_is_no_webhook_is_refused_by_name() {
    let about_page = br#"{"object":"page","entry":[]}"#;
    let cases: [(&[u8], NotAWebhook); 6] = [
        (b"", NotAWebhook::NotJson),
        (b"<html>", NotAWebhook::NotJson),
        (b"[1]", NotAWebhook::NotAnObject),
        (b"{}", NotAWebhook::NoEntries),
        (
            br#"{"object":"whatsapp_business_account","entry":null}"#,
            NotAWebhook::NoEntries,
        ),
        (
            about_page,
            NotAWebhook::AboutSomethingElse("page".to_owned()),
        ),
    ];
    for (body, why) in cases {
        assert_eq!(decode(body), Err(why));
    }
}

#[test]
fn half_an_emoji_costs_neither_the_message_nor_its_neighbour() {
    let found = messages(
        r#"{"messages":[
            {"id":"a","type":"text","text":{"body":"cut \ud83d"}},
            {"id":"b","type":"text","text":{"body":"\ude00 whole \ud83d\ude00 \\ud83d"}}]}"#,
    );
    assert_eq!(text(&found[0]), "cut \u{fffd}");
    assert_eq!(text(&found[1]), "\u{fffd} whole 😀 \\ud83d");
}

#[test]
fn bytes_that_are_no_text_cost_only_themselves() {
    let mut body = body_with(r#"{"messages":[{"id":"a","type":"text","text":{"body":"x?"}}]}"#);
    let at = body
        .windows(2)
        .position(|pair| pair == b"x?")
        .expect("the body");
    body[at + 1] = 0xff;
    let found = decode(&body).expect("a webhook");
    let [Item::Message(message)] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert_eq!(text(message), "x\u{fffd}");
}

#[test]
fn a_number_beyond_all_bounds_and_a_deep_nest_stay_with_their_item() {
    let nest = "[".repeat(200) + &"]".repeat(200);
    let found = items(&format!(
        r#"{{"messages":[{{"id":"a","big":1e999}},{{"id":"b","deep":{nest}}},
            {{"id":"c","type":"text","text":{{"body":"fine"}}}}]}}"#
    ));
    assert_eq!(found.len(), 3);
    let understood: Vec<_> = found.iter().map(Item::is_understood).collect();
    assert_eq!(understood, [false, false, true]);
}

#[test]
fn everybody_in_a_batch_keeps_the_own_name() {
    let found = messages(
        r#"{"contacts":[{"wa_id":"1","profile":{"name":"Ana"}},{"user_id":"MX.2","wa_id":"2",
            "profile":{"name":"Beto"}}],
            "messages":[{"id":"a","from":"2","type":"text","text":{"body":"hi"}},
                {"id":"b","from_user_id":"MX.2","type":"text","text":{"body":"hi"}},
                {"id":"c","from":"1","type":"text","text":{"body":"hi"}},
                {"id":"d","from":"3","type":"text","text":{"body":"hi"}}]}"#,
    );
    let names: Vec<_> = found
        .iter()
        .map(|message| message.customer.name.as_deref())
        .collect();
    assert_eq!(names, [Some("Beto"), Some("Beto"), Some("Ana"), None]);
    assert_eq!(found[0].customer.user_id.as_deref(), Some("MX.2"));
}

#[test]
fn a_user_id_in_the_place_of_the_phone_is_no_phone() {
    let found = messages(
        r#"{"contacts":[{"wa_id":"US.77","profile":{"name":"Sam"}}],
            "messages":[{"id":"a","from":"US.77","type":"text","text":{"body":"hi"}}]}"#,
    );
    assert_eq!(found[0].customer.phone(), None);
    assert_eq!(found[0].customer.user_id.as_deref(), Some("US.77"));
    assert_eq!(found[0].customer.name.as_deref(), Some("Sam"));
}

#[test]
fn a_lone_contact_with_another_phone_is_another_person() {
    let found = messages(
        r#"{"contacts":[{"wa_id":"1","profile":{"name":"Ana"}}],
            "messages":[{"id":"a","from":"2","type":"text","text":{"body":"hi"}}]}"#,
    );
    assert_eq!(found[0].customer.name, None);
}

#[test]
fn placeholder_times_are_no_times() {
    let found = messages(
        r#"{"messages":[{"id":"a","timestamp":"TIMESTAMP"},{"id":"b","timestamp":0},
            {"id":"c","timestamp":"1795000000"},{"id":"d","timestamp":1795000000.0},{"id":"e"}]}"#,
    );
    let times: Vec<_> = found.iter().map(|message| message.timestamp).collect();
    assert_eq!(
        times,
        [None, None, Some(1_795_000_000), Some(1_795_000_000), None]
    );
}

#[test]
fn a_list_that_is_one_object_is_a_list_of_one() {
    let found = messages(r#"{"messages":{"id":"a","type":"text","text":"plain"}}"#);
    assert_eq!(text(&found[0]), "plain");
}

#[test]
fn a_thousand_updates_are_a_thousand_items() {
    let one = r#"{"id":"x","status":"read"}"#;
    let found = items(&format!(
        r#"{{"statuses":[{}]}}"#,
        vec![one; 1_000].join(",")
    ));
    assert_eq!(found.len(), 1_000);
    assert!(found.iter().all(Item::is_understood));
}

#[test]
fn an_account_that_may_not_answer_stops_the_channel_and_a_warning_does_not() {
    let stops = |notice: &str| {
        let body = format!(
            r#"{{"object":"whatsapp_business_account","entry":[{{"id":"W","changes":[
                {{"field":"account_update","value":{notice}}}]}}]}}"#
        );
        match decode(body.as_bytes()).expect("a webhook").remove(0) {
            Item::Account(account) => account.stops_channel(),
            other => panic!("{other:?}"),
        }
    };
    let restricted = |what: &str| {
        stops(&format!(
            r#"{{"event":"ACCOUNT_RESTRICTION","restriction_info":[{{"restriction_type":"{what}"}}]}}"#
        ))
    };
    let banned = |state: &str| {
        stops(&format!(
            r#"{{"event":"DISABLED_UPDATE","ban_info":{{"waba_ban_state":"{state}"}}}}"#
        ))
    };
    assert!(restricted("RESTRICTED_CUSTOMER_INITIATED_MESSAGING"));
    assert!(!restricted("RESTRICTED_BIZ_INITIATED_MESSAGING"));
    assert!(banned("DISABLE"));
    assert!(!banned("SCHEDULE_FOR_DISABLE") && !banned("REINSTATE"));
    assert!(stops(r#"{"event":"ACCOUNT_DELETED"}"#));
    assert!(!stops(r#"{"event":"ACCOUNT_VIOLATION"}"#));
}
