//! What owners and operators write down besides conversations: team, numbers, settings, canned
//! replies, drafts. Kept as documents of the journal by [`crate::kept`]; here they get their types.

use crate::api::SeatId;
use crate::api::types::{Canned, ModelChoice, Settings, Theme, Topic};
use crate::engine::Engine;
use crate::error::EngineError;
use crate::house::{Houses, Number};
use crate::marks::OwnerSays;
use conversation::ids::{ConversationId, NumberId, OperatorId, PlaybookId};
use conversation::language::Language;
use conversation::playbook::{AgentSwitch, Playbook};
use conversation::signal::Trigger;
use conversation::team::Team;
use journal::DocumentKind;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The name of a document of which there is only one of its kind.
const ONLY: &str = "only";

/// What is kept for the whole house.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct HouseSettings {
    pub(crate) agent: AgentSwitch,
    pub(crate) alert_contents: bool,
    pub(crate) alert_sound: bool,
    pub(crate) model: ModelChoice,
    pub(crate) public_url: Option<String>,
    /// What an owner said of marks when all playbooks shared them; it holds until something is said
    /// of one of them.
    pub(crate) shifts: BTreeMap<Trigger, OwnerSays>,
    pub(crate) shifts_of: BTreeMap<PlaybookId, BTreeMap<Trigger, OwnerSays>>,
}

impl Default for HouseSettings {
    fn default() -> Self {
        Self {
            agent: AgentSwitch::On,
            alert_contents: false,
            alert_sound: true,
            model: ModelChoice::Embedded,
            public_url: None,
            shifts: BTreeMap::new(),
            shifts_of: BTreeMap::new(),
        }
    }
}

/// What is kept for one seat.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Seat {
    pub(crate) operator: Option<OperatorId>,
    pub(crate) language: Option<Language>,
    pub(crate) theme: Theme,
    pub(crate) single_keys: bool,
    pub(crate) autostart: bool,
}

impl Default for Seat {
    fn default() -> Self {
        Self {
            operator: None,
            language: None,
            theme: Theme::System,
            single_keys: true,
            autostart: false,
        }
    }
}

impl Engine {
    pub(crate) async fn house_settings(&self) -> Result<HouseSettings, EngineError> {
        Ok(self
            .kept(DocumentKind::Settings, ONLY)
            .await?
            .unwrap_or_default())
    }

    pub(crate) async fn change_house_settings(
        &self,
        change: impl FnOnce(&mut HouseSettings),
    ) -> Result<(), EngineError> {
        self.change(DocumentKind::Settings, ONLY, |kept| {
            let mut settings: HouseSettings = kept.unwrap_or_default();
            change(&mut settings);
            Some(settings)
        })
        .await?;
        Ok(())
    }

    pub(crate) async fn seat(&self, seat: &SeatId) -> Result<Seat, EngineError> {
        Ok(self
            .kept(DocumentKind::Seat, seat.as_str())
            .await?
            .unwrap_or_default())
    }

    pub(crate) async fn change_seat(
        &self,
        seat: &SeatId,
        change: impl FnOnce(&mut Seat),
    ) -> Result<(), EngineError> {
        self.change(DocumentKind::Seat, seat.as_str(), |kept| {
            let mut seat: Seat = kept.unwrap_or_default();
            change(&mut seat);
            Some(seat)
        })
        .await?;
        Ok(())
    }

    /// Puts an operator at a seat.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn seat_operator(
        &self,
        seat: &SeatId,
        operator: &OperatorId,
    ) -> Result<(), EngineError> {
        self.change_seat(seat, |seat| seat.operator = Some(operator.clone()))
            .await
    }

    /// The settings as a seat sees them.
    pub(crate) async fn settings_of(&self, seat: &SeatId) -> Result<Settings, EngineError> {
        let (house, seat) = (self.house_settings().await?, self.seat(seat).await?);
        Ok(Settings {
            language: seat.language,
            theme: seat.theme,
            single_keys: seat.single_keys,
            alert_contents: house.alert_contents,
            alert_sound: house.alert_sound,
            autostart: seat.autostart,
            model: house.model,
        })
    }

    /// Changes the people. Returns them as they are then.
    pub(crate) async fn change_team(
        &self,
        change: impl FnOnce(&mut Team),
    ) -> Result<Team, EngineError> {
        let team = self
            .change(DocumentKind::Team, ONLY, |kept| {
                let mut team: Team = kept.unwrap_or_default();
                change(&mut team);
                Some(team)
            })
            .await?;
        self.reload_houses().await?;
        self.changes().topic(Topic::Team);
        Ok(team.unwrap_or_default())
    }

    /// The people.
    pub(crate) async fn team(&self) -> Result<Team, EngineError> {
        Ok(self
            .kept(DocumentKind::Team, ONLY)
            .await?
            .unwrap_or_default())
    }

    /// Keeps the people.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn keep_team(&self, team: &Team) -> Result<(), EngineError> {
        self.keep(DocumentKind::Team, ONLY, team).await?;
        self.reload_houses().await?;
        self.changes().topic(Topic::Team);
        Ok(())
    }

    pub(crate) async fn numbers(&self) -> Result<Vec<Number>, EngineError> {
        let kept = self.journal().documents(DocumentKind::Number).await?;
        Ok(kept.into_iter().map(|document| document.content).collect())
    }

    /// The numbers a playbook is used on.
    pub(crate) async fn numbers_of(
        &self,
        playbook: &PlaybookId,
    ) -> Result<Vec<NumberId>, EngineError> {
        let numbers = self.numbers().await?.into_iter();
        let of_it = numbers.filter(|number| number.playbook.as_ref() == Some(playbook));
        Ok(of_it.map(|number| number.id).collect())
    }

    /// Keeps a number, without its secrets.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn keep_number(&self, number: &Number) -> Result<(), EngineError> {
        self.keep(DocumentKind::Number, number.id.as_str(), number)
            .await?;
        self.reload_houses().await?;
        self.changes().topic(Topic::Numbers);
        Ok(())
    }

    /// Has `change` make of a number what it is from now on; of one that isn't connected, too.
    pub(crate) async fn change_number(
        &self,
        id: &NumberId,
        change: impl FnOnce(Option<Number>) -> Option<Number>,
    ) -> Result<Option<Number>, EngineError> {
        let changed = self
            .change(DocumentKind::Number, id.as_str(), change)
            .await?;
        if let Some(number) = &changed {
            self.reload_houses().await?;
            self.changes().topic(Topic::Numbers);
            if number.stopped.is_none() {
                self.hurry().await?;
            }
        }
        Ok(changed)
    }

    pub(crate) async fn forget_number(&self, number: &NumberId) -> Result<(), EngineError> {
        self.forget(DocumentKind::Number, number.as_str()).await?;
        self.reload_houses().await?;
        self.changes().topic(Topic::Numbers);
        Ok(())
    }

    /// Nothing is sent from a number any more until somebody put it in order.
    pub(crate) async fn stop_channel(
        &self,
        id: &NumberId,
        code: u32,
        why: &str,
    ) -> Result<(), EngineError> {
        let stopped = self
            .change_number(id, |kept| {
                let number = kept.filter(|number| number.stopped.is_none())?;
                Some(Number {
                    stopped: Some((code, why.to_owned())),
                    ..number
                })
            })
            .await?;
        if stopped.is_some() {
            self.changes().topic(Topic::Status);
        }
        Ok(())
    }

    pub(crate) async fn canned(&self) -> Result<Vec<Canned>, EngineError> {
        Ok(self
            .kept(DocumentKind::CannedReply, ONLY)
            .await?
            .unwrap_or_default())
    }

    /// Keeps the canned replies.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn keep_canned(&self, canned: &[Canned]) -> Result<(), EngineError> {
        self.keep(DocumentKind::CannedReply, ONLY, &canned).await?;
        self.changes().topic(Topic::Settings);
        Ok(())
    }

    pub(crate) async fn composer_draft(
        &self,
        conversation: &ConversationId,
    ) -> Result<String, EngineError> {
        Ok(self
            .kept(DocumentKind::OperatorDraft, conversation.as_str())
            .await?
            .unwrap_or_default())
    }

    pub(crate) async fn keep_composer_draft(
        &self,
        id: &ConversationId,
        text: &str,
    ) -> Result<(), EngineError> {
        if text.trim().is_empty() {
            return self.forget_composer_draft(id).await;
        }
        self.keep(DocumentKind::OperatorDraft, id.as_str(), &text)
            .await
    }

    pub(crate) async fn forget_composer_draft(
        &self,
        id: &ConversationId,
    ) -> Result<(), EngineError> {
        self.forget(DocumentKind::OperatorDraft, id.as_str()).await
    }

    pub(crate) async fn playbook_draft(
        &self,
        id: &PlaybookId,
    ) -> Result<Option<journal::Document<Playbook>>, EngineError> {
        Ok(self
            .journal()
            .document(DocumentKind::PlaybookDraft, id.as_str())
            .await?)
    }

    pub(crate) async fn playbook_drafts(&self) -> Result<Vec<Playbook>, EngineError> {
        let kept = self
            .journal()
            .documents(DocumentKind::PlaybookDraft)
            .await?;
        Ok(kept.into_iter().map(|document| document.content).collect())
    }

    /// Keeps a draft, unless somebody else changed it since its writer saw it in version `seen`. Returns
    /// whether it is kept.
    pub(crate) async fn keep_playbook_draft(
        &self,
        draft: &Playbook,
        seen: Option<u64>,
    ) -> Result<bool, EngineError> {
        let id = draft.id.as_str();
        let kept = self
            .keep_over(DocumentKind::PlaybookDraft, id, draft, seen)
            .await?;
        self.changes().topic(Topic::Playbooks);
        Ok(kept)
    }

    /// Puts a playbook in force as its next version.
    ///
    /// # Errors
    /// If the store fails.
    pub async fn publish(&self, playbook: Playbook) -> Result<Playbook, EngineError> {
        self.publish_draft(playbook, None).await
    }

    /// Puts a draft in force that was read in version `seen`. What somebody wrote into it since then
    /// stays in the draft.
    pub(crate) async fn publish_draft(
        &self,
        playbook: Playbook,
        seen: Option<u64>,
    ) -> Result<Playbook, EngineError> {
        let published = self
            .journal()
            .publish_playbook(playbook, self.now())
            .await?;
        self.keep_playbook_draft(&published, seen).await?;
        self.reload_houses().await?;
        Ok(published)
    }

    /// Prepares the houses anew, after anything they are made of changed.
    ///
    /// # Errors
    /// If the store fails.
    pub(crate) async fn reload_houses(&self) -> Result<(), EngineError> {
        let _turn = self.turns().preparing.lock().await;
        let playbooks: BTreeMap<PlaybookId, Playbook> = self
            .journal()
            .playbooks()
            .await?
            .into_iter()
            .map(|playbook| (playbook.id.clone(), playbook))
            .collect();
        let settings = self.house_settings().await?;
        let mut shifts = BTreeMap::new();
        for playbook in playbooks.keys() {
            shifts.insert(playbook.clone(), self.shifts(playbook).await?);
        }
        let houses = Houses::new(
            self.numbers().await?,
            &playbooks,
            self.team().await?,
            settings.agent,
            &shifts,
        );
        self.put_houses(houses);
        Ok(())
    }
}
