//! What the world can do to a conversation.

use crate::brief::Briefing;
use crate::command;
use crate::content::Content;
use crate::fact::{Author, Delivery, Fact, Outgoing, SendFailure, TakeOver, Withdrawal};
use crate::failure::AgentFailure;
use crate::ids::{MessageId, OperatorId, OutgoingId};
use crate::playbook::{AgentSwitch, Autonomy};
use crate::signal::{Strength, Trigger};
use crate::state::{Progress, Speaker, Turn};
use crate::story::{Story, ana, bo};
use crate::time::{Minutes, Timestamp};
use proptest::prelude::*;

/// One of them. Indices point into what there is, whatever its length.
#[derive(Clone, Debug)]
pub(super) enum Act {
    Asks(usize),
    Alarms(Trigger),
    Thanks,
    SendsVoice,
    ArrivesLate,
    Revokes,
    Edits,
    Waits(u64),
    Drafts(usize, Strength),
    DraftFails(usize),
    AgentAsks(usize, Trigger),
    Operator(OperatorId, Deed),
    Send(usize, Outcome),
    PhoneWrites(u64),
    Switches(AgentSwitch),
    Trusts(Autonomy),
    EndsTurns(bool),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Deed {
    TakesOver,
    Writes,
    HandsBack,
    Passes,
    Closes,
    Reopens,
    Stops,
    PutsOff,
    Notes,
    Leaves,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome {
    Accepted,
    Delivered,
    Failed,
    Unclear,
    Cancelled,
}

const QUESTIONS: [&str; 4] = [
    "Do you open on Sunday?",
    "How much is it?",
    "yes",
    "Where are you?",
];

pub(super) fn act() -> impl Strategy<Value = Act> {
    let place = 0..8_usize;
    let strength = prop_oneof![Just(Strength(100)), Just(Strength(900))];
    prop_oneof![
        6 => (0..QUESTIONS.len()).prop_map(Act::Asks),
        2 => trigger().prop_map(Act::Alarms),
        2 => Just(Act::Thanks),
        1 => Just(Act::SendsVoice),
        1 => Just(Act::ArrivesLate),
        1 => Just(Act::Revokes),
        1 => Just(Act::Edits),
        6 => prop_oneof![1..20_u64, 60..900_u64, 3_000..9_000_u64].prop_map(Act::Waits),
        5 => (place.clone(), strength).prop_map(|(n, s)| Act::Drafts(n, s)),
        1 => place.clone().prop_map(Act::DraftFails),
        1 => (place.clone(), trigger()).prop_map(|(n, t)| Act::AgentAsks(n, t)),
        7 => (prop_oneof![Just(ana()), Just(bo())], deed()).prop_map(|(o, d)| Act::Operator(o, d)),
        5 => (place, outcome()).prop_map(|(n, o)| Act::Send(n, o)),
        1 => prop_oneof![Just(0), 1..7_200_u64].prop_map(Act::PhoneWrites),
        1 => prop_oneof![Just(AgentSwitch::On), Just(AgentSwitch::Off)].prop_map(Act::Switches),
        1 => prop_oneof![Just(Autonomy::SuggestOnly), Just(Autonomy::AnswerAll)].prop_map(Act::Trusts),
        1 => any::<bool>().prop_map(Act::EndsTurns),
    ]
}

fn trigger() -> impl Strategy<Value = Trigger> {
    prop::sample::select(Trigger::ALL.to_vec())
}

fn deed() -> impl Strategy<Value = Deed> {
    use Deed::{
        Closes, HandsBack, Leaves, Notes, Passes, PutsOff, Reopens, Stops, TakesOver, Writes,
    };
    prop::sample::select(vec![
        TakesOver, Writes, HandsBack, HandsBack, Passes, Closes, Reopens, Stops, PutsOff, Notes,
        Leaves,
    ])
}

fn outcome() -> impl Strategy<Value = Outcome> {
    use Outcome::{Accepted, Cancelled, Delivered, Failed, Unclear};
    prop::sample::select(vec![
        Accepted, Delivered, Delivered, Failed, Unclear, Cancelled,
    ])
}

/// Every report there can be on one message.
pub(super) fn reports() -> Vec<Progress> {
    let reported = |delivery| Progress::Reported { delivery };
    vec![
        Progress::Accepted,
        Progress::Unclear,
        Progress::Failed {
            failure: SendFailure::Unreachable,
        },
        reported(Delivery::Sent),
        reported(Delivery::Delivered),
        reported(Delivery::Read),
        reported(Delivery::Played),
    ]
}

pub(super) fn rank(progress: &Progress) -> usize {
    reports()
        .iter()
        .position(|report| report == progress)
        .unwrap()
}

impl Act {
    /// Does it, where it can be done.
    pub(super) fn happens_in(self, told: Story) -> Story {
        match self {
            Self::Asks(n) => told.customer(QUESTIONS[n]),
            Self::Alarms(trigger) => told.alarming("I have had it", trigger),
            Self::Thanks => told.thanks(),
            Self::SendsVoice => told.voice_note(),
            Self::ArrivesLate => {
                let at = Timestamp(told.now.millis() - 3_600_000);
                told.late("Hello, are you there", at)
            }
            Self::Revokes if told.conversation.unanswered.is_empty() => told,
            Self::Revokes => told.revokes(),
            Self::Edits => match told.conversation.turns.iter().rfind(by_customer) {
                Some(turn) => {
                    let message = turn.id.clone();
                    told.edits_plainly(&message, "Do you open on Monday?", false)
                }
                None => told,
            },
            Self::Waits(seconds) => told.seconds(seconds),
            Self::Drafts(n, strength) => match draft(&told, n) {
                Some(draft) => told.drafted(&draft, "From nine to one.", strength),
                None => told,
            },
            Self::DraftFails(n) => match draft(&told, n) {
                Some(draft) => told.happens(Fact::DraftFailed {
                    draft,
                    what: "timed out".to_owned(),
                    cause: Some(AgentFailure::TookTooLong { seconds: 20 }),
                }),
                None => told,
            },
            Self::AgentAsks(n, trigger) => match draft(&told, n) {
                Some(draft) => {
                    let signal = crate::story::signal(trigger, &MessageId::new("m"));
                    told.happens(Fact::AgentAsked { draft, signal })
                }
                None => told,
            },
            Self::Operator(operator, deed) => deed.done_in(told, &operator),
            Self::Send(n, outcome) => outcome.comes_in(told, n),
            Self::PhoneWrites(seconds_ago) => {
                let ago = i64::try_from(seconds_ago * 1_000).unwrap();
                let at = Timestamp(told.now.millis() - ago);
                told.phone_wrote("Voy", at)
            }
            Self::Switches(agent) => told.owner(|house| house.agent = agent),
            Self::Trusts(autonomy) => told.owner(|house| house.playbook.autonomy = autonomy),
            Self::EndsTurns(ends) => told.owner(|house| {
                house.playbook.pace.turn_ends_after = ends.then_some(Minutes(30));
            }),
        }
    }
}

fn by_customer(turn: &&Turn) -> bool {
    turn.speaker == Speaker::Customer
}

/// Any draft ever asked for: late answers come too.
fn draft(told: &Story, n: usize) -> Option<crate::ids::DraftId> {
    let back = told
        .drafts
        .len()
        .checked_sub(1 + n % told.drafts.len().max(1))?;
    told.drafts.get(back).map(|(draft, _)| draft.clone())
}

impl Deed {
    fn done_in(self, mut told: Story, operator: &OperatorId) -> Story {
        let state = &told.conversation;
        let other = if operator == &ana() { bo() } else { ana() };
        let briefing = Briefing::default();
        let until = told.now.plus(Minutes(5).duration());
        let facts = match self {
            Self::TakesOver => command::take_over(state, operator, state.epoch, TakeOver::Button),
            Self::Writes => {
                let id = OutgoingId::new(format!("o{}", told.events.len()));
                command::say(state, operator, &id, &Content::text("Hi!"), None, told.now)
            }
            Self::HandsBack => command::hand_back(state, operator, &briefing, None),
            Self::Passes => command::pass(state, operator, &other),
            Self::Closes => command::close(state, operator, None),
            Self::Reopens => command::reopen(state, operator),
            Self::Stops => command::stop_answer(state, operator),
            Self::PutsOff => command::put_off(state, operator, until),
            Self::Leaves => command::leave(state, operator),
            Self::Notes => Ok(command::note(operator, "hm")),
        };
        for fact in facts.unwrap_or_default() {
            told = told.happens(fact);
        }
        told
    }
}

impl Outcome {
    /// What comes of a message on its way. The outbox refuses what the fence doesn't let pass.
    fn comes_in(self, told: Story, n: usize) -> Story {
        let on_its_way = &told.conversation.in_flight;
        let Some(ours) = on_its_way.get(n % on_its_way.len().max(1)) else {
            return told;
        };
        let outgoing = ours.outgoing.clone();
        let is_queued = ours.progress == Progress::Queued;
        let asked: Option<&Outgoing> = told.sends.iter().find(|sent| sent.id == outgoing);
        let is_fenced = asked.is_some_and(|asked| {
            asked.author == Author::Agent && asked.epoch != told.conversation.epoch
        });
        if is_queued && is_fenced {
            let why = Withdrawal::HolderChanged;
            return told.happens(Fact::Withdrawn { outgoing, why });
        }
        let message = MessageId::new(format!("wamid.{outgoing}"));
        told.happens(match self {
            Self::Accepted => Fact::Accepted { outgoing, message },
            Self::Delivered => Fact::Progressed {
                outgoing,
                message,
                delivery: Delivery::Delivered,
            },
            Self::Failed => Fact::NotSent {
                outgoing,
                failure: SendFailure::GaveUp,
            },
            Self::Unclear => Fact::Unclear { outgoing },
            Self::Cancelled if is_queued => Fact::Withdrawn {
                outgoing,
                why: Withdrawal::Cancelled { operator: ana() },
            },
            Self::Cancelled => Fact::Accepted { outgoing, message },
        })
    }
}
