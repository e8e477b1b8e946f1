//! Where a message is cut into its questions.

use super::parts;

#[test]
fn two_questions_are_two_parts_with_what_leads_up_to_them() {
    let words = "hola\naceptan tarjeta de crédito?\nhay estacionamiento para clientes?";
    let parts = parts(words);
    assert_eq!(parts.len(), 2, "{parts:?}");
    assert!(parts[0].contains("tarjeta") && parts[1].contains("estacionamiento"));
}

#[test]
fn a_question_that_leans_on_the_one_before_stays_with_it() {
    let parts = parts("tem estacionamento? cobra?");
    assert_eq!(parts.len(), 1, "{parts:?}");
}

#[test]
fn what_asks_nothing_is_one_part() {
    assert_eq!(
        parts("quiero una limpieza\nel martes"),
        ["quiero una limpieza\nel martes"]
    );
}
