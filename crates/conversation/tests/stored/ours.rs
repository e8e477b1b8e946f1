//! What operators and the rules themselves bring about.

use super::{ana, at, message, theirs};
use conversation::brief::{Brief, BriefFact, Briefing, FactLabel, Tone};
use conversation::content::Content;
use conversation::fact::{
    AlertChannel, Author, Closer, Escalation, Fact, Mark, Outgoing, TakeOver, Timer, TimerPurpose,
};
use conversation::ids::{Epoch, EscalationId, OperatorId, OutgoingId, TimerId};
use conversation::signal::Trigger;

fn bo() -> OperatorId {
    OperatorId::new("bo")
}

fn id() -> EscalationId {
    EscalationId::new("e1.escalation")
}

pub(super) fn outgoing() -> Outgoing {
    Outgoing {
        id: OutgoingId::new("e1.answer"),
        author: Author::Agent,
        content: Content::text("Sí, de 9 a 1."),
        reply_to: Some(message()),
        epoch: Epoch(2),
        sources: vec![theirs::source()],
    }
}

fn escalation() -> Escalation {
    Escalation {
        id: id(),
        trigger: Trigger::ExplicitRequest,
        signals: theirs::signals().into_iter().take(1).collect(),
        route: vec![ana(), bo()],
        called: vec![ana()],
        waiting_since: at(0),
        due_at: at(10),
        opens_at: Some(at(5)),
    }
}

fn brief() -> Brief {
    Brief {
        wants: "An appointment.".to_owned(),
        tried: "Hours were given.".to_owned(),
        tone: Tone::Hurried,
        facts: vec![BriefFact {
            label: FactLabel::When,
            value: "Sunday".to_owned(),
        }],
        suggested_reply: Some("Is ten fine?".to_owned()),
        said: None,
    }
}

pub(super) fn facts() -> Vec<Fact> {
    let mut all = calls();
    all.extend(baton());
    all.extend(marks());
    all
}

fn calls() -> Vec<Fact> {
    let mut all = vec![
        Fact::Queued {
            outgoing: outgoing(),
        },
        Fact::Queued {
            outgoing: Outgoing {
                author: Author::Operator { operator: ana() },
                ..outgoing()
            },
        },
        Fact::Escalated {
            escalation: escalation(),
        },
        Fact::Raised {
            escalation: id(),
            level: 1,
            operators: vec![ana(), bo()],
            next_at: at(15),
        },
        Fact::AlertOpened {
            escalation: id(),
            operator: ana(),
        },
        Fact::PutOff {
            escalation: id(),
            operator: ana(),
            until: at(5),
        },
        Fact::Briefed {
            escalation: id(),
            brief: brief(),
        },
    ];
    let channels = [
        AlertChannel::Notification,
        AlertChannel::InApp,
        AlertChannel::Failed,
    ];
    all.extend(channels.map(|how| Fact::AlertShown {
        escalation: id(),
        operator: ana(),
        how,
    }));
    all
}

fn baton() -> Vec<Fact> {
    let ways = [
        TakeOver::Button,
        TakeOver::Alert,
        TakeOver::Wrote,
        TakeOver::Phone,
    ];
    let mut all: Vec<_> = ways
        .map(|how| Fact::TookOver {
            operator: ana(),
            how,
        })
        .into();
    all.extend([
        Fact::Passed {
            from: ana(),
            to: bo(),
        },
        Fact::HandedBack {
            operator: ana(),
            briefing: Briefing {
                facts: vec!["Booked.".to_owned()],
                promises: vec!["A call.".to_owned()],
                avoid: vec!["Prices.".to_owned()],
            },
        },
        Fact::TurnWarned {
            operator: ana(),
            ends_at: at(15),
        },
        Fact::TurnEnded { operator: ana() },
        Fact::OperatorLeft { operator: ana() },
        Fact::Closed { by: Closer::Quiet },
        Fact::Closed {
            by: Closer::Operator { operator: ana() },
        },
        Fact::Reopened { by: Some(ana()) },
        Fact::AnswerStopped { operator: ana() },
        Fact::Seen { operator: ana() },
        Fact::TimerFired {
            timer: Timer {
                id: TimerId::new("e1.promise"),
                purpose: TimerPurpose::Promise,
            },
        },
    ]);
    all
}

fn marks() -> Vec<Fact> {
    let mut all = vec![
        Fact::Noted {
            operator: ana(),
            text: "VIP".to_owned(),
        },
        Fact::OperatorReacted {
            operator: ana(),
            message: message(),
            emoji: Some("👍".to_owned()),
        },
    ];
    let marks = [
        Mark::Right { escalation: id() },
        Mark::Needless { escalation: id() },
        Mark::Missed {
            trigger: Trigger::HighValue,
        },
        Mark::Withdrawn {
            escalation: Some(id()),
        },
        Mark::Withdrawn { escalation: None },
    ];
    all.extend(marks.map(|mark| Fact::Marked {
        operator: ana(),
        mark,
    }));
    all
}
