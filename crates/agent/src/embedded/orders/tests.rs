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

#[test]
fn what_the_owner_forbids_is_for_the_agent() {
    for text in [
        "No des consejos legales.",
        "Nunca digas que hay rebajas.",
        "No compartas el celular de la dueña.",
        "No le ofrezca crédito a nadie.",
        "Jamás menciones a la competencia.",
        "No negocies, no regatees.",
        "Si insisten, no expliques por qué.",
        "Do not offer store credit.",
        "Never discuss other customers.",
        "Don't share the door code.",
        "Avoid talking about allergies.",
        "Make sure to upsell the cookies.",
        "Always recommend the large one.",
        "Não ofereça desconto.",
        "Não mencione o fornecedor.",
        "Nunca indique remédio.",
        "Evite falar de política.",
        "Siempre ofrece el combo grande.",
    ] {
        assert!(is_order(text, ""), "{text}");
    }
}

#[test]
fn what_customers_do_or_leave_is_for_them() {
    for text in [
        "No necesitas cita para una revisión.",
        "No olvides traer tu credencial.",
        "No comas dos horas antes.",
        "No abre los lunes festivos.",
        "No tarjetas de crédito.",
        "Recuerda traer tus estudios.",
        "Don't eat two hours before.",
        "Do not forget your ID.",
        "Não aceita cartão aos domingos.",
        "Não esqueça o documento.",
        "Lembre de trazer seu documento.",
    ] {
        assert!(!is_order(text, ""), "{text}");
    }
}
