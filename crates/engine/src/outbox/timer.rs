//! A wait is over. One that nobody awaits any more leaves without an event.

use crate::advance::{Along, NotAdvanced};
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::{Fact, Timer};
use conversation::ids::EventId;
use journal::Work;

/// Nobody awaits it any more.
struct Stale;

impl Engine {
    pub(super) async fn timer_over(&self, work: &Work, timer: Timer) -> Result<(), EngineError> {
        // The event is named after the timer, so that a crash between storing and finishing can't
        // let it fire twice.
        let along = Along {
            id: Some(EventId::new(format!("{}.fired", timer.id))),
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
