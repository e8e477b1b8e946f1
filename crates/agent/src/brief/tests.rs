//! What a brief says of a talk, and what it leaves out.

mod demo;

use super::write;
use crate::drafter::Ask;
use crate::testing::{agent, ask, customer};
use conversation::brief::{FactLabel, Tone};
use conversation::ids::MessageId;
use conversation::language::Language;
use conversation::signal::{ComplianceKind, Evidence, Reason, Signal, TextSpan, Trigger};

const PLAYBOOK: &str = "- Limpieza dental: $850\n- Resina: desde $1,100\nAbrimos de 9:00 a 20:00.";

fn spanish(turns: Vec<conversation::state::Turn>) -> Ask {
    ask(PLAYBOOK, Language::Es, turns)
}

fn value(ask: &Ask, label: FactLabel) -> Option<String> {
    let brief = write(ask, &[], Language::Es);
    brief
        .facts
        .into_iter()
        .find(|fact| fact.label == label)
        .map(|fact| fact.value)
}

#[test]
fn the_customers_words_are_quoted_unchanged() {
    let ask = spanish(vec![customer("quiero hablar con ALGUIEN ya!!")]);
    let signal = Signal::guard(Trigger::ExplicitRequest, Reason::AskedForPerson);
    let brief = write(&ask, &[signal], Language::Es);
    assert_eq!(
        brief.wants,
        "Quiere hablar con una persona: «quiero hablar con ALGUIEN ya!!»"
    );
}

#[test]
fn what_the_agent_answered_is_what_was_tried() {
    let ask = spanish(vec![
        customer("precio?"),
        agent("Limpieza: $850"),
        customer("y con descuento?"),
    ]);
    assert_eq!(
        write(&ask, &[], Language::Es).tried,
        "El agente respondió: «Limpieza: $850»"
    );
}

#[test]
fn nothing_was_tried_when_the_agent_said_nothing() {
    assert_eq!(
        write(&spanish(vec![customer("hola, precio?")]), &[], Language::Es).tried,
        ""
    );
}

#[test]
fn names_dates_numbers_and_contacts_are_collected() {
    let ask = spanish(vec![
        customer("Hola, soy Laura Pérez y somos 40 personas"),
        customer(
            "sería el viernes a las 10:30, pedido #48213, mi correo es laura@ejemplo.mx, tengo $5,000",
        ),
        customer("quiero una limpieza. ¿se puede?"),
    ]);
    assert_eq!(value(&ask, FactLabel::Name).as_deref(), Some("Laura Pérez"));
    assert_eq!(
        value(&ask, FactLabel::Quantity).as_deref(),
        Some("40 personas")
    );
    assert_eq!(
        value(&ask, FactLabel::When).as_deref(),
        Some("el viernes a las 10:30")
    );
    assert!(value(&ask, FactLabel::Reference).is_some_and(|value| value.contains("48213")));
    assert_eq!(
        value(&ask, FactLabel::Contact).as_deref(),
        Some("laura@ejemplo.mx")
    );
    assert_eq!(value(&ask, FactLabel::Amount).as_deref(), Some("$5,000"));
    assert_eq!(value(&ask, FactLabel::Subject).as_deref(), Some("limpieza"));
}

#[test]
fn a_reference_is_no_year_behind_another_word() {
    let reference = |words: &str| value(&spanish(vec![customer(words)]), FactLabel::Reference);
    for words in [
        "sou cliente desde o ano 2023",
        "compré en el verano 2025",
        "fue en 2022, no 2023",
    ] {
        assert_eq!(reference(words), None, "{words}");
    }
    for words in [
        "es el nº 48213",
        "No. 48213",
        "n° 48213",
        "protocolo no 48213",
    ] {
        let found = reference(words);
        assert!(
            found.is_some_and(|found| found.ends_with("48213")),
            "{words}"
        );
    }
}

#[test]
fn the_second_of_something_is_no_monday() {
    let when = |words: &str| value(&spanish(vec![customer(words)]), FactLabel::When);
    for words in [
        "preciso da segunda via do boleto",
        "já é a terceira... na segunda vez que liguei ninguém atendeu",
        "es la segunda vez que pido que me llamen",
        "por segunda vez, llámenme",
        "prefiero la segunda",
        "estoy en Quinta Avenida",
        "só recebi a terça parte",
    ] {
        assert_eq!(when(words), None, "{words}");
    }
    for (words, day) in [
        ("me liguem na segunda", "na segunda"),
        ("na sexta fica bom", "na sexta"),
        ("pode ser quinta?", "quinta"),
        ("quarta ou depois", "quarta"),
        ("a segunda-feira é melhor", "segunda-feira"),
        ("terca feira serve", "terca feira"),
        ("na próxima segunda às 10h", "próxima segunda às 10h"),
        ("até sexta à tarde", "sexta à tarde"),
    ] {
        assert_eq!(when(words).as_deref(), Some(day), "{words}");
    }
}

#[test]
fn a_call_is_asked_for_its_time_unless_that_was_said() {
    let signal = Signal::guard(Trigger::ExplicitRequest, Reason::AskedForCall);
    let reply = |words: &str| {
        let ask = spanish(vec![customer(words)]);
        write(&ask, std::slice::from_ref(&signal), Language::Es).suggested_reply
    };
    let again = reply("es la segunda vez que pido que me llamen").unwrap_or_default();
    assert!(again.contains("a qué hora"), "{again}");
    let day = reply("quiero que me llamen mañana a las 10").unwrap_or_default();
    assert!(!day.contains("a qué hora"), "{day}");
}

#[test]
fn somebody_who_speaks_of_harming_themselves_gets_no_canned_reply() {
    let ask = spanish(vec![customer("ya no quiero vivir")]);
    let kind = ComplianceKind::SelfHarm;
    let signal = Signal::guard(Trigger::Compliance, Reason::Compliance { kind });
    assert_eq!(write(&ask, &[signal], Language::Es).suggested_reply, None);
}

#[test]
fn the_reply_is_in_the_customers_language_and_uses_their_name() {
    let mut ask = spanish(vec![customer(
        "could you tell me if you do this for my dog please",
    )]);
    ask.customer = Some("Kate Moss".to_owned());
    let reason = Reason::NotInPlaybook {
        topic: "dog".to_owned(),
        nearest: None,
    };
    let brief = write(
        &ask,
        &[Signal::guard(Trigger::OutOfScope, reason)],
        Language::Es,
    );
    assert_eq!(
        brief.suggested_reply.as_deref(),
        Some("Hi Kate, good question, let me check that for you.")
    );
    assert!(brief.wants.starts_with("Pregunta algo"), "{}", brief.wants);
}

#[test]
fn capitals_and_anger_are_an_angry_tone() {
    let ask = spanish(vec![customer("YA ESTOY HARTO DE USTEDES")]);
    let signal = Signal::guard(Trigger::Frustration, Reason::Mood);
    assert_eq!(write(&ask, &[signal], Language::Es).tone, Tone::Angry);
    assert_eq!(
        write(
            &spanish(vec![customer("me urge, por favor")]),
            &[],
            Language::Es
        )
        .tone,
        Tone::Hurried
    );
}

#[test]
fn the_words_around_the_quote_are_in_the_operators_language() {
    let ask = spanish(vec![customer("quiero hablar con alguien")]);
    let signal = Signal::guard(Trigger::ExplicitRequest, Reason::AskedForPerson);
    let brief = write(&ask, &[signal], Language::Pt);
    assert_eq!(
        brief.wants,
        "Quer falar com uma pessoa: “quiero hablar con alguien”"
    );
    assert!(
        brief
            .suggested_reply
            .is_some_and(|reply| reply.starts_with("Hola."))
    );
}

#[test]
fn a_courtesy_of_the_agent_is_no_answer() {
    let ask = spanish(vec![
        customer("hola"),
        agent("¡Hola! ¿En qué te puedo ayudar?"),
        customer("mi caso es complicado"),
    ]);
    assert_eq!(write(&ask, &[], Language::Es).tried, "");
}

#[test]
fn the_same_day_is_one_fact_and_the_fullest_wording_stays() {
    let ask = spanish(vec![
        customer("puede ser el viernes?"),
        customer("el viernes a las 10:30 entonces, sí, viernes"),
    ]);
    let facts = write(&ask, &[], Language::Es).facts;
    let days: Vec<&str> = facts
        .iter()
        .filter(|fact| fact.label == FactLabel::When)
        .map(|fact| fact.value.as_str())
        .collect();
    assert_eq!(days, ["el viernes a las 10:30"]);
}

#[test]
fn an_opportunity_is_asked_only_for_what_is_missing() {
    let reply = |words: &str| {
        let ask = spanish(vec![customer(words)]);
        let signal = Signal::guard(Trigger::HighValue, Reason::AgentUnsure);
        write(&ask, &[signal], Language::Es).suggested_reply
    };
    let all = reply("queremos un convenio para la empresa").unwrap_or_default();
    assert!(all.contains("¿Cuántos serían y para cuándo?"), "{all}");
    let day = reply("somos 40 empleados, queremos un convenio").unwrap_or_default();
    assert!(
        day.contains("40 empleados") && day.ends_with("¿Para cuándo sería?"),
        "{day}"
    );
    let none = reply("40 empleados, el viernes").unwrap_or_default();
    assert!(
        !none.contains("uántos") && !none.contains("cuándo"),
        "{none}"
    );
}

#[test]
fn an_open_question_is_told_where_the_quote_leaves_it_out() {
    let long = "les cuento ".repeat(20);
    let ask = spanish(vec![customer(&format!("{long} mi caso. ¿se puede?"))]);
    assert_eq!(value(&ask, FactLabel::Open).as_deref(), Some("¿se puede?"));
    let short = spanish(vec![customer("quiero una limpieza. ¿se puede?")]);
    assert_eq!(value(&short, FactLabel::Open), None);
}

/// A call because of these words of that message. In these stories a message's words are its id.
fn called_for(trigger: Trigger, reason: Reason, message: &str, quote: &str) -> Signal {
    Signal {
        evidence: vec![Evidence {
            message: MessageId::new(message),
            span: TextSpan { start: 0, end: 0 },
            quote: quote.to_owned(),
        }],
        ..Signal::guard(trigger, reason)
    }
}

#[test]
fn the_lead_stands_before_the_words_it_speaks_of_even_if_others_came_after_the_announcement() {
    let asked = "prefiero una llamada, por favor";
    let ask = spanish(vec![
        customer(asked),
        agent("Le comunico con alguien del equipo."),
        customer("mañana salgo de viaje"),
    ]);
    let reason = Reason::AskedForCall;
    let signal = called_for(Trigger::ExplicitRequest, reason, asked, "una llamada");
    assert_eq!(
        write(&ask, &[signal], Language::Es).wants,
        "Quiere que le llamen: «prefiero una llamada, por favor / mañana salgo de viaje»"
    );
}

#[test]
fn a_long_message_is_quoted_from_the_sentence_that_matters() {
    let before = "El lunes pasado fui con mi hermana a su tienda del centro. ".repeat(4);
    let words = format!("{before}Esto ya es una burla, nadie me resuelve.");
    let signal = called_for(
        Trigger::Frustration,
        Reason::Anger,
        &words,
        "ya es una burla",
    );
    let brief = write(&spanish(vec![customer(&words)]), &[signal], Language::Es);
    let quote = "«Esto ya es una burla, nadie me resuelve.»";
    assert!(brief.wants.ends_with(quote), "{}", brief.wants);
}

#[test]
fn a_word_that_is_too_long_by_itself_is_cut_and_not_left_out() {
    let link = format!("https://ejemplo.mx/{}", "a".repeat(400));
    let brief = write(&spanish(vec![customer(&link)]), &[], Language::Es);
    let quote = format!("«{}…»", link.chars().take(160).collect::<String>());
    assert!(brief.wants.ends_with(&quote), "{}", brief.wants);
}
