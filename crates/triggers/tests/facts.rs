//! A playbook is cut as its owner laid it out, whatever marks stand before a line; and what a fact doesn't
//! speak of isn't found in it.

use triggers::{Guide, GuideSource};

fn guide(prompt: &str) -> Guide {
    Guide::new(&GuideSource::of_prompt(prompt))
}

fn facts(prompt: &str) -> Vec<String> {
    let guide = guide(prompt);
    guide.facts().iter().map(|fact| fact.text.clone()).collect()
}

#[test]
fn a_short_line_of_a_list_is_a_fact_whatever_its_bullet() {
    for bullet in ["-", "•", "–", "·", "→", "✔", "✔️", "✅", "*"] {
        let prompt = format!("Servicios:\n{bullet} Tinte\n{bullet} Corte de pelo\n");
        assert_eq!(facts(&prompt), ["Tinte", "Corte de pelo"], "{bullet}");
    }
}

#[test]
fn long_lines_of_a_starred_list_stay_apart() {
    let (one, two) = (
        "Full service of a bicycle with new cables and brake pads 45 euros",
        "City bikes with lights and a lock from 290 euros, in three sizes",
    );
    assert_eq!(facts(&format!("* {one}\n* {two}\n")), [one, two]);
}

#[test]
fn a_line_in_bold_names_what_stands_below_it() {
    let guide = guide("**Precios**\n- Corte 12 euros\n");
    let [fact] = guide.facts() else {
        panic!("one fact: {:?}", guide.facts());
    };
    assert_eq!(fact.text, "Corte 12 euros");
    assert_eq!(fact.section.as_deref(), Some("Precios"));
}

#[test]
fn a_small_word_answers_for_no_longer_one_of_the_same_stem() {
    for (prompt, question) in [
        ("Estamos en Av. Juárez 12.", "¿Tienen estacionamiento?"),
        ("Trabajamos las 24 horas.", "hacen depilación láser?"),
        ("Uma mesa por pessoa.", "fica perto da praia?"),
    ] {
        let guide = guide(prompt);
        let hits = guide.search(question);
        assert!(
            hits.iter().all(|hit| hit.score < 0.3),
            "{question}: {hits:?}"
        );
    }
}
