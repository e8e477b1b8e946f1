//! The business of the stories: a clinic in Monterrey.

use crate::ids::{OperatorId, PlaybookId};
use crate::language::Language;
use crate::playbook::{AgentSwitch, House, Playbook};
use crate::team::{DaySpan, Operator, Presence, Team, WorkHours};

/// A house whose playbook has nothing special in it.
pub(crate) fn clinic(operators: &[Operator]) -> House {
    let mut playbook = Playbook::blank(PlaybookId::new("p"), "Clinic", Language::En);
    playbook.time_zone = "America/Monterrey".to_owned();
    House {
        playbook,
        team: Team {
            operators: operators.to_vec(),
        },
        agent: AgentSwitch::On,
    }
}

/// Somebody who is there.
pub(crate) fn operator(name: &str, hours: WorkHours) -> Operator {
    Operator {
        id: OperatorId::new(name),
        name: name.to_owned(),
        role: "Reception".to_owned(),
        languages: vec![Language::En],
        skills: Vec::new(),
        topics: Vec::new(),
        hours,
        quiet: None,
        presence: Presence::Available,
    }
}

/// No hours at all.
pub(crate) fn always() -> WorkHours {
    WorkHours::default()
}

/// Monday to Friday, nine to six.
pub(crate) fn nine_to_six() -> WorkHours {
    let day = vec![DaySpan {
        from: 9 * 60,
        to: 18 * 60,
    }];
    WorkHours { days: vec![day; 5] }
}
