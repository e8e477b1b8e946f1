//! Who leaves the team leaves conversations behind: they wait for a person again, and the team is called.
//! It doesn't decide whom to call.

use crate::advance::{Along, NotAdvanced};
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::command;
use conversation::ids::{ConversationId, OperatorId};
use conversation::state::Holder;
use journal::View;

/// Rows looked at in one go.
const AT_ONCE: u32 = 200;

impl Engine {
    /// Calls a person for every conversation whose holder is not in the team (any more).
    pub(crate) async fn relieve_who_left(&self) -> Result<(), EngineError> {
        for (conversation, operator) in self.left_behind().await? {
            let left = self
                .advance(&conversation, Along::default(), |conversation| {
                    command::leave(conversation, &operator)
                })
                .await;
            match left {
                // Who was faster has taken it already.
                Ok(_)
                | Err(NotAdvanced::Refused(_) | NotAdvanced::Unknown | NotAdvanced::UnderWay) => {}
                Err(NotAdvanced::Engine(error)) => return Err(error),
            }
        }
        Ok(())
    }

    /// The conversations whose holder is not in the team. The phone belongs to nobody of it, and is there.
    async fn left_behind(&self) -> Result<Vec<(ConversationId, OperatorId)>, EngineError> {
        let houses = self.houses();
        let mut left = Vec::new();
        // Without a team nobody could be called.
        if houses.team().operators.is_empty() {
            return Ok(left);
        }
        let mut after = None;
        loop {
            let journal = self.journal();
            let page = journal.list(&View::WithOperators, None, after.as_ref(), AT_ONCE);
            let page = page.await?;
            left.extend(page.rows.into_iter().filter_map(|row| match row.holder {
                Holder::Operator { operator } => {
                    let is_here =
                        operator == OperatorId::phone() || houses.team().get(&operator).is_some();
                    (!is_here).then_some((row.conversation, operator))
                }
                Holder::Agent | Holder::Waiting | Holder::Closed => None,
            }));
            after = page.next;
            if after.is_none() {
                return Ok(left);
            }
        }
    }
}
