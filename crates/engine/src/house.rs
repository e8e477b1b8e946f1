//! The houses: for each connected number the playbook in force, the team and the switch, prepared
//! once and shared until something changes.

use conversation::ids::{NumberId, PlaybookId};
use conversation::language::Language;
use conversation::playbook::{AgentSwitch, House, Playbook};
use conversation::signal::Trigger;
use conversation::team::Team;
use conversation::time::Timestamp;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::Arc;
use triggers::{Guide, GuideSource};

/// A connected number, as it is kept. Its secrets are in the keyring.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Meta's phone number id.
    pub id: NumberId,
    /// The owner's name for it.
    pub name: String,
    /// The number as people dial it.
    pub phone: String,
    /// Meta's business account id.
    pub waba: String,
    /// Its playbook.
    pub playbook: Option<PlaybookId>,
    /// Whether it is used in the phone app too.
    pub coexistence: bool,
    /// Messages a second Meta allows.
    pub throughput: u32,
    /// Meta's quality rating, where known.
    pub quality: Option<String>,
    /// Set while nothing is sent: Meta's code and why.
    pub stopped: Option<(u32, String)>,
    /// Whether it was ever checked live.
    pub checked: bool,
    /// When the owner last gave an app secret: what came before says nothing about this one.
    #[serde(default)]
    pub secret_since: Option<Timestamp>,
}

/// Everything a decision on one number needs.
#[derive(Debug)]
pub struct Desk {
    /// The number.
    pub number: Number,
    /// What decisions look at.
    pub house: House,
    /// The playbook in force.
    pub playbook: Arc<Playbook>,
    /// The same, prepared for reading.
    pub guide: Arc<Guide>,
}

/// All desks, as of the last change.
#[derive(Debug, Default)]
pub struct Houses {
    desks: BTreeMap<NumberId, Arc<Desk>>,
    team: Team,
    agent: AgentSwitch,
}

impl Houses {
    /// Prepares a desk for every number. `shifts` is what operators' marks moved in each playbook.
    pub(crate) fn new(
        numbers: Vec<Number>,
        playbooks: &BTreeMap<PlaybookId, Playbook>,
        team: Team,
        agent: AgentSwitch,
        shifts: &BTreeMap<PlaybookId, BTreeMap<Trigger, i16>>,
    ) -> Self {
        let unmoved = BTreeMap::new();
        let desks = numbers
            .into_iter()
            .map(|number| {
                let playbook = number.playbook.as_ref();
                let published = playbook.and_then(|id| playbooks.get(id));
                let shifts = playbook.and_then(|id| shifts.get(id)).unwrap_or(&unmoved);
                let desk = Desk::new(number.clone(), published, team.clone(), agent, shifts);
                (number.id, Arc::new(desk))
            })
            .collect();
        Self { desks, team, agent }
    }

    /// The desk of a number; `None` if it isn't connected here.
    pub fn desk(&self, number: &NumberId) -> Option<Arc<Desk>> {
        self.desks.get(number).cloned()
    }

    /// All desks.
    pub fn desks(&self) -> impl Iterator<Item = &Arc<Desk>> {
        self.desks.values()
    }

    /// The people.
    pub fn team(&self) -> &Team {
        &self.team
    }

    /// The switch.
    pub fn agent(&self) -> AgentSwitch {
        self.agent
    }

    /// The time zone screens show days in: that of the first business.
    pub fn time_zone(&self) -> String {
        self.desks
            .values()
            .next()
            .map_or_else(|| "UTC".to_owned(), |desk| desk.playbook.time_zone.clone())
    }
}

impl Desk {
    /// A desk. Without a published playbook the agent knows nothing and is off: a person answers.
    pub(crate) fn new(
        number: Number,
        published: Option<&Playbook>,
        team: Team,
        agent: AgentSwitch,
        shifts: &BTreeMap<Trigger, i16>,
    ) -> Self {
        let (playbook, agent) = match published {
            Some(playbook) => (playbook.clone(), agent),
            None => {
                let id = PlaybookId::new(number.id.as_str());
                (
                    Playbook::blank(id, number.name.clone(), Language::default()),
                    AgentSwitch::Off,
                )
            }
        };
        let guide = guide(&playbook, shifts);
        Self {
            number,
            guide: Arc::new(guide),
            playbook: Arc::new(playbook.clone()),
            house: House {
                playbook,
                team,
                agent,
            },
        }
    }
}

impl Desk {
    /// The desk of a number that is no longer connected: its conversations can still be read, and the
    /// agent stays out of them.
    pub(crate) fn removed(number: &NumberId, houses: &Houses) -> Self {
        let gone = Number {
            id: number.clone(),
            name: number.as_str().to_owned(),
            phone: String::new(),
            waba: String::new(),
            playbook: None,
            coexistence: false,
            throughput: 1,
            quality: None,
            stopped: Some((0, "this number is no longer connected".to_owned())),
            checked: false,
            secret_since: None,
        };
        Self::new(
            gone,
            None,
            houses.team.clone(),
            AgentSwitch::Off,
            &BTreeMap::new(),
        )
    }
}

/// A playbook prepared for reading.
pub(crate) fn guide(playbook: &Playbook, shifts: &BTreeMap<Trigger, i16>) -> Guide {
    Guide::new(&GuideSource {
        prompt: &playbook.prompt,
        language: Some(playbook.language),
        rules: &playbook.rules,
        sensitivity: &playbook.sensitivity,
        shifts,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(id: &str, playbook: &str) -> Number {
        Number {
            id: NumberId::new(id),
            playbook: Some(PlaybookId::new(playbook)),
            ..Desk::removed(&NumberId::new(id), &Houses::default())
                .number
                .clone()
        }
    }

    #[test]
    fn marks_of_one_business_move_nothing_at_the_other() {
        let playbooks = ["clinic", "bikes"].map(|id| {
            let id = PlaybookId::new(id);
            let blank = Playbook::blank(id.clone(), id.as_str().to_owned(), Language::En);
            (id, blank)
        });
        let moved = BTreeMap::from([(Trigger::Frustration, 100)]);
        let houses = Houses::new(
            vec![number("551", "clinic"), number("552", "bikes")],
            &BTreeMap::from(playbooks),
            Team::default(),
            AgentSwitch::On,
            &BTreeMap::from([(PlaybookId::new("clinic"), moved)]),
        );
        let threshold = |id| {
            let desk = houses.desk(&NumberId::new(id)).unwrap();
            desk.guide.threshold(Trigger::Frustration).0
        };
        assert_eq!((threshold("551"), threshold("552")), (600, 500));
    }
}
