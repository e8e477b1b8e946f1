//! What an operator may do, and which facts it brings about. Pure: each command looks at the state
//! and either gives facts or says why not.

use crate::brief::Briefing;
use crate::content::Content;
use crate::fact::{Author, Closer, Fact, Mark, Outgoing, TakeOver};
use crate::ids::{Epoch, MessageId, OperatorId, OutgoingId};
use crate::state::{Answer, Conversation, Holder};
use crate::time::Timestamp;

/// Why a command was refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Somebody else holds it.
    #[error("{0} has this conversation")]
    AlreadyTaken(OperatorId),
    /// Only its holder may do this.
    #[error("only who holds the conversation can do this")]
    NotHolder,
    /// The 24-hour window is closed.
    #[error("the 24-hour window is closed; only a template goes out")]
    WindowClosed,
    /// Something came in that the operator had not seen when they decided.
    #[error("something new came in; read it first")]
    Unseen,
    /// There is nothing to do: it is so already, or it is too late.
    #[error("there is nothing to do any more")]
    Stale,
}

/// What a screen showed of a conversation when its operator decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// How often the holder had changed.
    pub epoch: Epoch,
    /// The customer's latest message that wanted an answer.
    pub owed: Option<MessageId>,
}

impl Seen {
    /// Whether nothing came since that wants a person's eyes: no call, and no message of the customer.
    fn is_all_of(&self, conversation: &Conversation) -> bool {
        let owed = conversation.latest_owed();
        self.epoch == conversation.epoch && (owed.is_none() || owed == self.owed.as_ref())
    }
}

/// Takes the conversation. `seen` is the epoch the operator saw: if the holder changed since, it is
/// the newer holder who counts, so of two who press at once exactly one gets it. An alert may be older
/// than its screen knows, so it only takes what still waits.
pub fn take_over(
    conversation: &Conversation,
    operator: &OperatorId,
    seen: Epoch,
    how: TakeOver,
) -> Result<Vec<Fact>, Refusal> {
    match &conversation.holder {
        Holder::Operator { operator: holder } if holder == operator => Ok(Vec::new()),
        Holder::Operator { operator: holder }
            if conversation.epoch != seen || how == TakeOver::Alert =>
        {
            Err(Refusal::AlreadyTaken(holder.clone()))
        }
        Holder::Operator { operator: holder } => Ok(vec![Fact::Passed {
            from: holder.clone(),
            to: operator.clone(),
        }]),
        Holder::Agent | Holder::Closed if how == TakeOver::Alert => Err(Refusal::Stale),
        Holder::Agent | Holder::Waiting | Holder::Closed => Ok(vec![Fact::TookOver {
            operator: operator.clone(),
            how,
        }]),
    }
}

/// Says something. Writing takes over; what another operator holds is not written into. What is on its
/// way already is not said again.
pub fn say(
    conversation: &Conversation,
    operator: &OperatorId,
    id: &OutgoingId,
    content: &Content,
    reply_to: Option<&MessageId>,
    now: Timestamp,
) -> Result<Vec<Fact>, Refusal> {
    if conversation.on_its_way(id).is_some() {
        return Ok(Vec::new());
    }
    let is_template = matches!(content, Content::Template { .. });
    if !is_template && !conversation.window_is_open(now) {
        return Err(Refusal::WindowClosed);
    }
    let (mut facts, epoch) = match &conversation.holder {
        Holder::Operator { operator: holder } if holder == operator => {
            (Vec::new(), conversation.epoch)
        }
        Holder::Operator { operator: holder } => return Err(Refusal::AlreadyTaken(holder.clone())),
        Holder::Agent | Holder::Waiting | Holder::Closed => {
            let taken = Fact::TookOver {
                operator: operator.clone(),
                how: TakeOver::Wrote,
            };
            (vec![taken], conversation.epoch.next())
        }
    };
    facts.push(Fact::Queued {
        outgoing: Outgoing {
            id: id.clone(),
            author: Author::Operator {
                operator: operator.clone(),
            },
            content: content.clone(),
            reply_to: reply_to.cloned(),
            epoch,
            sources: Vec::new(),
        },
    });
    Ok(facts)
}

/// Gives it back to the agent. The agent answers what stands there unanswered, so where the operator
/// says what they had `seen`, it is not handed back over what came since.
pub fn hand_back(
    conversation: &Conversation,
    operator: &OperatorId,
    briefing: &Briefing,
    seen: Option<&Seen>,
) -> Result<Vec<Fact>, Refusal> {
    holds(conversation, operator)?;
    if seen.is_some_and(|seen| !seen.is_all_of(conversation)) {
        return Err(Refusal::Unseen);
    }
    Ok(vec![Fact::HandedBack {
        operator: operator.clone(),
        briefing: briefing.clone(),
    }])
}

/// `operator` no longer belongs to the team, so what they hold must not stay with them.
pub fn leave(conversation: &Conversation, operator: &OperatorId) -> Result<Vec<Fact>, Refusal> {
    if conversation.operator() == Some(operator) {
        Ok(vec![Fact::OperatorLeft {
            operator: operator.clone(),
        }])
    } else {
        Err(Refusal::Stale)
    }
}

/// Hands it to another operator. Who is away can be relieved, so the one who hands needs not be the
/// one who holds.
pub fn pass(
    conversation: &Conversation,
    operator: &OperatorId,
    to: &OperatorId,
) -> Result<Vec<Fact>, Refusal> {
    match &conversation.holder {
        Holder::Operator { operator: holder } if holder == to => Err(Refusal::Stale),
        Holder::Operator { operator: holder } => Ok(vec![Fact::Passed {
            from: holder.clone(),
            to: to.clone(),
        }]),
        Holder::Agent | Holder::Waiting => {
            let mut facts = vec![Fact::TookOver {
                operator: operator.clone(),
                how: TakeOver::Button,
            }];
            if operator != to {
                facts.push(Fact::Passed {
                    from: operator.clone(),
                    to: to.clone(),
                });
            }
            Ok(facts)
        }
        Holder::Closed => Err(Refusal::Stale),
    }
}

/// Ends it. Nobody looks at what is closed, so where the operator says what they had `seen`, it is not
/// closed over what came since.
pub fn close(
    conversation: &Conversation,
    operator: &OperatorId,
    seen: Option<&Seen>,
) -> Result<Vec<Fact>, Refusal> {
    match &conversation.holder {
        Holder::Closed => Err(Refusal::Stale),
        Holder::Operator { operator: holder } if holder != operator => {
            Err(Refusal::AlreadyTaken(holder.clone()))
        }
        _ if seen.is_some_and(|seen| !seen.is_all_of(conversation)) => Err(Refusal::Unseen),
        Holder::Agent | Holder::Waiting | Holder::Operator { .. } => Ok(vec![Fact::Closed {
            by: Closer::Operator {
                operator: operator.clone(),
            },
        }]),
    }
}

/// Opens it again, with the agent.
pub fn reopen(conversation: &Conversation, operator: &OperatorId) -> Result<Vec<Fact>, Refusal> {
    match conversation.holder {
        Holder::Closed => Ok(vec![Fact::Reopened {
            by: Some(operator.clone()),
        }]),
        Holder::Agent | Holder::Waiting | Holder::Operator { .. } => Err(Refusal::Stale),
    }
}

/// "In some minutes": only an open call can be put off.
pub fn put_off(
    conversation: &Conversation,
    operator: &OperatorId,
    until: Timestamp,
) -> Result<Vec<Fact>, Refusal> {
    let open = conversation.open_call().ok_or(Refusal::Stale)?;
    Ok(vec![Fact::PutOff {
        escalation: open.escalation.id.clone(),
        operator: operator.clone(),
        until,
    }])
}

/// An operator looks at the conversation: at the brief of an open call, or at what the customer wrote
/// to them. Where neither is so there is nothing to note.
pub fn opened(conversation: &Conversation, operator: &OperatorId) -> Result<Vec<Fact>, Refusal> {
    let operator = operator.clone();
    match conversation.open_call() {
        Some(open) => Ok(vec![Fact::AlertOpened {
            escalation: open.escalation.id.clone(),
            operator,
        }]),
        None if conversation.operator() == Some(&operator) && conversation.unread > 0 => {
            Ok(vec![Fact::Seen { operator }])
        }
        None => Err(Refusal::Stale),
    }
}

/// Stops the agent's answer before it is sent.
pub fn stop_answer(
    conversation: &Conversation,
    operator: &OperatorId,
) -> Result<Vec<Fact>, Refusal> {
    let is_under_way = match conversation.answer {
        Answer::Pausing { .. } | Answer::Drafting { .. } => true,
        Answer::None | Answer::Stopped => false,
    };
    if conversation.holder != Holder::Agent || !is_under_way {
        return Err(Refusal::Stale);
    }
    Ok(vec![Fact::AnswerStopped {
        operator: operator.clone(),
    }])
}

/// Writes a note. Anybody may, at any time.
pub fn note(operator: &OperatorId, text: &str) -> Vec<Fact> {
    vec![Fact::Noted {
        operator: operator.clone(),
        text: text.to_owned(),
    }]
}

/// Judges an escalation, or its absence.
pub fn mark(operator: &OperatorId, mark: &Mark) -> Vec<Fact> {
    vec![Fact::Marked {
        operator: operator.clone(),
        mark: mark.clone(),
    }]
}

/// Only the holder may go on.
fn holds(conversation: &Conversation, operator: &OperatorId) -> Result<(), Refusal> {
    match &conversation.holder {
        Holder::Operator { operator: holder } if holder == operator => Ok(()),
        Holder::Operator { operator: holder } => Err(Refusal::AlreadyTaken(holder.clone())),
        Holder::Agent | Holder::Waiting | Holder::Closed => Err(Refusal::NotHolder),
    }
}

#[cfg(test)]
mod tests;
