//! Whatever is done to one item, its neighbours arrive and nothing panics.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use whatsapp::wire::{self, Item};

/// Any JSON, with keys that the decoder looks for.
fn anything() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        ".{0,12}".prop_map(Value::from),
        word().prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((word(), inner), 0..6).prop_map(|pairs| Value::Object(pairs.into_iter().collect())),
        ]
    })
}

fn word() -> impl Strategy<Value = String> {
    let known = "id type from from_user_id timestamp text body image audio interactive nfm_reply \
        response_json button reaction message_id emoji order product_items system edit revoke \
        message original_message_id unsupported errors error_data code context referral status \
        statuses messages contacts profile wa_id user_id metadata phone_number_id pricing \
        conversation location latitude name phones entry changes field value history groups";
    let known: Vec<_> = known.split_whitespace().map(str::to_owned).collect();
    proptest::sample::select(known)
}

fn list() -> impl Strategy<Value = &'static str> {
    proptest::sample::select(vec!["messages", "statuses", "message_echoes"])
}

fn sibling(id: &str) -> Value {
    json!({ "id": id, "status": "read", "type": "text", "text": { "body": "still here" } })
}

fn body(value: Value) -> Vec<u8> {
    json!({
        "object": "whatsapp_business_account",
        "entry": [{ "id": "W", "changes": [{ "field": "messages", "value": value }] }],
    })
    .to_string()
    .into_bytes()
}

fn has(items: &[Item], wanted: &str) -> bool {
    items.iter().any(|item| match item {
        Item::Message(message) => message.id == wanted,
        Item::Status(status) => status.id == wanted,
        Item::Echo(echo) => echo.id == wanted,
        Item::Preference(_)
        | Item::Call(_)
        | Item::Account(_)
        | Item::Failure { .. }
        | Item::Unsupported(_) => false,
    })
}

proptest! {
    #[test]
    fn a_strange_item_never_costs_its_siblings(list in list(), strange in anything()) {
        let all = json!({ list: [sibling("before"), strange, sibling("after")] });
        let items = wire::decode(&body(all)).expect("a webhook");
        prop_assert_eq!(items.len(), 3);
        prop_assert!(has(&items, "before") && has(&items, "after"));
    }

    #[test]
    fn a_strange_key_in_an_item_never_costs_the_item(
        list in list(), key in word(), strange in anything()
    ) {
        prop_assume!(key != "id" && key != "type");
        let mut item = sibling("changed");
        item[key] = strange;
        let items = wire::decode(&body(json!({ list: [item] }))).expect("a webhook");
        prop_assert_eq!(items.len(), 1);
        prop_assert!(has(&items, "changed"));
    }

    #[test]
    fn strange_surroundings_never_cost_a_message(
        contacts in anything(), metadata in anything(), change in anything(), entry in anything()
    ) {
        let value = json!({
            "contacts": contacts, "metadata": metadata, "messages": [sibling("kept")],
        });
        let raw = json!({ "object": "whatsapp_business_account", "entry": [
            entry, { "changes": [change, { "field": "messages", "value": value }] },
        ]});
        let items = wire::decode(raw.to_string().as_bytes()).expect("a webhook");
        prop_assert!(has(&items, "kept"));
    }

    #[test]
    fn no_bytes_at_all_make_it_panic(bytes in vec(any::<u8>(), 0..200), cut in any::<usize>()) {
        let _ = wire::decode(&bytes);
        let whole = body(json!({ "messages": [sibling("x")] }));
        let mut cut_short = whole[..cut % whole.len()].to_vec();
        cut_short.extend(bytes);
        let _ = wire::decode(&cut_short);
    }

    #[test]
    fn any_json_is_read_or_refused(whole in anything()) {
        let _ = wire::decode(whole.to_string().as_bytes());
    }
}
