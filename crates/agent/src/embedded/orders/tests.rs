//! What is meant for the agent, and what for customers.

use super::is_order;

#[test]
fn what_is_passed_on_or_asked_is_for_the_agent() {
    for text in [
        "Si alguien cuenta dolor fuerte, fiebre o sangrado, pásalo a la Dra. Paola.",
        "For a service, ask the customer's name and the bike.",
        "Do not promise a repair date: Tom confirms it.",
        "If you do not know, say so and tell the team.",
        "Para agendar pide nombre completo y dos opciones de día.",
        "Accidents and injuries go to Ingrid at once.",
    ] {
        assert!(is_order(text, ""), "{text}");
    }
}

#[test]
fn what_stands_under_how_to_answer_is_for_the_agent() {
    assert!(is_order("Un emoji como máximo.", "Cómo contestas"));
    assert!(is_order("Friendly and short.", "How you answer"));
}

#[test]
fn facts_are_for_customers() {
    for text in [
        "La factura se pide el mismo mes al correo.",
        "No aceptamos American Express ni cheques.",
        "We do not repair scooters.",
        "Para cambiar una cita hay que avisar con 24 horas.",
    ] {
        assert!(!is_order(text, "Pagos y facturas"), "{text}");
    }
}
