//! What the shell says outside the window: tray, alerts, questions. English, Spanish and Portuguese.
//! The words of the window itself are in `ui/src/text`.

use conversation::language::Language;
use conversation::signal::Trigger;

/// The fixed words of one language.
#[derive(Debug)]
pub(crate) struct Words {
    pub(crate) open: &'static str,
    pub(crate) agent_answers: &'static str,
    pub(crate) away: &'static str,
    pub(crate) quit: &'static str,
    pub(crate) take_over: &'static str,
    pub(crate) in_five_minutes: &'static str,
    pub(crate) keep_running: &'static str,
    pub(crate) quit_title: &'static str,
    pub(crate) quit_text: &'static str,
    pub(crate) stays_title: &'static str,
    pub(crate) stays_in_tray: &'static str,
    pub(crate) cannot_start: &'static str,
    pub(crate) saved_title: &'static str,
    pub(crate) saved_text: &'static str,
    pub(crate) not_saved_title: &'static str,
    pub(crate) not_saved_text: &'static str,
}

const EN: Words = Words {
    open: "Open Relevo",
    agent_answers: "The agent answers",
    away: "I'm away",
    quit: "Quit Relevo",
    take_over: "Take over",
    in_five_minutes: "In 5 minutes",
    keep_running: "Keep running",
    quit_title: "The agent is answering",
    quit_text: "If you quit, nobody answers until Relevo runs again. What customers write meanwhile \
                arrives then.",
    stays_title: "Relevo keeps running",
    stays_in_tray: "It stays in the tray and calls you when somebody needs a person.",
    cannot_start: "Relevo can't start",
    saved_title: "Saved",
    saved_text: "It is in your downloads folder.",
    not_saved_title: "The file was not saved",
    not_saved_text: "Look whether there is room in your downloads folder, and try again.",
};

const ES: Words = Words {
    open: "Abrir Relevo",
    agent_answers: "El agente responde",
    away: "No estoy",
    quit: "Salir de Relevo",
    take_over: "Tomar la conversación",
    in_five_minutes: "En 5 minutos",
    keep_running: "Seguir",
    quit_title: "El agente está respondiendo",
    quit_text: "Si sales, nadie responde hasta que Relevo se abra de nuevo. Lo que escriban los \
                clientes llega entonces.",
    stays_title: "Relevo sigue abierto",
    stays_in_tray: "Queda junto al reloj y te avisa cuando alguien necesite una persona.",
    cannot_start: "Relevo no puede abrirse",
    saved_title: "Guardado",
    saved_text: "Está en tu carpeta de descargas.",
    not_saved_title: "El archivo no se guardó",
    not_saved_text: "Mira si hay espacio en tu carpeta de descargas e inténtalo de nuevo.",
};

const PT: Words = Words {
    open: "Abrir o Relevo",
    agent_answers: "O agente responde",
    away: "Estou fora",
    quit: "Sair do Relevo",
    take_over: "Assumir a conversa",
    in_five_minutes: "Em 5 minutos",
    keep_running: "Continuar",
    quit_title: "O agente está respondendo",
    quit_text: "Se você sair, ninguém responde até o Relevo abrir de novo. O que os clientes \
                escreverem chega então.",
    stays_title: "O Relevo continua aberto",
    stays_in_tray: "Fica junto ao relógio e avisa quando alguém precisar de uma pessoa.",
    cannot_start: "O Relevo não pode abrir",
    saved_title: "Salvo",
    saved_text: "Está na sua pasta de downloads.",
    not_saved_title: "O arquivo não foi salvo",
    not_saved_text: "Veja se há espaço na sua pasta de downloads e tente de novo.",
};

/// The words of `language`.
pub(crate) fn words(language: Language) -> &'static Words {
    match language {
        Language::En => &EN,
        Language::Es => &ES,
        Language::Pt => &PT,
    }
}

/// A trigger by its name.
pub(crate) fn trigger(language: Language, trigger: Trigger) -> &'static str {
    let [en, es, pt] = match trigger {
        Trigger::ExplicitRequest => ["Asks for a person", "Pide una persona", "Pede uma pessoa"],
        Trigger::Frustration => ["Frustration", "Frustración", "Frustração"],
        Trigger::OutOfScope => ["Out of scope", "Fuera de la guía", "Fora do guia"],
        Trigger::HighValue => ["High value", "Alto valor", "Alto valor"],
        Trigger::Compliance => ["Compliance", "Cumplimiento", "Conformidade"],
    };
    choose(language, en, es, pt)
}

/// Since when a customer waits, e.g. "since 10:41".
pub(crate) fn since(language: Language, time: &str) -> String {
    let since = choose(language, "since", "desde las", "desde as");
    format!("{since} {time}")
}

/// Since when we are late, e.g. "late since 10:46".
pub(crate) fn late(language: Language, time: &str) -> String {
    let late = choose(language, "late", "tarde", "atrasada");
    format!("{late} {}", since(language, time))
}

/// How many wait, as the tray's tooltip.
pub(crate) fn waiting(language: Language, waiting: u32, late: u32) -> String {
    let people = match (waiting, language) {
        (0, Language::En) => "nobody is waiting".to_owned(),
        (0, Language::Es) => "nadie espera".to_owned(),
        (0, Language::Pt) => "ninguém espera".to_owned(),
        (1, Language::En) => "1 needs a person".to_owned(),
        (1, Language::Es) => "1 necesita una persona".to_owned(),
        (1, Language::Pt) => "1 precisa de uma pessoa".to_owned(),
        (n, Language::En) => format!("{n} need a person"),
        (n, Language::Es) => format!("{n} necesitan una persona"),
        (n, Language::Pt) => format!("{n} precisam de uma pessoa"),
    };
    if late == 0 {
        return format!("Relevo: {people}");
    }
    format!(
        "Relevo: {people}, {late} {}",
        choose(language, "late", "tarde", "com atraso")
    )
}

/// Who was faster, e.g. "Rosa has it."
pub(crate) fn taken_by(language: Language, name: &str) -> String {
    match language {
        Language::En => format!("{name} has it."),
        Language::Es => format!("La tiene {name}."),
        Language::Pt => format!("Está com {name}."),
    }
}

fn choose<T>(language: Language, en: T, es: T, pt: T) -> T {
    match language {
        Language::En => en,
        Language::Es => es,
        Language::Pt => pt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_person_waits_in_the_singular() {
        assert_eq!(waiting(Language::En, 1, 0), "Relevo: 1 needs a person");
        assert_eq!(
            waiting(Language::Pt, 3, 1),
            "Relevo: 3 precisam de uma pessoa, 1 com atraso"
        );
    }
}
