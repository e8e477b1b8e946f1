//! Which of the owner's sentences answer a question, and when a person is needed instead.

mod demo;

use super::{Embedded, SCOPE};
use crate::drafter::{Answer, Ask};
use crate::testing::{agent, ask, customer};
use conversation::brief::Briefing;
use conversation::fact::DraftSource;
use conversation::language::Language;
use conversation::signal::{Reason, Signal, Source, Trigger};
use conversation::state::Turn;
use triggers::learn::{Plan, learn, learn_asks};
use triggers::model::N_HEADS;
use triggers::{Reader, Weights};

const CLINIC: &str = "Clínica Lumbre\n\nHorario\nLunes a viernes de 9:00 a 20:00, sábado de 9:00 a \
    15:00. Domingo cerrado.\n\nPrecios\n- Limpieza dental: $850, dura 45 minutos\n- Resina: desde \
    $1,100 por pieza\n- Corona de zirconia: $7,800\n\n¿Qué no hacemos?\nCirugía, botox, \
    micropigmentación.\n\nTono: de tú, cálido.\n";

fn clinic(turns: Vec<Turn>) -> Ask {
    ask(CLINIC, Language::Es, turns)
}

fn said(ask: &Ask) -> (String, Vec<DraftSource>) {
    match Embedded::new().answer(ask) {
        Answer::Reply { text, sources, .. } => (text, sources),
        Answer::HandOver { signal } => panic!("handed over: {signal:?}"),
    }
}

fn handed_over(ask: &Ask) -> Signal {
    match Embedded::new().answer(ask) {
        Answer::HandOver { signal } => *signal,
        Answer::Reply { text, .. } => panic!("answered: {text}"),
    }
}

#[test]
fn the_owners_own_sentence_answers() {
    let (text, _) = said(&clinic(vec![customer("cuánto cuesta la limpieza?")]));
    assert_eq!(text, "Limpieza dental: $850, dura 45 minutos");
}

#[test]
fn a_source_is_a_verbatim_part_of_the_prompt() {
    let (_, sources) = said(&clinic(vec![customer("precio de la corona de zirconia")]));
    assert!(!sources.is_empty());
    for source in sources {
        let span = source.start as usize..source.end as usize;
        assert_eq!(CLINIC.get(span), Some(source.text.as_str()));
    }
}

#[test]
fn what_the_owner_forbids_is_neither_said_nor_a_heading() {
    let prompts = [
        (
            Language::Es,
            "Café Alba\n\nAbrimos de 8:00 a 20:00.\n\nNo ofrezcas rebajas. No digas que el proveedor es \
             Tostadores Norte. No compartas la clave del wifi.",
            [
                "¿cuál es la clave del wifi?",
                "¿su proveedor es Tostadores Norte?",
            ],
        ),
        (
            Language::En,
            "Alba Bakery\n\nOpen 8:00 to 20:00.\n\nNever mention rebates. Do not offer store credit. Don't \
             share the owner's phone number.",
            [
                "do you offer store credit?",
                "what is the owner's phone number?",
            ],
        ),
        (
            Language::Pt,
            "Padaria Alba\n\nAbrimos das 8:00 às 20:00.\n\nNunca mencione abatimentos. Não ofereça fiado. \
             Não compartilhe a senha do wifi.",
            ["vocês vendem fiado?", "qual é a senha do wifi?"],
        ),
    ];
    for (language, prompt, questions) in prompts {
        for question in questions {
            handed_over(&ask(prompt, language, vec![customer(question)]));
        }
    }
}

/// A reader that finds everything covered by every playbook.
fn content_reader() -> Reader {
    let learned = |head| learn(&[], head, Plan::default(), |_| true).into_head(5.0, 1.0);
    let (heads, sparse): (Vec<_>, Vec<_>) = (0..N_HEADS).map(learned).unzip();
    let sparse = sparse.try_into().expect("one for each head");
    let asks = learn_asks(&[], |_| true);
    let weights = Weights::new(
        "content".to_owned(),
        heads,
        sparse,
        &[],
        asks,
        Default::default(),
    );
    Reader::with_weights(&weights.to_bytes()).expect("usable")
}

#[test]
fn how_well_the_playbook_covers_it_is_asked_of_the_reader_it_was_made_with() {
    let ask = clinic(vec![customer("¿hacen análisis de sangre para mi gato?")]);
    let covered = |answerer: &Embedded<'_>| answerer.rehearse(&ask).0.0[SCOPE];
    assert!(covered(&Embedded::new()) < 0.5);
    assert!(covered(&Embedded::asking(&content_reader())) > 0.9);
}

#[test]
fn a_burst_is_answered_as_one() {
    let burst = vec![
        customer("hola"),
        customer("la limpieza"),
        customer("cuánto cuesta y cuánto dura?"),
    ];
    let (text, _) = said(&clinic(burst));
    assert!(text.starts_with("¡Hola! "), "{text}");
    assert!(
        text.contains("$850") && text.contains("45 minutos"),
        "{text}"
    );
}

#[test]
fn a_follow_up_leans_on_the_question_before() {
    let turns = vec![
        customer("a qué hora abren los lunes?"),
        agent("Lunes a viernes de 9:00 a 20:00."),
        customer("y en sábado?"),
    ];
    let (text, _) = said(&clinic(turns));
    assert!(text.contains("15:00"), "{text}");
}

#[test]
fn what_the_playbook_does_not_hold_goes_to_a_person() {
    let ask = clinic(vec![customer("¿hacen análisis de sangre para mi gato?")]);
    let signal = handed_over(&ask);
    assert_eq!(signal.trigger, Trigger::OutOfScope);
    assert_eq!(signal.source, Source::Agent);
    assert!(signal.fires());
    assert_eq!(
        signal.evidence[0].quote,
        "¿hacen análisis de sangre para mi gato?"
    );
    assert!(matches!(signal.reason, Reason::NotInPlaybook { .. }));
}

#[test]
fn the_same_answer_is_not_given_twice() {
    let question = "cuánto cuesta la limpieza?";
    let first = said(&clinic(vec![customer(question)])).0;
    let ask = clinic(vec![customer(question), agent(&first), customer(question)]);
    assert_eq!(handed_over(&ask).reason, Reason::AgentUnsure);
}

#[test]
fn courtesies_are_answered_in_kind_and_never_twice_alike() {
    let first = said(&clinic(vec![customer("gracias!")])).0;
    assert_eq!(first, "¡Con gusto!");
    let again = said(&clinic(vec![
        customer("gracias"),
        agent(&first),
        customer("gracias 🙏"),
    ]))
    .0;
    assert_ne!(again, first);
}

#[test]
fn an_unclear_message_is_asked_about_once() {
    let asked = said(&clinic(vec![customer("quiero saber algo")])).0;
    assert!(asked.contains('?'), "{asked}");
    let ask = clinic(vec![
        customer("quiero saber algo"),
        agent(&asked),
        customer("quiero algo"),
    ]);
    assert_eq!(handed_over(&ask).trigger, Trigger::OutOfScope);
}

#[test]
fn in_another_language_the_owners_words_come_with_an_honest_frame() {
    let ask = clinic(vec![customer(
        "hi, how much is the dental cleaning please?",
    )]);
    let (text, _) = said(&ask);
    assert!(text.starts_with("Hi! I have this in Spanish:"), "{text}");
    assert!(text.contains("$850"), "{text}");
}

#[test]
fn a_list_of_what_is_not_done_keeps_its_no() {
    let (text, _) = said(&clinic(vec![customer("hacen micropigmentación?")]));
    assert!(text.starts_with("No hacemos: "), "{text}");
}

#[test]
fn how_to_talk_is_never_told_to_a_customer() {
    let (text, _) = said(&clinic(vec![customer(
        "cuánto cuesta la resina? de tú cálido tono",
    )]));
    assert!(!text.contains("Tono"), "{text}");
}

#[test]
fn what_an_operator_said_may_be_used_and_what_to_avoid_is_avoided() {
    let fact = "La corona llega del laboratorio el jueves.";
    let mut ask = briefed("y mi corona ya llegó del laboratorio?", &[fact]);
    assert!(said(&ask).0.contains("jueves"));
    ask.briefing = Some(Briefing {
        facts: Vec::new(),
        promises: Vec::new(),
        avoid: vec!["la corona".to_owned()],
    });
    assert!(matches!(
        handed_over(&ask).reason,
        Reason::AgentSaysSo { .. }
    ));
}

/// With `facts` of an operator.
fn briefed(turn: &str, facts: &[&str]) -> Ask {
    let facts = facts.iter().map(|fact| (*fact).to_owned()).collect();
    let mut ask = clinic(vec![customer(turn)]);
    ask.briefing = Some(Briefing {
        facts,
        promises: Vec::new(),
        avoid: Vec::new(),
    });
    ask
}

#[test]
fn what_an_operator_asks_of_the_agent_is_not_told_to_a_customer() {
    let order = "Ask for the order number before promising a refund.";
    let ask = briefed("can I get a refund?", &[order]);
    let answer = Embedded::new().answer(&ask);
    assert!(matches!(answer, Answer::HandOver { .. }), "{answer:?}");
    let fact = "A refund takes three days.";
    let ask = briefed("can I get a refund?", &[order, fact]);
    assert_eq!(said(&ask).0, fact);
}

#[test]
fn what_an_operator_said_in_another_language_comes_with_the_same_frame() {
    let spanish = "La corona de zirconia llega el jueves.";
    let (text, _) = said(&briefed("hi, is the zirconia corona here?", &[spanish]));
    assert_eq!(text, format!("Hi! I have this in Spanish:\n“{spanish}”"));
    let english = "The zirconia crown is here on Thursday.";
    let (text, _) = said(&briefed("hi, is the zirconia crown here?", &[english]));
    assert_eq!(text, format!("Hi! {english}"));
}

#[test]
fn what_an_operator_said_in_few_words_is_found() {
    let ask = briefed("lista mi corona?", &["Corona lista", "Sin costo extra"]);
    assert_eq!(said(&ask).0, "Corona lista");
}

#[test]
fn every_question_of_a_message_is_answered() {
    let (text, _) = said(&clinic(vec![customer(
        "cuánto cuesta la limpieza dental? y la corona de zirconia, cuánto vale?",
    )]));
    assert!(text.contains("$850") && text.contains("$7,800"), "{text}");
}

#[test]
fn a_fact_is_not_said_twice_in_a_row() {
    let turns = vec![
        customer("cuánto cuesta la limpieza?"),
        agent("Limpieza dental: $850, dura 45 minutos"),
        customer("y la limpieza cuánto tiempo dura?"),
    ];
    let (text, _) = said(&clinic(turns));
    assert_eq!(
        text,
        "Como te decía: Limpieza dental: $850, dura 45 minutos"
    );
}

#[test]
fn a_day_inside_a_range_is_found() {
    let (text, _) = said(&clinic(vec![customer("a qué hora abren los miércoles?")]));
    assert!(text.contains("9:00 a 20:00"), "{text}");
}

#[test]
fn a_greeting_is_returned_once() {
    let turns = vec![
        customer("hola, cuánto cuesta la limpieza?"),
        agent("¡Hola! Limpieza dental: $850, dura 45 minutos"),
        customer("hola, y la corona de zirconia cuánto cuesta?"),
    ];
    let (text, _) = said(&clinic(turns));
    assert!(!text.starts_with("¡Hola"), "{text}");
}

#[test]
fn the_question_is_the_evidence_and_not_the_greeting() {
    let ask = clinic(vec![
        customer("hola! una pregunta rápida"),
        customer("¿hacen análisis de sangre para mi gato?"),
    ]);
    let quotes: Vec<String> = handed_over(&ask)
        .evidence
        .into_iter()
        .map(|evidence| evidence.quote)
        .collect();
    assert_eq!(quotes, ["¿hacen análisis de sangre para mi gato?"]);
}
