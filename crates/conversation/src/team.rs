//! The people of the business: names, languages, skills, hours. A team changes independently of
//! the playbook, so it stands beside it.

use crate::ids::OperatorId;
use crate::language::Language;
use crate::signal::Trigger;
use serde::{Deserialize, Serialize};

/// A person of the business.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct Operator {
    /// Stable id.
    pub id: OperatorId,
    /// As customers and colleagues know them.
    pub name: String,
    /// What they do, e.g. "Reception".
    pub role: String,
    /// Languages they answer in.
    pub languages: Vec<Language>,
    /// Triggers they take; empty means all.
    pub skills: Vec<Trigger>,
    /// Topics they know, free words.
    pub topics: Vec<String>,
    /// When they work.
    pub hours: WorkHours,
    /// When they don't want to be called, even at work.
    pub quiet: Option<DaySpan>,
    /// Set by the person: away, don't disturb.
    pub presence: Presence,
}

/// Whether a person wants to be called now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub enum Presence {
    /// Call me.
    #[default]
    Available,
    /// Show it, make no sound.
    DoNotDisturb,
    /// Call somebody else.
    Away,
}

/// A span of one day, in minutes after midnight of the business's time zone, end exclusive. A span
/// whose end is before its start runs past midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct DaySpan {
    /// First minute.
    pub from: u16,
    /// One past the last minute; 1440 is midnight.
    pub to: u16,
}

impl DaySpan {
    /// Whether it ends on the day after.
    pub fn runs_past_midnight(self) -> bool {
        self.to < self.from
    }

    /// Whether `minute` of the day lies in it.
    pub fn contains(self, minute: u16) -> bool {
        if self.runs_past_midnight() {
            minute >= self.from || minute < self.to
        } else {
            (self.from..self.to).contains(&minute)
        }
    }
}

/// Working hours of one person, Monday first. No spans at all means: always.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct WorkHours {
    /// Seven lists of spans, Monday first; shorter means no work on the missing days.
    pub days: Vec<Vec<DaySpan>>,
}

/// All operators.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Team {
    /// In the order the owner put them in.
    pub operators: Vec<Operator>,
}

impl Team {
    /// The person with this id.
    pub fn get(&self, id: &OperatorId) -> Option<&Operator> {
        self.operators.iter().find(|operator| &operator.id == id)
    }
}
