//! Has the brief of an escalation written. The embedded agent writes it at once, so that it is there
//! before the operator looks.

use super::draft::ask;
use crate::engine::Engine;
use crate::error::EngineError;
use conversation::fact::Fact;
use conversation::ids::EscalationId;
use journal::Work;

impl Engine {
    pub(super) async fn write_brief(
        &self,
        work: &Work,
        escalation: &EscalationId,
    ) -> Result<(), EngineError> {
        let Some(loaded) = self.journal().load(&work.conversation).await? else {
            return self.finish(&work.id).await;
        };
        let open = loaded
            .conversation
            .escalation
            .as_ref()
            .filter(|open| &open.escalation.id == escalation);
        let Some(open) = open else {
            return self.finish(&work.id).await;
        };
        let desk = self.desk_of(&loaded.conversation);
        let reader = open
            .escalation
            .called
            .first()
            .and_then(|operator| desk.house.team.get(operator))
            .and_then(|operator| operator.languages.first().copied())
            .unwrap_or(desk.playbook.language);
        let asked = ask(&loaded.conversation, &desk);
        let brief = agent::brief::write(&asked, &open.escalation.signals, reader);
        let fact = Fact::Briefed {
            escalation: escalation.clone(),
            brief,
        };
        self.outcome(&work.conversation, &work.id, fact).await
    }
}
