//! What is checked before anything leaves.

use super::*;

#[test]
fn characters_are_counted_and_not_bytes() {
    assert_eq!(check(&text("ñ".repeat(4_096))), Ok(()));
    let long = Invalid::TooLong {
        what: "the text",
        is: 4_097,
        most: 4_096,
    };
    assert_eq!(check(&text("ñ".repeat(4_097))), Err(long));
    assert_eq!(check(&text(" \n")), Err(Invalid::Empty("the text")));
}

#[test]
fn three_different_buttons_at_most() {
    let of = |number: usize| {
        question(
            (0..number)
                .map(|at| button(&at.to_string(), &format!("No. {at}")))
                .collect(),
        )
    };
    assert_eq!(check(&of(3)), Ok(()));
    assert_eq!(check(&of(0)), Err(Invalid::Empty("buttons")));
    assert_eq!(
        check(&of(4)),
        Err(Invalid::TooMany {
            what: "buttons",
            is: 4,
            most: 3
        })
    );
    let twice = question(vec![button("1", "Yes"), button("2", "Yes")]);
    assert!(matches!(check(&twice), Err(Invalid::Twice { .. })));
    let long = question(vec![button("1", "more than twenty letters")]);
    assert!(matches!(
        check(&long),
        Err(Invalid::TooLong { most: 20, .. })
    ));
}

#[test]
fn ten_rows_at_most_and_titles_where_there_are_several_sections() {
    let row = |id: usize| Row {
        id: id.to_string(),
        title: "t".to_owned(),
        description: None,
    };
    let list = |sections| {
        to_ana(Outbound::List(List {
            header: None,
            body: "When?".to_owned(),
            footer: None,
            button: "Choose".to_owned(),
            sections,
        }))
    };
    let section = |title: Option<&str>, ids: std::ops::Range<usize>| Section {
        title: title.map(str::to_owned),
        rows: ids.map(row).collect(),
    };
    assert_eq!(check(&list(vec![section(None, 0..10)])), Ok(()));
    let eleven = list(vec![section(Some("a"), 0..6), section(Some("b"), 6..11)]);
    assert_eq!(
        check(&eleven),
        Err(Invalid::TooMany {
            what: "rows",
            is: 11,
            most: 10
        })
    );
    let untitled = list(vec![section(Some("a"), 0..1), section(None, 1..2)]);
    assert_eq!(check(&untitled), Err(Invalid::Empty("a section's title")));
}

#[test]
fn what_is_invalid_never_leaves_and_says_why() {
    let error = SendError::from(Invalid::TooMany {
        what: "buttons",
        is: 4,
        most: 3,
    });
    let text = "4 buttons, and 3 are allowed".to_owned();
    assert_eq!(
        error,
        SendError::Refused {
            code: None,
            refusal: Refusal::Invalid,
            text
        }
    );
}
