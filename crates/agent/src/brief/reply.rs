//! A first reply the operator can send as it is: short, human, in the customer's language. It holds
//! no diagnosis, no decision, no promise beyond "I'm reading this", and no fact about the business
//! but its name. Where any sentence would be a guess, there is none.

use crate::drafter::Ask;
use crate::talk::{Talk, language};
use conversation::language::Language;
use conversation::signal::{ComplianceKind, Reason, Signal, Trigger};

pub(super) fn suggest(ask: &Ask, talk: &Talk<'_>, deciding: Option<&Signal>) -> Option<String> {
    let signal = deciding?;
    let language = language(ask, &talk.words());
    let body = body(signal, language)?;
    let name = ask.customer.as_deref().and_then(first_name);
    let hello = match (language, name) {
        (Language::En, Some(name)) => format!("Hi {name}, "),
        (Language::En, None) => "Hi, ".to_owned(),
        (Language::Es, Some(name)) => format!("Hola, {name}. "),
        (Language::Es, None) => "Hola. ".to_owned(),
        (Language::Pt, Some(name)) => format!("Oi, {name}. "),
        (Language::Pt, None) => "Oi. ".to_owned(),
    };
    Some(format!(
        "{hello}{}",
        body.replace("{business}", &ask.playbook.business)
    ))
}

/// A name as people write it; WhatsApp names can be anything.
fn first_name(name: &str) -> Option<&str> {
    let first = name.split_whitespace().next()?;
    let is_name = first.chars().count() >= 2
        && first.chars().all(char::is_alphabetic)
        && first.chars().next().is_some_and(char::is_uppercase);
    is_name.then_some(first)
}

fn body(signal: &Signal, language: Language) -> Option<&'static str> {
    match signal.trigger {
        Trigger::Compliance => compliance(&signal.reason, language),
        Trigger::ExplicitRequest => Some(match language {
            Language::En => {
                "I'm a person from the {business} team. I've read what you wrote; go ahead, I'm here."
            }
            Language::Es => {
                "Soy una persona del equipo de {business}. Ya leí lo que escribiste; dime, aquí estoy."
            }
            Language::Pt => {
                "Sou uma pessoa da equipe da {business}. Já li o que você escreveu; pode falar, estou aqui."
            }
        }),
        Trigger::Frustration => Some(match language {
            Language::En => {
                "I'm sorry about the back and forth. I've read the whole conversation and I'm looking at it myself now."
            }
            Language::Es => {
                "Siento mucho tantas vueltas. Ya leí toda la conversación y lo estoy viendo yo."
            }
            Language::Pt => {
                "Desculpe pelo vai e vem. Já li toda a conversa e estou vendo isso pessoalmente."
            }
        }),
        Trigger::HighValue => Some(match language {
            Language::En => {
                "thanks for thinking of us. So that I can prepare this properly: how many would it be, for when, and where?"
            }
            Language::Es => {
                "Gracias por pensar en nosotros. Para prepararlo bien: ¿cuántos serían, para cuándo y dónde?"
            }
            Language::Pt => {
                "Obrigado por pensar na gente. Para preparar direitinho: quantos seriam, para quando e onde?"
            }
        }),
        Trigger::OutOfScope => out_of_scope(&signal.reason, language),
    }
}

fn out_of_scope(reason: &Reason, language: Language) -> Option<&'static str> {
    if matches!(
        reason,
        Reason::Unreadable { .. } | Reason::NotSent | Reason::WindowClosed
    ) {
        // What was sent, or what was lost, only the operator can see.
        return None;
    }
    Some(match language {
        Language::En => "good question, let me check that for you.",
        Language::Es => "Buena pregunta, déjame revisarlo.",
        Language::Pt => "Boa pergunta, deixa eu verificar.",
    })
}

fn compliance(reason: &Reason, language: Language) -> Option<&'static str> {
    let Reason::Compliance { kind } = reason else {
        return careful(language);
    };
    match kind {
        // Words for somebody in such distress must be the operator's own.
        ComplianceKind::SelfHarm => None,
        ComplianceKind::Emergency | ComplianceKind::Safety => Some(match language {
            Language::En => {
                "I'm a person from {business}. If anyone is in danger, please call the emergency services first. I'm here and reading."
            }
            Language::Es => {
                "Soy una persona de {business}. Si alguien está en peligro, llama primero a emergencias, por favor. Aquí estoy, leyendo."
            }
            Language::Pt => {
                "Sou uma pessoa da {business}. Se alguém estiver em perigo, ligue primeiro para a emergência, por favor. Estou aqui, lendo."
            }
        }),
        ComplianceKind::Symptoms => Some(match language {
            Language::En => {
                "thank you for telling us. I'm a person from {business}; how are you feeling right now, and since when?"
            }
            Language::Es => {
                "Gracias por avisarnos. Soy una persona de {business}; ¿cómo te sientes en este momento y desde cuándo?"
            }
            Language::Pt => {
                "Obrigado por avisar. Sou uma pessoa da {business}; como você está se sentindo agora, e desde quando?"
            }
        }),
        ComplianceKind::Legal
        | ComplianceKind::Privacy
        | ComplianceKind::Fraud
        | ComplianceKind::MoneyAdvice
        | ComplianceKind::Other => careful(language),
    }
}

fn careful(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::En => {
            "I'm a person from {business}. I've read your message and I'm taking it seriously."
        }
        Language::Es => {
            "Soy una persona de {business}. Ya leí tu mensaje y lo estoy tomando con seriedad."
        }
        Language::Pt => {
            "Sou uma pessoa da {business}. Já li a sua mensagem e estou levando a sério."
        }
    })
}
