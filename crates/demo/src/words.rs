//! What the phone page says of the other side, in three languages. Pure.

use conversation::language::Language;
use conversation::signal::Trigger;

/// The sentences of one language.
pub(crate) struct Words {
    pub(crate) agent_answers: &'static str,
    pub(crate) from_playbook: &'static str,
    pub(crate) goes_to_person: &'static str,
    pub(crate) calls: &'static str,
    pub(crate) takes_it: &'static str,
    pub(crate) waited: &'static str,
    pub(crate) passed: &'static str,
    pub(crate) handed_back: &'static str,
    pub(crate) knows: &'static str,
    pub(crate) closed: &'static str,
    pub(crate) done: &'static str,
    pub(crate) silent: &'static str,
}

pub(crate) fn words(language: Language) -> Words {
    match language {
        Language::En => Words {
            agent_answers: "The agent answers",
            from_playbook: "From the playbook: {}",
            goes_to_person: "It goes to a person",
            calls: "{} is called",
            takes_it: "{} takes it",
            waited: "Waited {}",
            passed: "Handed to {}",
            handed_back: "Back with the agent",
            knows: "It knows what was said",
            closed: "Closed",
            done: "Ended without a person noticing a seam",
            silent: "The agent is silent",
        },
        Language::Es => Words {
            agent_answers: "El agente responde",
            from_playbook: "De la guía: {}",
            goes_to_person: "Pasa a una persona",
            calls: "avisa a {}",
            takes_it: "{} la toma",
            waited: "Esperó {}",
            passed: "Pasa a {}",
            handed_back: "Vuelve al agente",
            knows: "Sabe lo que se habló",
            closed: "Cerrada",
            done: "Terminó sin que se note el relevo",
            silent: "El agente guarda silencio",
        },
        Language::Pt => Words {
            agent_answers: "O agente responde",
            from_playbook: "Do guia: {}",
            goes_to_person: "Vai para uma pessoa",
            calls: "avisa {}",
            takes_it: "{} assume",
            waited: "Esperou {}",
            passed: "Passa para {}",
            handed_back: "Volta ao agente",
            knows: "Sabe o que foi dito",
            closed: "Encerrada",
            done: "Terminou sem que se note a passagem",
            silent: "O agente está em silêncio",
        },
    }
}

/// The trigger's name.
pub(crate) fn trigger(trigger: Trigger, language: Language) -> &'static str {
    match (trigger, language) {
        (Trigger::Compliance, Language::En) => "Compliance",
        (Trigger::Compliance, Language::Es) => "Cumplimiento",
        (Trigger::Compliance, Language::Pt) => "Conformidade",
        (Trigger::ExplicitRequest, Language::En) => "Asks for a person",
        (Trigger::ExplicitRequest, Language::Es) => "Pide una persona",
        (Trigger::ExplicitRequest, Language::Pt) => "Pede uma pessoa",
        (Trigger::Frustration, Language::En) => "Frustration",
        (Trigger::Frustration, Language::Es) => "Frustración",
        (Trigger::Frustration, Language::Pt) => "Frustração",
        (Trigger::HighValue, Language::En) => "High value",
        (Trigger::HighValue, Language::Es) => "Alto valor",
        (Trigger::HighValue, Language::Pt) => "Alto valor",
        (Trigger::OutOfScope, Language::En) => "Out of scope",
        (Trigger::OutOfScope, Language::Es) => "Fuera de la guía",
        (Trigger::OutOfScope, Language::Pt) => "Fora do guia",
    }
}

/// A span as one says it: "1 min 50 s".
pub(crate) fn span(seconds: u64) -> String {
    match (seconds / 60, seconds % 60) {
        (0, seconds) => format!("{seconds} s"),
        (minutes, seconds) => format!("{minutes} min {seconds} s"),
    }
}
