//! Which values a text holds or asks for.

use super::{HELD, Value, WANTED, held, wanted};
use crate::text::Text;

#[test]
fn every_kind_has_its_patterns() {
    assert_eq!(HELD.0.len(), Value::ALL.len());
    assert_eq!(WANTED.0.len(), Value::ALL.len());
}

#[test]
fn a_question_for_a_price_wants_money_in_each_language() {
    for question in [
        "how much is a cleaning",
        "¿cuánto cuesta la limpieza?",
        "quanto custa a limpeza?",
    ] {
        assert!(wanted(&Text::new(question)).has(Value::Money), "{question}");
    }
}

#[test]
fn a_question_for_an_hour_wants_an_hour() {
    for question in [
        "what time do you close",
        "a qué hora cierran",
        "até que horas fica aberto",
    ] {
        assert!(wanted(&Text::new(question)).has(Value::Clock), "{question}");
    }
}

#[test]
fn what_a_sentence_holds_is_seen() {
    let values = held("Lunes a viernes de 9:00 a 20:00, $850, avisa 24 horas antes, 10% menos");
    for value in [
        Value::Day,
        Value::Clock,
        Value::Money,
        Value::Period,
        Value::Share,
    ] {
        assert!(values.has(value), "{value:?}");
    }
    assert!(held("Hay elevador.").is_empty());
}
