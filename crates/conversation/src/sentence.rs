//! The few sentences Relevo itself can say to a customer while a conversation waits, in the
//! customer's language. The owner can replace each of them in the playbook.

use crate::language::Language;
use crate::playbook::Meanwhile;
use crate::time::Timestamp;
use jiff::civil::Weekday;
use jiff::tz::TimeZone;

/// The sentence for a trigger's `meanwhile`, in `language`; `None` for silence.
pub fn meanwhile(meanwhile: Meanwhile, language: Language) -> Option<&'static str> {
    match (meanwhile, language) {
        (Meanwhile::Silent, _) => None,
        (Meanwhile::Announce, Language::En) => Some(
            "Let me get someone from the team for this. They'll write to you here in a few minutes.",
        ),
        (Meanwhile::Announce, Language::Es) => Some(
            "Esto lo ve mejor una persona del equipo. Ya le avisé y te escribe por aquí en unos minutos.",
        ),
        (Meanwhile::Announce, Language::Pt) => Some(
            "Isso é melhor com uma pessoa da equipe. Já avisei e ela te escreve por aqui em alguns minutos.",
        ),
        (Meanwhile::Qualify, Language::En) => Some(
            "Gladly. So the right person can prepare: for which company or occasion is it, how many, and by when?",
        ),
        (Meanwhile::Qualify, Language::Es) => Some(
            "Con gusto. Para que te atienda la persona indicada: ¿para qué empresa u ocasión es, cuántos serían y para cuándo?",
        ),
        (Meanwhile::Qualify, Language::Pt) => Some(
            "Com prazer. Para a pessoa certa já chegar preparada: para qual empresa ou ocasião é, quantos seriam e para quando?",
        ),
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
    match (language, there.date() == here.date(), tomorrow) {
        (Language::En, true, _) => format!("today at {clock}"),
        (Language::En, _, true) => format!("tomorrow at {clock}"),
        (Language::En, _, _) => format!("on {} at {clock}", weekday(there.weekday(), language)),
        (Language::Es, true, _) => format!("hoy a las {clock}"),
        (Language::Es, _, true) => format!("mañana a las {clock}"),
        (Language::Es, _, _) => format!("el {} a las {clock}", weekday(there.weekday(), language)),
        (Language::Pt, true, _) => format!("hoje às {clock}"),
        (Language::Pt, _, true) => format!("amanhã às {clock}"),
        (Language::Pt, _, _) => format!("{} às {clock}", weekday(there.weekday(), language)),
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
