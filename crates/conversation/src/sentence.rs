//! The few sentences Relevo itself can say to a customer while a conversation waits, in the
//! customer's language. The owner can replace each of them in the playbook.

use crate::language::Language;
use crate::playbook::Meanwhile;
use crate::time::{Minutes, Timestamp};
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

/// Up to this promise "in a few minutes" is honest.
const A_FEW_MINUTES: Minutes = Minutes(15);

/// The sentence for a trigger's `meanwhile`, in `language`; `None` for silence. It promises no more
/// than `promise` does.
pub fn meanwhile(
    meanwhile: Meanwhile,
    promise: Minutes,
    language: Language,
) -> Option<&'static str> {
    match meanwhile {
        Meanwhile::Silent => None,
        Meanwhile::Announce if promise <= A_FEW_MINUTES => Some(in_a_few_minutes(language)),
        Meanwhile::Announce => Some(as_soon_as_they_can(language)),
        Meanwhile::Qualify => Some(qualify(language)),
    }
}

fn in_a_few_minutes(language: Language) -> &'static str {
    match language {
        Language::En => {
            "Let me get someone from the team for this. They'll write to you here in a few minutes."
        }
        Language::Es => {
            "Esto lo ve mejor una persona del equipo. Ya le avisé y te escribe por aquí en unos minutos."
        }
        Language::Pt => {
            "Isso é melhor com uma pessoa da equipe. Já avisei e ela te escreve por aqui em alguns minutos."
        }
    }
}

fn as_soon_as_they_can(language: Language) -> &'static str {
    match language {
        Language::En => {
            "Let me get someone from the team for this. They'll write to you here as soon as they can."
        }
        Language::Es => {
            "Esto lo ve mejor una persona del equipo. Ya le avisé y te escribe por aquí en cuanto pueda."
        }
        Language::Pt => {
            "Isso é melhor com uma pessoa da equipe. Já avisei e ela te escreve por aqui assim que puder."
        }
    }
}

fn qualify(language: Language) -> &'static str {
    match language {
        Language::En => {
            "Gladly. So the right person can prepare: for which company or occasion is it, how many, and by when?"
        }
        Language::Es => {
            "Con gusto. Para que te atienda la persona indicada: ¿para qué empresa u ocasión es, cuántos serían y para cuándo?"
        }
        Language::Pt => {
            "Com prazer. Para a pessoa certa já chegar preparada: para qual empresa ou ocasião é, quantos seriam e para quando?"
        }
    }
}

/// Says honestly when somebody will answer, because nobody is at work at `now`.
pub fn out_of_hours(
    opens: Timestamp,
    now: Timestamp,
    zone: &TimeZone,
    language: Language,
) -> String {
    let when = moment(opens, now, zone, language);
    match language {
        Language::En => format!("Our team is off right now. Someone will answer you here {when}."),
        Language::Es => format!(
            "Ahora el equipo está fuera de horario. Una persona te responde por aquí {when}."
        ),
        Language::Pt => {
            format!("Agora a equipe está fora do horário. Uma pessoa te responde por aqui {when}.")
        }
    }
}

/// "tomorrow at 9:00", as one says it.
fn moment(at: Timestamp, now: Timestamp, zone: &TimeZone, language: Language) -> String {
    let (there, here) = (
        crate::hours::local(at, zone),
        crate::hours::local(now, zone),
    );
    let clock = format!("{}:{:02}", there.hour(), there.minute());
    let tomorrow = here.date().tomorrow().is_ok_and(|day| day == there.date());
    let today = there.date() == here.date();
    match language {
        Language::En if today => format!("today at {clock}"),
        Language::En if tomorrow => format!("tomorrow at {clock}"),
        Language::En => format!("on {} at {clock}", weekday(there.weekday(), language)),
        Language::Es => {
            let at = if there.hour() == 1 { "a la" } else { "a las" };
            let day = match (today, tomorrow) {
                (true, _) => "hoy".to_owned(),
                (false, true) => "mañana".to_owned(),
                (false, false) => format!("el {}", weekday(there.weekday(), language)),
            };
            format!("{day} {at} {clock}")
        }
        Language::Pt => {
            let at = if there.hour() == 1 { "à" } else { "às" };
            let day = match (today, tomorrow) {
                (true, _) => "hoje",
                (false, true) => "amanhã",
                (false, false) => weekday(there.weekday(), language),
            };
            format!("{day} {at} {clock}")
        }
    }
}

fn weekday(day: Weekday, language: Language) -> &'static str {
    let names = match language {
        Language::En => [
            "Monday",
            "Tuesday",
            "Wednesday",
            "Thursday",
            "Friday",
            "Saturday",
            "Sunday",
        ],
        Language::Es => [
            "lunes",
            "martes",
            "miércoles",
            "jueves",
            "viernes",
            "sábado",
            "domingo",
        ],
        Language::Pt => [
            "na segunda",
            "na terça",
            "na quarta",
            "na quinta",
            "na sexta",
            "no sábado",
            "no domingo",
        ],
    };
    let index = usize::try_from(day.to_monday_zero_offset()).unwrap_or(0);
    names.get(index).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
