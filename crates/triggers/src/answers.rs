//! A request in its thread: a bare "yes" takes the person whom the agent has offered, a bare noun may only answer
//! what the agent asked, and a denial may have begun in the message before. It knows nothing of models. Next: `rules`.

use crate::features::Course;
use crate::rules::{Found, Heard, Kind, Rules, Weight};
use crate::text::Text;
use conversation::signal::Trigger;

/// How many words of a message a denial reaches that the message before began: "no need" – "to call me".
const REACHED: usize = 2;

/// Everything the rules tell about `text` where it stands.
pub(crate) fn hear(rules: &Rules, text: &Text, course: &Course) -> Heard {
    let mut heard = rules.hear(text);
    let asked = course
        .agent
        .as_ref()
        .filter(|_| course.same_breath.is_none());
    if heard.assents
        && let Some(offer) = asked.and_then(|agent| rules.offered(agent))
    {
        heard.accepts = true;
        heard.found.push(Found {
            from: 0,
            to: text.line.len(),
            ..offer
        });
    }
    if heard.found.iter().any(|hit| hit.bare) && asked.is_some_and(|agent| asks_who(rules, agent)) {
        let bare = heard.found.iter_mut().filter(|hit| hit.bare);
        bare.for_each(|hit| hit.weight = Weight::Hint);
    }
    if heard.found.iter().any(is_person)
        && let Some(before) = &course.same_breath
        && rules.dangles(before)
    {
        let reached = heard
            .found
            .iter_mut()
            .filter(|hit| is_person(hit) && begins(text, hit));
        reached.for_each(|hit| hit.taken_back = true);
        heard.denied = !heard
            .found
            .iter()
            .any(|hit| is_person(hit) && !hit.taken_back);
    }
    heard
}

/// Whether the agent asks about people who are none of the business's, and offers nobody.
fn asks_who(rules: &Rules, agent: &Text) -> bool {
    agent.line.contains('?') && rules.asks_who(agent) && rules.offered(agent).is_none()
}

/// A wish for a person. A refused machine is none: "I don't want" – "to talk to a bot".
fn is_person(hit: &Found) -> bool {
    hit.kind.trigger() == Trigger::ExplicitRequest && hit.kind != Kind::Machine
}

/// Whether `hit` stands among the first words of `text`.
fn begins(text: &Text, hit: &Found) -> bool {
    let before = text
        .tokens
        .iter()
        .take_while(|token| (token.from as usize) <= hit.from);
    before.count() < REACHED
}
