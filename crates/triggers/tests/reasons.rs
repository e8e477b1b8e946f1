//! Why a person is called for what is out of scope: the sort of the wish where it is clear, else what the
//! playbook lacks. And the words that are shown for it. Meant for whoever changes how wishes are told apart.

mod said;

use conversation::signal::{Reason, Trigger};
use said::read;
use triggers::{Guide, GuideSource};

const PROMPT: &str = "Taller Bravo repairs and sells bicycles. Open Monday to Saturday 9 to 18.\n\
    - Full service 45 euros, ready in three days\n- New tyre 18 euros, fitted\n\
    - City bikes from 290 euros\nReturns within 14 days with the receipt. We take cards and cash.";

/// The reason given for out of scope, whether or not it is enough to hand over.
fn reason(text: &str) -> Option<Reason> {
    let guide = Guide::new(&GuideSource::of_prompt(PROMPT));
    let mut signals = read(text, &guide).signals.into_iter();
    let signal = signals.find(|signal| signal.trigger == Trigger::OutOfScope)?;
    Some(signal.reason)
}

#[test]
fn a_look_at_what_is_the_customers_own_is_called_so() {
    for text in [
        "hi, has my bike come out of the workshop yet? left it on monday, name is Collins",
        "hola, ya está lista mi bici? la dejé el lunes a nombre de Vera",
        "oi, minha bicicleta já ficou pronta? deixei na segunda, em nome de Iolanda",
        "did I leave a grey scarf at your shop on Tuesday?",
        "can you send me the invoice for my repair again, I lost it",
    ] {
        assert_eq!(reason(text), Some(Reason::OwnMatter), "{text}");
    }
}

#[test]
fn a_wish_for_a_decision_is_called_so() {
    for text in [
        "would you do both tyres for 30 if I pay cash?",
        "si llevo dos bicis me hace un descuento?",
        "dá pra fazer por 250 à vista?",
        "I need to move my service from thursday to friday please",
        "perdí el recibo, me la cambian igual aunque pasaron 20 días?",
    ] {
        assert_eq!(reason(text), Some(Reason::AsksForDecision), "{text}");
    }
}

#[test]
fn what_the_playbook_lacks_is_named_in_the_customers_words() {
    for (text, named) in [
        ("do you rent out tandems?", "tandems"),
        (
            "buenas, ustedes venden cascos para moto? busco uno para mi hijo",
            "cascos",
        ),
    ] {
        match reason(text) {
            Some(Reason::NotInPlaybook { topic, .. }) => {
                assert!(topic.contains(named), "{text}: {topic}")
            }
            other => panic!("{text}: {other:?}"),
        }
    }
}

#[test]
fn the_words_shown_begin_and_end_with_a_word() {
    let guide = Guide::new(&GuideSource::of_prompt(PROMPT));
    let words = "this is the third time I ask, useless";
    let signals = read(words, &guide).signals;
    let quotes: Vec<&str> = signals
        .iter()
        .flat_map(|signal| &signal.evidence)
        .map(|evidence| evidence.quote.as_str())
        .collect();
    assert!(quotes.contains(&"useless"), "{quotes:?}");
    for evidence in signals.iter().flat_map(|signal| &signal.evidence) {
        let span = evidence.span.start as usize..evidence.span.end as usize;
        assert_eq!(&words[span], evidence.quote);
    }
}
