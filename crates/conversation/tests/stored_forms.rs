//! The form in which facts and effects are stored, one of each. It is for ever: a journal of years
//! ago must be read. A change here that isn't an addition breaks it.

mod stored;

use conversation::effect::Effect;
use conversation::fact::Fact;
use stored::{effects, facts};

#[test]
fn every_fact_keeps_its_form() {
    insta::assert_json_snapshot!("facts", facts());
}

#[test]
fn every_effect_keeps_its_form() {
    insta::assert_json_snapshot!("effects", effects());
}

#[test]
fn every_fact_is_read_as_it_was_stored() {
    for fact in facts() {
        let stored = serde_json::to_string(&fact).unwrap();
        assert_eq!(serde_json::from_str::<Fact>(&stored).unwrap(), fact);
    }
}

#[test]
fn every_effect_is_read_as_it_was_stored() {
    for effect in effects() {
        let stored = serde_json::to_string(&effect).unwrap();
        assert_eq!(serde_json::from_str::<Effect>(&stored).unwrap(), effect);
    }
}

#[test]
fn no_kind_of_fact_is_missing() {
    let mut kinds: Vec<_> = facts().iter().map(stored::kind).collect();
    kinds.sort_unstable();
    kinds.dedup();
    assert_eq!(kinds.len(), stored::KINDS);
}

#[test]
fn a_playbook_of_before_the_shift_rule_is_still_read() {
    let old = r#"{"pause_ms":4000,"longest_pause_ms":15000,"most_agent_turns":12,"close_after":60,"turn_ends_after":null}"#;
    let pace: conversation::playbook::Pace = serde_json::from_str(old).unwrap();
    assert_eq!(pace, conversation::playbook::Pace::default());
}

#[test]
fn an_order_of_before_its_lines_were_kept_is_still_read() {
    let old = r#"{"kind":"order","products":2,"text":null}"#;
    let order: conversation::content::Content = serde_json::from_str(old).unwrap();
    let lines = Vec::new();
    let (products, text) = (2, None);
    let read = conversation::content::Content::Order {
        products,
        text,
        lines,
    };
    assert_eq!(order, read);
}
