//! What is held back because nobody ever said it.

use super::Ground;

const PLAYBOOK: &str = "Limpieza $1,850, dura 45 minutos. Abrimos de 9:00 a 20:00. El Dr. Garza va los \
    martes. Facturas: pagos@lumbre.mx. Aceptamos tres pagos.";

fn lacks(answer: &str) -> Option<String> {
    Ground::of([PLAYBOOK, "soy Ana, para 2 personas?"]).lacks(answer)
}

#[test]
fn what_the_owner_wrote_may_be_said() {
    assert_eq!(lacks("La limpieza cuesta $1,850 y dura 45 minutos."), None);
}

#[test]
fn a_price_that_stands_nowhere_is_found() {
    assert_eq!(lacks("Cuesta $1,900.").as_deref(), Some("1,900"));
}

#[test]
fn the_same_number_may_be_written_another_way() {
    assert_eq!(
        lacks("Son 1850 pesos, abrimos a las 9 y cerramos a las 8 pm."),
        None
    );
    assert_eq!(lacks("Puedes pagar en 3 pagos."), None);
}

/// What stands in `ground`, of what is asked.
fn is_grounded(ground: &str, answer: &str) -> bool {
    Ground::of([ground]).lacks(answer).is_none()
}

#[test]
fn a_time_of_day_is_no_price() {
    for price in [
        "$900", "$2,000", "$800", "$9", "$8", "$20", "20 pesos", "9$", "20 %",
    ] {
        let answer = format!("Cuesta {price}.");
        assert!(lacks(&answer).is_some(), "{answer}");
    }
    for hours in [
        "9h às 20h",
        "9h30 às 20h30",
        "9am to 8pm",
        "9 a.m. a 8 p.m.",
        "9.30am to 8.00pm",
    ] {
        for price in ["$9", "$930", "€20", "8 euros", "R$ 8"] {
            assert!(
                !is_grounded(hours, &format!("São {price}.")),
                "{hours}: {price}"
            );
        }
    }
}

#[test]
fn no_other_price_is_made_of_the_digits_of_one() {
    assert_eq!(lacks("Cuesta $15.").as_deref(), Some("15"));
    for (ground, answer) in [
        ("It costs $1,500.00.", "It costs $150,000."),
        ("Custa R$ 79,90.", "Custa R$ 7.990."),
        ("Mide 1.5 m.", "Mide 15 m."),
        ("Three sizes: $3.", "It is $15."),
        ("Line 0800 123.", "It is $800."),
    ] {
        assert!(!is_grounded(ground, answer), "{ground} {answer}");
    }
}

#[test]
fn an_amount_may_be_written_by_other_rules() {
    for (ground, answer) in [
        ("R$ 1.500,00", "Custa R$ 1500."),
        ("R$ 1500", "Custa R$ 1.500,00."),
        ("$1,500.00", "It is $1,500."),
        ("$1,500", "Son 1.500 pesos."),
        ("1.5 litros", "Hay de 1,5 litros y de 1.50."),
        ("₹1,50,000", "It is 150000."),
        ("£7.90", "It's 7.90 pounds."),
        ("24h", "Em 24 horas."),
        ("it takes 2h", "It takes 2 hours."),
        ("20 %", "Un 20% menos."),
        ("three sizes", "There are 3 sizes."),
        ("900$", "Son $900."),
    ] {
        assert!(is_grounded(ground, answer), "{ground} {answer}");
    }
}

#[test]
fn a_time_of_day_may_be_said_by_the_other_clock() {
    for (ground, answer) in [
        ("de 9:00 a 20:00", "Desde las 9 hasta las 8 de la noche."),
        ("de 9:00 a 20:00", "De 9 h a 20 h, o sea hasta las 8 p.m."),
        ("de 9:00 a 20:00", "Das 09h00 às 20h00."),
        ("de 9:00 a 20:00", "De nueve a ocho."),
        ("das 9h30 às 18h30", "Das 9:30 às 18:30."),
        ("das 9h às 20h", "Abrimos às 9 e fechamos às 8 da noite."),
        ("9am to 8pm", "We open at 9:00 and close at 20:00."),
        ("9 to 5.30", "From 9 am to 5:30pm, that is 17:30."),
        (
            "de 9 a 20",
            "Abrimos a las 9:00 y cerramos a las 8 de la noche.",
        ),
        ("de 9 a 20 horas", "Hasta las 8pm."),
        ("até as 8 da noite", "Até as 20 horas."),
        ("Horario 9:00 a 20:00\n$850 la limpieza", "De 9 a 8pm."),
        ("Horario 9h a 20h. Precio $850", "Horario 9h a 20h\n$850"),
        ("open until midnight, 24:00", "Until 12 at night."),
    ] {
        assert!(is_grounded(ground, answer), "{ground} {answer}");
    }
}

#[test]
fn a_time_of_day_that_nobody_gave_is_found() {
    for answer in [
        "Abrimos 9:30.",
        "Até as 20h30.",
        "Hasta las 7 pm.",
        "Desde las 8 a.m.",
    ] {
        assert!(lacks(answer).is_some(), "{answer}");
    }
}

#[test]
fn a_number_in_words_is_a_number() {
    assert_eq!(lacks("Hay cinco sucursales.").as_deref(), Some("cinco"));
}

#[test]
fn a_link_that_nobody_gave_is_found() {
    assert_eq!(lacks("Escribe a pagos@lumbre.mx"), None);
    assert_eq!(
        lacks("Mira lumbre.com/citas").as_deref(),
        Some("lumbre.com/citas")
    );
}

#[test]
fn a_name_that_nobody_gave_is_found() {
    assert_eq!(lacks("Te atiende el Dr. Garza, Ana."), None);
    assert_eq!(
        lacks("Te atiende el Dr. Salinas.").as_deref(),
        Some("Salinas")
    );
}

#[test]
fn a_title_ends_no_sentence() {
    for answer in [
        "Con la Dra. Salinas.",
        "Con la Sra. Salinas.",
        "Con J. Salinas.",
        "Ask (Mr. Salinas).",
        "En Av. Juárez.",
    ] {
        assert!(lacks(answer).is_some(), "{answer}");
    }
}

#[test]
fn a_short_word_ends_a_sentence() {
    for answer in [
        "Yes. The cleaning takes 45 minutes.",
        "Sí. Puedes pagar en tres pagos.",
        "Sim. Temos limpieza.",
        "No. Cerramos a las 20:00.",
        "Hola. Abrimos a las 9.",
        "OK. Nothing else.",
        "Abrimos a las 9 A.M. Cerramos a las 8 p. m. Gracias.",
    ] {
        assert_eq!(lacks(answer), None, "{answer}");
    }
}

#[test]
fn the_customers_own_numbers_may_be_repeated() {
    assert_eq!(lacks("Claro, para 2 personas."), None);
}
