//! A wait is over. One that nobody awaits any more leaves without an event.

use crate::advance::{Along, NotAdvanced};
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::{Fact, Timer};
use conversation::ids::{EventId, TimerId};
use journal::Work;
use uuid::Uuid;

/// From how many letters on a firing is no longer named in full.
const LONGEST_NAME: usize = 120;

/// What the short names of firings are derived from.
const NAMES: Uuid = Uuid::from_u128(0x4f1d_6a02_93c8_4b6e_8d57_20e6_c1b9_5fa3);

/// Nobody awaits it any more.
struct Stale;

/// The event is named after the timer, so that a crash between storing and finishing can't let it fire
/// twice. The next timer is named after the event, so that the names of a wait that begins ever anew
/// would grow without end; long ones are cut down to a name that is derived all the same.
fn firing(timer: &TimerId) -> EventId {
    let name = timer.as_str();
    if name.len() <= LONGEST_NAME {
        return EventId::new(format!("{name}.fired"));
    }
    let short = Uuid::new_v5(&NAMES, name.as_bytes());
    EventId::new(format!("{}.fired", short.simple()))
}

impl Engine {
    pub(super) async fn timer_over(&self, work: &Work, timer: Timer) -> Result<(), EngineError> {
        let along = Along {
            id: Some(firing(&timer.id)),
            ..Along::finishing(&work.id)
        };
        let fired = self
            .advance(&work.conversation, along, |conversation| {
                if conversation.awaits(timer.purpose, &timer.id) {
                    Ok(vec![Fact::TimerFired {
                        timer: timer.clone(),
                    }])
                } else {
                    Err(Stale)
                }
            })
            .await;
        match fired {
            Ok(_) => Ok(()),
            Err(NotAdvanced::Refused(Stale) | NotAdvanced::Unknown | NotAdvanced::UnderWay) => {
                self.finish(&work.id).await
            }
            Err(NotAdvanced::Engine(error)) => Err(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_that_nobody_takes_for_a_month_has_no_longer_names_than_at_first() {
        let mut event = EventId::new("in.wamid.HBgNNTIxODE4NzY1NDMyMRUCABIYFjNFQjBDMTk0");
        for _ in 0..720 {
            let timer = TimerId::of(&EventId::new(format!("{event}.0")), "promise");
            assert_eq!(firing(&timer), firing(&timer));
            assert_ne!(firing(&timer), event);
            event = firing(&timer);
            assert!(event.as_str().len() <= 150, "{event}");
        }
    }
}
