//! What Meta delivers that stops a number: a report that a message failed for a reason that holds for
//! every other, and a notice that the account may not be used. Answers to our own requests that do the
//! same are met in [`crate::outbox`].

use super::ParkedStatus;
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::SendFailure;
use conversation::ids::NumberId;
use whatsapp::client::codes;
use whatsapp::wire;

/// Meta's code for an account that is locked.
const LOCKED: u32 = 131_031;

/// Numbers that stand still from now on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Stopped {
    /// One number, by the code a message failed with.
    Number { number: NumberId, code: u32 },
    /// All numbers of a business account, by what Meta calls it.
    Account { waba: String, event: String },
}

impl Stopped {
    /// What a report on a message from `number` says of the number itself.
    pub(crate) fn by(status: &ParkedStatus, number: &NumberId) -> Option<Self> {
        match status {
            ParkedStatus::Failed {
                failure: SendFailure::ChannelStopped { code },
            } => Some(Self::Number {
                number: number.clone(),
                code: *code,
            }),
            ParkedStatus::Failed { .. }
            | ParkedStatus::Progressed { .. }
            | ParkedStatus::Reacted { .. } => None,
        }
    }

    /// What a notice says of its account.
    pub(super) fn by_notice(notice: &wire::Account) -> Option<Self> {
        let waba = notice.origin.waba.clone()?;
        notice.stops_channel().then(|| Self::Account {
            waba,
            event: notice.event.clone().unwrap_or_default(),
        })
    }
}

impl Engine {
    /// Stops what can't be sent from any more. A number that stands still already keeps its reason.
    pub(crate) async fn stop(&self, stopped: &[Stopped]) -> Result<(), EngineError> {
        for one in stopped {
            match one {
                Stopped::Number { number, code } => {
                    let why = codes::look_up(*code).map_or("", |(_, meaning)| meaning);
                    self.stop_channel(number, *code, why).await?;
                }
                Stopped::Account { waba, event } => {
                    let numbers = self.numbers().await?;
                    for number in numbers.iter().filter(|number| number.waba == *waba) {
                        self.stop_channel(&number.id, LOCKED, event).await?;
                    }
                }
            }
        }
        Ok(())
    }
}
