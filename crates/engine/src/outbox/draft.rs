//! Asks the agent for an answer. Whatever comes of it is an event; the rules say what it leads to.

use crate::because;
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::Desk;
use agent::{Answer, Ask};
use conversation::fact::{Draft, Fact};
use conversation::ids::{DraftId, Epoch};
use conversation::state::{self, Conversation};
use journal::Work;
use std::sync::Arc;

impl Engine {
    pub(super) async fn draft(
        &self,
        work: &Work,
        draft: &DraftId,
        epoch: Epoch,
    ) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(&work.conversation).await? else {
            return self.finish(&work.id).await;
        };
        // A model that nobody waits for any more needs not be asked.
        let awaited = state::Answer::Drafting {
            draft: draft.clone(),
        };
        if loaded.conversation.answer != awaited {
            return self.finish(&work.id).await;
        }
        let desk = self.desk_of(&loaded.conversation);
        let fact = self
            .answered(&loaded.conversation, &desk, draft, epoch)
            .await;
        self.outcome(&work.conversation, &work.id, fact).await
    }

    async fn answered(
        &self,
        conversation: &Conversation,
        desk: &Desk,
        draft: &DraftId,
        epoch: Epoch,
    ) -> Fact {
        match self.drafter().draft(&ask(conversation, desk)).await {
            Ok(Answer::Reply {
                text,
                confidence,
                sources,
                model,
            }) => Fact::Drafted {
                draft: Draft {
                    id: draft.clone(),
                    epoch,
                    text,
                    confidence,
                    sources,
                    playbook_version: desk.playbook.version,
                    model,
                },
            },
            Ok(Answer::HandOver { signal }) => Fact::AgentAsked {
                draft: draft.clone(),
                signal: *signal,
            },
            Err(error) => Fact::DraftFailed {
                draft: draft.clone(),
                what: error.to_string(),
                cause: Some(because::agent_failure(&error)),
            },
        }
    }
}

/// What the agent gets to see of a conversation.
pub(crate) fn ask(conversation: &Conversation, desk: &Desk) -> Ask {
    Ask {
        playbook: Arc::clone(&desk.playbook),
        guide: Arc::clone(&desk.guide),
        turns: conversation.turns.clone(),
        language: conversation.language,
        briefing: conversation.briefing.clone(),
        customer: conversation.customer.name.clone(),
    }
}
