//! The sentences of a suggested reply, in three languages, addressed to anybody and said by anybody:
//! none of them needs to know whether a man or a woman writes. It chooses nothing.

use conversation::language::Language;

pub(super) fn hello(language: Language, name: Option<&str>) -> String {
    match (language, name) {
        (Language::En, Some(name)) => format!("Hi {name}, "),
        (Language::En, None) => "Hi, ".to_owned(),
        (Language::Es, Some(name)) => format!("Hola, {name}. "),
        (Language::Es, None) => "Hola. ".to_owned(),
        (Language::Pt, Some(name)) => format!("Oi, {name}. "),
        (Language::Pt, None) => "Oi. ".to_owned(),
    }
}

pub(super) fn here(language: Language) -> &'static str {
    match language {
        Language::En => {
            "I'm a person from the {business} team. I've read what you wrote; go ahead, I'm here."
        }
        Language::Es => {
            "Soy una persona del equipo de {business}. Ya leí lo que escribiste; dime, aquí estoy."
        }
        Language::Pt => {
            "Sou uma pessoa da equipe da {business}. Já li o que você escreveu; pode falar, estou aqui."
        }
    }
}

/// `has_time` is whether they already said when.
pub(super) fn call(language: Language, has_time: bool) -> &'static str {
    match (language, has_time) {
        (Language::En, false) => {
            "I'm a person from the {business} team. About the call: is this the right number, and what time suits you?"
        }
        (Language::En, true) => {
            "I'm a person from the {business} team. About the call: is this the right number?"
        }
        (Language::Es, false) => {
            "Soy una persona del equipo de {business}. Para la llamada: ¿es a este número y a qué hora te queda bien?"
        }
        (Language::Es, true) => {
            "Soy una persona del equipo de {business}. Para la llamada: ¿es a este número?"
        }
        (Language::Pt, false) => {
            "Sou uma pessoa da equipe da {business}. Para a ligação: é neste número, e que horas ficam boas para você?"
        }
        (Language::Pt, true) => {
            "Sou uma pessoa da equipe da {business}. Para a ligação: é neste número?"
        }
    }
}

pub(super) fn sorry(language: Language) -> &'static str {
    match language {
        Language::En => {
            "I'm sorry about the back and forth. I've read the whole conversation and I'm looking at it myself now."
        }
        Language::Es => {
            "Siento mucho tantas vueltas. Ya leí toda la conversación y lo estoy viendo personalmente."
        }
        Language::Pt => {
            "Desculpe pelo vai e vem. Já li toda a conversa e estou vendo isso pessoalmente."
        }
    }
}

pub(super) fn thanks(language: Language) -> &'static str {
    match language {
        Language::En => "thanks for thinking of us.",
        Language::Es => "Gracias por pensar en nosotros.",
        Language::Pt => "Agradeço o interesse.",
    }
}

/// What was understood, as a list.
pub(super) fn noted(language: Language, known: &str) -> String {
    match language {
        Language::En => format!("I've noted: {known}. "),
        Language::Es => format!("Tengo anotado: {known}. "),
        Language::Pt => format!("Anotei: {known}. "),
    }
}

/// The question for what is not known yet.
pub(super) fn missing(language: Language, number: bool, time: bool) -> &'static str {
    match (language, number, time) {
        (Language::En, true, true) => "How many would it be, and for when?",
        (Language::En, true, false) => "How many would it be?",
        (Language::En, false, true) => "For when would it be?",
        (Language::En, false, false) => "Is there anything else I should know to prepare it?",
        (Language::Es, true, true) => "¿Cuántos serían y para cuándo?",
        (Language::Es, true, false) => "¿Cuántos serían?",
        (Language::Es, false, true) => "¿Para cuándo sería?",
        (Language::Es, false, false) => "¿Hay algo más que deba saber para prepararlo?",
        (Language::Pt, true, true) => "Quantos seriam e para quando?",
        (Language::Pt, true, false) => "Quantos seriam?",
        (Language::Pt, false, true) => "Para quando seria?",
        (Language::Pt, false, false) => "Tem mais alguma coisa que eu deva saber para preparar?",
    }
}

pub(super) fn checking(language: Language) -> &'static str {
    match language {
        Language::En => "good question, let me check that for you.",
        Language::Es => "Buena pregunta, déjame revisarlo.",
        Language::Pt => "Boa pergunta, deixa eu verificar.",
    }
}

pub(super) fn looking(language: Language) -> &'static str {
    match language {
        Language::En => "I've read your request and I'm looking at it now.",
        Language::Es => "Ya leí lo que pides y lo estoy viendo.",
        Language::Pt => "Já li o seu pedido e estou vendo isso.",
    }
}

pub(super) fn danger(language: Language) -> &'static str {
    match language {
        Language::En => {
            "I'm a person from {business}. If anyone is in danger, please call the emergency services first. I'm here and reading."
        }
        Language::Es => {
            "Soy una persona de {business}. Si alguien está en peligro, llama primero a emergencias, por favor. Aquí estoy, leyendo."
        }
        Language::Pt => {
            "Sou uma pessoa da {business}. Se alguém estiver em perigo, ligue primeiro para a emergência, por favor. Estou aqui, lendo."
        }
    }
}

pub(super) fn symptoms(language: Language) -> &'static str {
    match language {
        Language::En => {
            "thank you for telling us. I'm a person from {business}; how are you feeling right now?"
        }
        Language::Es => {
            "Gracias por avisarnos. Soy una persona de {business}; ¿cómo te sientes en este momento?"
        }
        Language::Pt => {
            "Que bom que você avisou. Sou uma pessoa da {business}; como você está se sentindo agora?"
        }
    }
}

pub(super) fn careful(language: Language) -> &'static str {
    match language {
        Language::En => {
            "I'm a person from {business}. I've read your message and I'm taking it seriously."
        }
        Language::Es => {
            "Soy una persona de {business}. Ya leí tu mensaje y lo estoy tomando con seriedad."
        }
        Language::Pt => {
            "Sou uma pessoa da {business}. Já li a sua mensagem e estou levando a sério."
        }
    }
}
