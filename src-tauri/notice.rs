//! What an alert says. Pure: the same call at the same moment says the same.

use crate::words::{self, words};
use conversation::hours;
use conversation::language::Language;
use conversation::time::Timestamp;
use engine::ports::AlertCall;

/// The longest piece of a customer's words on the screen, in characters.
const LONGEST_QUOTE: usize = 140;

/// A notification, ready to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Notice {
    pub(crate) title: String,
    pub(crate) body: String,
    pub(crate) take_over: &'static str,
    pub(crate) put_off: &'static str,
    pub(crate) open: &'static str,
    pub(crate) loudness: Loudness,
}

/// How loudly somebody is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loudness {
    /// Seen only.
    Silent,
    /// Once.
    Normal,
    /// Nobody came: insistent, and it stays above everything.
    Insistent,
}

/// How somebody at this seat is told.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Manner {
    pub(crate) language: Language,
    /// Without a sound.
    pub(crate) quiet: bool,
}

impl Notice {
    /// What `call` says at `now`: the trigger, since when the customer waits, and initials. A name and
    /// words only where the call carries them, because the owner allowed it. It names moments, not
    /// spans: it stays up, and must still be true when it is read.
    pub(crate) fn of(call: &AlertCall, manner: Manner, now: Timestamp) -> Self {
        let Manner { language, quiet } = manner;
        let zone = hours::time_zone(&call.time_zone);
        let today = hours::local(now, &zone).date();
        let clock = |at| {
            let at = hours::local(at, &zone);
            let form = match at.date() == today {
                true => "%H:%M",
                false => "%H:%M (%Y-%m-%d)",
            };
            at.strftime(form).to_string()
        };
        let since = words::since(language, &clock(call.waiting_since));
        let who = call.contents.as_ref().map_or_else(
            || call.initials.clone(),
            |contents| format!("{}: {}", contents.name, shortened(&contents.words)),
        );
        let late = now.since(call.due_at);
        let body = if late.is_zero() {
            who
        } else {
            format!("{who} · {}", words::late(language, &clock(call.due_at)))
        };
        let words = words(language);
        Self {
            title: format!("{} · {since}", words::trigger(language, call.trigger)),
            body,
            take_over: words.take_over,
            put_off: words.in_five_minutes,
            open: words.open,
            loudness: loudness(quiet, call.level),
        }
    }
}

fn loudness(quiet: bool, level: u32) -> Loudness {
    match (quiet, level) {
        (true, _) => Loudness::Silent,
        (false, 0) => Loudness::Normal,
        (false, _) => Loudness::Insistent,
    }
}

fn shortened(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.chars().count() <= LONGEST_QUOTE {
        return line;
    }
    let mut cut: String = line.chars().take(LONGEST_QUOTE).collect();
    cut.push('…');
    cut
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversation::ids::{ConversationId, EscalationId};
    use conversation::signal::{Reason, Trigger};
    use engine::ports::AlertContents;
    use std::time::Duration;

    const NOON: Timestamp = Timestamp(1_700_000_000_000);

    const ALOUD: Manner = Manner {
        language: Language::Es,
        quiet: false,
    };

    fn call() -> AlertCall {
        AlertCall {
            conversation: ConversationId::new("c1"),
            escalation: EscalationId::new("e1"),
            called: Vec::new(),
            trigger: Trigger::Compliance,
            reason: Reason::AgentUnsure,
            initials: "MC".to_owned(),
            contents: None,
            waiting_since: NOON,
            due_at: NOON.plus(Duration::from_secs(300)),
            time_zone: "America/Monterrey".to_owned(),
            level: 0,
        }
    }

    fn after(minutes: u64) -> Timestamp {
        NOON.plus(Duration::from_secs(minutes * 60))
    }

    #[test]
    fn an_alert_says_why_since_when_and_initials_only() {
        let notice = Notice::of(&call(), ALOUD, after(4));
        assert_eq!(notice.title, "Cumplimiento · desde las 16:13");
        assert_eq!(notice.body, "MC");
        assert_eq!(notice.take_over, "Tomar la conversación");
    }

    #[test]
    fn a_wait_that_began_on_another_day_says_which() {
        let notice = Notice::of(&call(), ALOUD, after(24 * 60));
        assert!(notice.title.ends_with("16:13 (2023-11-14)"), "{notice:?}");
    }

    #[test]
    fn past_the_promise_it_says_how_late() {
        let notice = Notice::of(&AlertCall { level: 1, ..call() }, ALOUD, after(7));
        assert_eq!(notice.body, "MC · tarde desde las 16:18");
        assert_eq!(notice.loudness, Loudness::Insistent);
    }

    #[test]
    fn where_the_owner_allows_it_the_customers_words_stand_there_in_one_short_line() {
        let words = format!("hola\nquiero {}", "mucho ".repeat(60));
        let contents = Some(AlertContents {
            name: "Ana".to_owned(),
            words,
        });
        let notice = Notice::of(
            &AlertCall {
                contents,
                trigger: Trigger::HighValue,
                ..call()
            },
            ALOUD,
            after(1),
        );
        assert!(notice.body.starts_with("Ana: hola quiero mucho"));
        assert!(notice.body.ends_with('…'));
        assert!(notice.body.chars().count() < 150);
    }

    #[test]
    fn in_quiet_hours_even_the_last_call_is_silent() {
        let quiet = Manner {
            quiet: true,
            ..ALOUD
        };
        let notice = Notice::of(&AlertCall { level: 3, ..call() }, quiet, after(9));
        assert_eq!(notice.loudness, Loudness::Silent);
    }
}
