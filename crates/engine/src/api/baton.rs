//! Taking over, handing back, passing on: what an operator does with the baton.

use super::Caller;
use super::conversation_view::view;
use super::types::{
    ApiError, Close, ConversationRef, ConversationView, Done, ErrorCode, HandBack, MarkInput, Pass,
    Problem, PutOffInput, SeenRow, TakeOverInput,
};
use crate::Engine;
use crate::advance::{Along, NotAdvanced};
use conversation::command::{self, Refusal, Seen};
use conversation::fact::Fact;
use conversation::ids::ConversationId;
use conversation::state::Conversation;
use std::time::Duration;

/// Has `make` say what comes about, stores it, and shows the conversation as it is then.
pub(super) async fn act(
    engine: &Engine,
    id: &ConversationId,
    make: impl FnMut(&Conversation) -> Result<Vec<Fact>, Refusal>,
) -> Result<ConversationView, ApiError> {
    act_along(engine, id, Along::default(), make).await
}

pub(super) async fn act_along(
    engine: &Engine,
    id: &ConversationId,
    along: Along,
    make: impl FnMut(&Conversation) -> Result<Vec<Fact>, Refusal>,
) -> Result<ConversationView, ApiError> {
    let after = engine.advance(id, along, make).await.map_err(refused)?;
    view(engine, after).await
}

/// A refusal as a screen branches on it.
fn refused(error: NotAdvanced<Refusal>) -> ApiError {
    match error {
        NotAdvanced::Refused(refusal) => {
            let text = refusal.to_string();
            match refusal {
                Refusal::AlreadyTaken(operator) => {
                    ApiError::new(ErrorCode::AlreadyTaken, text).about(operator.as_str())
                }
                Refusal::NotHolder => ApiError::new(ErrorCode::NotHolder, text),
                Refusal::WindowClosed => ApiError::new(ErrorCode::WindowClosed, text),
                Refusal::Unseen => Problem::Unseen.into(),
                Refusal::Stale => ApiError::new(ErrorCode::Stale, text),
            }
        }
        NotAdvanced::Unknown => Problem::ConversationGone.into(),
        NotAdvanced::UnderWay => Problem::UnderWay.into(),
        NotAdvanced::Engine(error) => error.into(),
    }
}

pub(super) async fn take_over(
    engine: &Engine,
    caller: &Caller,
    input: TakeOverInput,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    act(engine, &input.conversation, |conversation| {
        command::take_over(conversation, &operator, input.epoch, input.how)
    })
    .await
}

pub(super) async fn hand_back(
    engine: &Engine,
    caller: &Caller,
    input: HandBack,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let seen = input.seen.map(Seen::from);
    act(engine, &input.conversation, |conversation| {
        command::hand_back(conversation, &operator, &input.briefing, seen.as_ref())
    })
    .await
}

pub(super) async fn pass(
    engine: &Engine,
    caller: &Caller,
    input: Pass,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    if engine.houses().team().get(&input.to).is_none() {
        return Err(ApiError::from(Problem::OperatorGone).about("to"));
    }
    act(engine, &input.conversation, |conversation| {
        command::pass(conversation, &operator, &input.to)
    })
    .await
}

impl From<SeenRow> for Seen {
    fn from(row: SeenRow) -> Self {
        Self {
            epoch: row.epoch,
            owed: row.owed,
        }
    }
}

pub(super) async fn close(
    engine: &Engine,
    caller: &Caller,
    input: Close,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let seen = input.seen.map(Seen::from);
    act(engine, &input.conversation, |conversation| {
        command::close(conversation, &operator, seen.as_ref())
    })
    .await
}

pub(super) async fn reopen(
    engine: &Engine,
    caller: &Caller,
    input: ConversationRef,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    act(engine, &input.conversation, |conversation| {
        command::reopen(conversation, &operator)
    })
    .await
}

pub(super) async fn put_off(
    engine: &Engine,
    caller: &Caller,
    input: PutOffInput,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let until = engine.now().plus(Duration::from_secs(
        u64::from(input.minutes.clamp(1, 60)) * 60,
    ));
    act(engine, &input.conversation, |conversation| {
        command::put_off(conversation, &operator, until)
    })
    .await
}

/// Opening a brief twice, or after the call, is nothing to complain about.
pub(super) async fn opened(
    engine: &Engine,
    caller: &Caller,
    input: ConversationRef,
) -> Result<Done, ApiError> {
    let operator = caller.operator(engine).await?;
    let noted = engine
        .advance(&input.conversation, Along::default(), |conversation| {
            command::opened(conversation, &operator)
        })
        .await;
    match noted {
        Ok(after) => {
            engine.settle_alert(&after).await;
            Ok(Done {})
        }
        Err(NotAdvanced::Refused(_) | NotAdvanced::Unknown | NotAdvanced::UnderWay) => Ok(Done {}),
        Err(NotAdvanced::Engine(error)) => Err(error.into()),
    }
}

pub(super) async fn stop_answer(
    engine: &Engine,
    caller: &Caller,
    input: ConversationRef,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    act(engine, &input.conversation, |conversation| {
        command::stop_answer(conversation, &operator)
    })
    .await
}

pub(super) async fn mark(
    engine: &Engine,
    caller: &Caller,
    input: MarkInput,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let view = act(engine, &input.conversation, |_| {
        Ok(command::mark(&operator, &input.mark))
    })
    .await?;
    // What marks moved shows in the next reading.
    engine.reload_houses().await?;
    Ok(view)
}
