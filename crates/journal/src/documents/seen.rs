//! How far each operator has read each thread, for "jump to unread".

use crate::Journal;
use crate::error::StoreError;
use crate::writer::Write;
use async_trait::async_trait;
use conversation::ids::{ConversationId, OperatorId};
use sqlx::SqliteConnection;

struct See {
    operator: OperatorId,
    conversation: ConversationId,
    place: i64,
}

#[async_trait]
impl Write for See {
    type Answer = ();

    async fn write(&mut self, db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
        let (operator, conversation) = (self.operator.as_str(), self.conversation.as_str());
        sqlx::query!(
            "insert into seen (operator, conversation, place) values (?, ?, ?)
             on conflict (operator, conversation) do update set
                 place = max(place, excluded.place)",
            operator,
            conversation,
            self.place
        )
        .execute(db)
        .await?;
        Ok(())
    }
}

impl Journal {
    /// Notes that an operator saw a thread up to the entry at `place`. It never goes back.
    pub async fn see(
        &self,
        operator: &OperatorId,
        conversation: &ConversationId,
        place: i64,
    ) -> Result<(), StoreError> {
        self.write(See {
            operator: operator.clone(),
            conversation: conversation.clone(),
            place,
        })
        .await
    }

    /// The place of the last entry an operator saw; `None` if they never looked.
    pub async fn seen(
        &self,
        operator: &OperatorId,
        conversation: &ConversationId,
    ) -> Result<Option<i64>, StoreError> {
        let (operator, conversation) = (operator.as_str(), conversation.as_str());
        let place = sqlx::query_scalar!(
            "select place from seen where operator = ? and conversation = ?",
            operator,
            conversation
        )
        .fetch_optional(&self.readers)
        .await?;
        Ok(place)
    }
}
