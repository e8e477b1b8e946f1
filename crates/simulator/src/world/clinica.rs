//! Clínica Dental Sonrisa Norte in Monterrey: who works there and who is called for what.
//!
//! The prompt is in `world/clinica.es.md`.

use super::Trigger::{Compliance, ExplicitRequest, Frustration, HighValue, OutOfScope};
use super::{Business, Meanwhile, Person, RouteRow, Shop, Template, Trigger, routes, tries};

const KEY: &str = "clinica";

const PEOPLE: &[Person] = &[
    Person {
        key: "lupita",
        name: "Lupita",
        role: "Recepción",
        languages: &["es"],
        skills: &[ExplicitRequest, OutOfScope, Frustration],
        hours: &[(1, 5, 9, 19), (6, 6, 9, 14)],
    },
    Person {
        key: "paola",
        name: "Dra. Paola",
        role: "Odontóloga",
        languages: &["es", "en"],
        skills: &[Compliance],
        hours: &[(1, 5, 9, 19), (6, 6, 9, 14)],
    },
    Person {
        key: "rosa",
        name: "Rosa",
        role: "Gerente",
        languages: &["es", "en", "pt"],
        skills: &[HighValue, Frustration, OutOfScope],
        hours: &[(1, 5, 9, 18)],
    },
];

const ROUTES: &[RouteRow] = &[
    (ExplicitRequest, &["lupita", "rosa"], 5, Meanwhile::Announce),
    (Frustration, &["rosa", "lupita"], 3, Meanwhile::Silent),
    (OutOfScope, &["lupita", "rosa"], 10, Meanwhile::Announce),
    (HighValue, &["rosa", "lupita"], 10, Meanwhile::Qualify),
    (Compliance, &["paola", "rosa"], 3, Meanwhile::Announce),
];

const TRY_THESE: &[(Option<Trigger>, &str)] = &[
    (None, "¿Cuánto cuesta la limpieza?"),
    (Some(ExplicitRequest), "Prefiero que me atienda una persona"),
    (
        Some(Frustration),
        "Es la tercera vez que pregunto y nadie me contesta",
    ),
    (
        Some(Compliance),
        "Me sacaron una muela ayer, tengo fiebre y mucho dolor",
    ),
    (
        Some(HighValue),
        "Somos una empresa de 40 empleados, ¿manejan convenio?",
    ),
    (Some(OutOfScope), "¿Tienen sucursal en Saltillo?"),
];

pub(super) fn shop() -> Shop {
    let business = Business {
        key: KEY.to_owned(),
        name: "Clínica Dental Sonrisa Norte".to_owned(),
        language: "es".to_owned(),
        time_zone: "America/Monterrey".to_owned(),
        phone: "+52 81 5550 0142".to_owned(),
        country_code: "52".to_owned(),
        country: "MX".to_owned(),
        visitor_prefix: "+528155500".to_owned(),
        phone_number_id: "710000000000142".to_owned(),
        waba_id: "720000000000142".to_owned(),
        templates: vec![
            Template::approved(
                "recordatorio_cita",
                "es_MX",
                "Hola {{1}}, te recordamos tu cita en Sonrisa Norte el {{2}}. ¿La confirmas?",
                &["Mariela", "martes 24 a las 10:00"],
                &["Confirmo", "Cambiarla"],
            ),
            Template::approved(
                "retomar_conversacion",
                "es_MX",
                "Hola {{1}}, te escribe {{2}} de Sonrisa Norte por lo que nos preguntaste. \
                 Respóndenos y seguimos por aquí.",
                &["Mariela", "Lupita"],
                &[],
            ),
        ],
        try_these: tries(TRY_THESE),
    };
    Shop {
        business,
        prompt: include_str!("../../world/clinica.es.md").to_owned(),
        operators: PEOPLE.iter().map(|person| person.of(KEY)).collect(),
        routes: routes(KEY, ROUTES),
    }
}
