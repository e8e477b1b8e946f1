//! Messages as they are written for Meta.

use super::*;

#[test]
fn a_phone_always_has_its_plus() {
    assert_eq!(
        plus_phone("+52 (81) 8765-4321").as_deref(),
        Some("+528187654321")
    );
    assert_eq!(
        plus_phone("5218187654321").as_deref(),
        Some("+5218187654321")
    );
    for odd in ["", "12", "US.1349", "+1234567890123456", "call me"] {
        assert_eq!(plus_phone(odd), None, "{odd}");
    }
}

#[test]
fn a_text_is_written_as_meta_wants_it() {
    let outgoing = Outgoing {
        reply_to: Some("wamid.1".to_owned()),
        effect: Some("effect-7".to_owned()),
        ..text("Hola")
    };
    let wanted = json!({
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to": "+5218187654321",
        "type": "text",
        "text": { "body": "Hola", "preview_url": false },
        "context": { "message_id": "wamid.1" },
        "biz_opaque_callback_data": "effect-7",
    });
    assert_eq!(message(&outgoing), wanted);
}

#[test]
fn to_a_user_id_there_is_no_phone() {
    let outgoing = Outgoing {
        to: Recipient::UserId("US.1".to_owned()),
        ..text("Hi")
    };
    let body = message(&outgoing);
    assert_eq!((body.get("to"), &body["recipient"]), (None, &json!("US.1")));
}

#[test]
fn a_reaction_is_taken_back_with_an_empty_emoji() {
    let message_id = "wamid.1".to_owned();
    let body = message(&to_ana(Outbound::Reaction {
        message_id,
        emoji: None,
    }));
    assert_eq!(
        body["reaction"],
        json!({ "message_id": "wamid.1", "emoji": "" })
    );
}

#[test]
fn questions_and_files_are_written_as_meta_wants_them() {
    let picture = MediaOut {
        kind: MediaKind::Image,
        id: "M1".to_owned(),
        caption: None,
        filename: None,
        voice: false,
    };
    let buttons = Outbound::Buttons(Buttons {
        header: Some(Header::Media(picture.clone())),
        body: "Confirm?".to_owned(),
        footer: Some("Clinic".to_owned()),
        buttons: vec![button("y", "Yes"), button("n", "No")],
    });
    recorded("buttons", &message(&to_ana(buttons))["interactive"]);
    let row = Row {
        id: "1".to_owned(),
        title: "9:00".to_owned(),
        description: None,
    };
    let list = Outbound::List(List {
        header: Some("Times".to_owned()),
        body: "When?".to_owned(),
        footer: None,
        button: "Choose".to_owned(),
        sections: vec![Section {
            title: Some("Monday".to_owned()),
            rows: vec![row],
        }],
    });
    recorded("list", &message(&to_ana(list))["interactive"]);
    let voice = MediaOut {
        kind: MediaKind::Audio,
        voice: true,
        ..picture
    };
    let body = message(&to_ana(Outbound::Media(voice)));
    assert_eq!(
        (&body["type"], &body["audio"]),
        (&json!("audio"), &json!({ "id": "M1", "voice": true }))
    );
}

#[test]
fn templates_take_their_blanks_by_place_or_by_name() {
    let template = |body| Template {
        name: "reminder".to_owned(),
        language: "es_MX".to_owned(),
        header: Some(Header::Text("Ana".to_owned())),
        body,
        buttons: vec![
            TemplateButton::QuickReply {
                index: 0,
                payload: "OK".to_owned(),
            },
            TemplateButton::Url {
                index: 1,
                suffix: "a1".to_owned(),
            },
        ],
    };
    let by_place = template(Params::Positional(vec![
        "Ana".to_owned(),
        "10:00".to_owned(),
    ]));
    let body = message(&to_ana(Outbound::Template(by_place)));
    recorded("template_by_place", &body["template"]);
    let by_name = template(Params::Named(vec![("name".to_owned(), "Ana".to_owned())]));
    let body = message(&to_ana(Outbound::Template(by_name)));
    recorded("template_by_name", &body["template"]["components"][1]);
}

#[test]
fn a_template_without_blanks_has_no_components() {
    let plain = Template {
        name: "hello_world".to_owned(),
        language: "en_US".to_owned(),
        header: None,
        body: Params::Positional(vec![]),
        buttons: vec![],
    };
    let body = message(&to_ana(Outbound::Template(plain)));
    let wanted = json!({ "name": "hello_world", "language": { "code": "en_US" } });
    assert_eq!(body["template"], wanted);
}
