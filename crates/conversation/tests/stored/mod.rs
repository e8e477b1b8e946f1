//! One of every fact and effect, with every field set.

mod ours;
mod theirs;

use conversation::effect::Effect;
use conversation::fact::{Fact, Timer, TimerPurpose};
use conversation::ids::{DraftId, Epoch, EscalationId, MessageId, OperatorId, TimerId};
use conversation::time::Timestamp;

pub(crate) fn facts() -> Vec<Fact> {
    let mut all = theirs::facts();
    all.extend(ours::facts());
    all
}

pub(crate) fn ana() -> OperatorId {
    OperatorId::new("ana")
}

pub(crate) fn message() -> MessageId {
    MessageId::new("wamid.1")
}

pub(crate) fn at(minute: i64) -> Timestamp {
    Timestamp(1_795_194_000_000 + minute * 60_000)
}

pub(crate) fn effects() -> Vec<Effect> {
    let escalation = EscalationId::new("e1.escalation");
    let timer = |purpose| Effect::Wait {
        timer: Timer {
            id: TimerId::new("e1.wait"),
            purpose,
        },
        due: at(1),
    };
    let mut all = vec![
        Effect::Record {
            fact: Box::new(Fact::Reopened { by: None }),
        },
        Effect::Draft {
            draft: DraftId::new("e1.draft"),
            epoch: Epoch(2),
        },
        Effect::Send {
            outgoing: ours::outgoing(),
        },
        Effect::Alert {
            escalation: escalation.clone(),
            operators: vec![ana()],
            level: 1,
        },
        Effect::WriteBrief { escalation },
        Effect::FetchMedia {
            message: message(),
            remote: "media-1".to_owned(),
        },
        Effect::ShowTyping {
            message: message(),
            epoch: Epoch(2),
        },
        Effect::MarkRead { message: message() },
        Effect::React {
            operator: ana(),
            message: message(),
            emoji: Some("👍".to_owned()),
            epoch: Epoch(2),
        },
    ];
    all.extend(
        [
            TimerPurpose::Answer,
            TimerPurpose::Promise,
            TimerPurpose::PutOff,
            TimerPurpose::Close,
            TimerPurpose::TurnWarning,
            TimerPurpose::TurnEnd,
            TimerPurpose::Settle,
            TimerPurpose::Opening,
            TimerPurpose::Stopped,
        ]
        .map(timer),
    );
    all
}

/// How many kinds of fact there are.
pub(crate) const KINDS: usize = 42;

/// The kind of a fact. A new kind does not compile here until it has a place, and an instance in
/// `ours` or `theirs`.
pub(crate) fn kind(fact: &Fact) -> usize {
    match fact {
        Fact::Began { .. } => 0,
        Fact::CustomerKnown { .. } => 1,
        Fact::CustomerWrote { .. } => 2,
        Fact::CustomerReacted { .. } => 3,
        Fact::CustomerEdited { .. } => 4,
        Fact::CustomerRevoked { .. } => 5,
        Fact::PhoneWrote { .. } => 6,
        Fact::MediaStored { .. } => 7,
        Fact::MediaLost { .. } => 8,
        Fact::Queued { .. } => 9,
        Fact::Accepted { .. } => 10,
        Fact::Unclear { .. } => 11,
        Fact::NotSent { .. } => 12,
        Fact::Withdrawn { .. } => 13,
        Fact::Progressed { .. } => 14,
        Fact::OperatorReacted { .. } => 15,
        Fact::Drafted { .. } => 16,
        Fact::AgentAsked { .. } => 17,
        Fact::DraftFailed { .. } => 18,
        Fact::DraftDropped { .. } => 19,
        Fact::Escalated { .. } => 20,
        Fact::Raised { .. } => 21,
        Fact::AlertShown { .. } => 22,
        Fact::AlertOpened { .. } => 23,
        Fact::PutOff { .. } => 24,
        Fact::Briefed { .. } => 25,
        Fact::TookOver { .. } => 26,
        Fact::Passed { .. } => 27,
        Fact::HandedBack { .. } => 28,
        Fact::TurnWarned { .. } => 29,
        Fact::TurnEnded { .. } => 30,
        Fact::Closed { .. } => 31,
        Fact::Reopened { .. } => 32,
        Fact::Noted { .. } => 33,
        Fact::Marked { .. } => 34,
        Fact::TimerFired { .. } => 35,
        Fact::AnswerStopped { .. } => 36,
        Fact::Seen { .. } => 37,
        Fact::OperatorLeft { .. } => 38,
        Fact::PhoneEdited { .. } => 39,
        Fact::PhoneRevoked { .. } => 40,
        Fact::PhoneReacted { .. } => 41,
    }
}
