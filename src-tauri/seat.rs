//! This desktop as a seat: the engine, and who asks it from here. What the shell itself wants of the
//! engine goes through the same list of requests as the wishes of the window.

use conversation::fact::TakeOver;
use conversation::ids::ConversationId;
use conversation::playbook::AgentSwitch;
use conversation::team::Presence;
use engine::Engine;
use engine::api::types::{
    ApiError, ConversationRef, ConversationView, ErrorCode, Nothing, PutOffInput, Session,
    SetAgent, SetPresence, Status, TakeOverInput,
};
use engine::api::{self, Caller, SeatId};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Minutes the alert's second action puts a call off.
const PUT_OFF_MINUTES: u32 = 5;

/// The one seat of this computer.
#[derive(Clone)]
pub(crate) struct Seat {
    engine: Engine,
    caller: Caller,
}

impl Seat {
    /// The seat of this desktop at `engine`, under the name it has there.
    pub(crate) fn at(engine: Engine, name: SeatId) -> Self {
        Self {
            engine,
            caller: Caller::at(name),
        }
    }

    pub(crate) fn engine(&self) -> &Engine {
        &self.engine
    }

    /// Asks by name, as the window does.
    pub(crate) async fn call(&self, name: &str, payload: Value) -> Result<Value, ApiError> {
        api::call(&self.engine, &self.caller, name, payload).await
    }

    /// Who sits here.
    pub(crate) async fn session(&self) -> Result<Session, ApiError> {
        self.ask("session", &Nothing {}).await
    }

    /// The state of the house.
    pub(crate) async fn status(&self) -> Result<Status, ApiError> {
        self.ask("status", &Nothing {}).await
    }

    pub(crate) async fn set_agent(&self, agent: AgentSwitch) -> Result<Status, ApiError> {
        self.ask("set_agent", &SetAgent { agent }).await
    }

    pub(crate) async fn set_presence(&self, presence: Presence) -> Result<Session, ApiError> {
        self.ask("set_presence", &SetPresence { presence }).await
    }

    /// Takes the conversation as it is now: the alert's action means "whatever its epoch", as long as
    /// the customer waits.
    pub(crate) async fn take_over(
        &self,
        conversation: &ConversationId,
    ) -> Result<ConversationView, ApiError> {
        let at = ConversationRef {
            conversation: conversation.clone(),
        };
        let view: ConversationView = self.ask("conversation", &at).await?;
        let input = TakeOverInput {
            conversation: conversation.clone(),
            epoch: view.row.epoch,
            how: TakeOver::Alert,
        };
        self.ask("take_over", &input).await
    }

    /// Has the call come back in some minutes.
    pub(crate) async fn put_off(
        &self,
        conversation: &ConversationId,
    ) -> Result<ConversationView, ApiError> {
        let input = PutOffInput {
            conversation: conversation.clone(),
            minutes: PUT_OFF_MINUTES,
        };
        self.ask("put_off", &input).await
    }

    async fn ask<O: DeserializeOwned>(
        &self,
        name: &str,
        input: &impl Serialize,
    ) -> Result<O, ApiError> {
        let payload = serde_json::to_value(input).map_err(unreadable)?;
        serde_json::from_value(self.call(name, payload).await?).map_err(unreadable)
    }
}

/// The shell and the engine are built together, so this is a defect.
fn unreadable(error: serde_json::Error) -> ApiError {
    ApiError::new(
        ErrorCode::Internal,
        format!("the shell and the engine disagree: {error}"),
    )
}
