//! What is counted as what.

use super::*;

/// A body with one change of messages.
fn body(value: &str) -> String {
    format!(
        r#"{{"object":"whatsapp_business_account","entry":[{{"id":"W","changes":[{{"field":"messages","value":{value}}}]}}]}}"#
    )
}

#[test]
fn an_item_of_an_unknown_kind_is_an_item_and_unsupported() {
    let known = r#"{"id":"a","type":"text","text":{"body":"hi"}}"#;
    let unknown = r#"{"id":"b","type":"hologram","hologram":{}}"#;
    let state = r#"{"id":"c","status":3}"#;
    let report = run([body(&format!(
        r#"{{"messages":[{known},{unknown}],"statuses":[{state}]}}"#
    ))]);
    assert_eq!((report.bodies, report.items, report.unsupported), (1, 3, 2));
    let kinds: Vec<_> = report
        .strange
        .iter()
        .map(|strange| strange.kind.as_str())
        .collect();
    assert_eq!(kinds, ["hologram", "status 3"]);
}

#[test]
fn what_meta_itself_calls_unsupported_is_understood() {
    let report = run([body(r#"{"messages":[{"id":"a","type":"unsupported"}]}"#)]);
    assert_eq!((report.items, report.unsupported), (1, 0));
}

#[test]
fn empty_lists_hold_no_item_and_blank_lines_are_no_bodies() {
    let report = run(["", &body(r#"{"messages":[],"statuses":null}"#), "  \r"]);
    assert_eq!((report.bodies, report.items, report.rejected), (1, 0, 0));
}

#[test]
fn a_rejected_body_names_its_line_and_costs_no_other() {
    let good = body(r#"{"messages":[{"id":"a","type":"text","text":{"body":"hi"}}]}"#);
    let report = run([good.as_str(), "", "not json", "[]", &good]);
    assert_eq!((report.bodies, report.items, report.rejected), (4, 2, 2));
    let lines: Vec<_> = report
        .rejections
        .iter()
        .map(|rejection| rejection.line)
        .collect();
    assert_eq!(lines, [3, 4]);
}

#[test]
fn as_json_it_has_exactly_the_four_counts() {
    let json = serde_json::to_string(&run(["x"])).expect("JSON");
    assert_eq!(
        json,
        r#"{"bodies":1,"items":0,"unsupported":0,"rejected":1}"#
    );
}
