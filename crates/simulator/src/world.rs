//! A world to start with: two businesses, their teams, their playbooks, eight customers.
//!
//! Plain data for whoever hosts a demo. The playbooks' prompts are the files in `world/`; what the
//! customers write is in `scripts/`. No secret is in here: those are made at start-up.

mod bikes;
mod clinica;
mod customers;

use serde::Serialize;

use crate::customer::digits;

pub use customers::customers;

/// A business with a number on the simulated WhatsApp.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Business {
    /// A short name for scripts and addresses.
    pub key: String,
    /// The name on its profile.
    pub name: String,
    /// The language it speaks: `es`, `en` or `pt`.
    pub language: String,
    /// Its IANA time zone.
    pub time_zone: String,
    /// Its number as people write it, with `+`.
    pub phone: String,
    /// The digits that a national number lacks.
    pub country_code: String,
    /// Its country as two letters, which is how its customers' user ids start.
    pub country: String,
    /// What new customers' numbers start with; three digits follow.
    pub visitor_prefix: String,
    /// Meta's id of the number.
    pub phone_number_id: String,
    /// Meta's id of the account.
    pub waba_id: String,
    /// The message templates that Meta approved.
    pub templates: Vec<Template>,
    /// What a visitor might try, in the language of the business.
    pub try_these: Vec<TryThis>,
}

impl Business {
    /// The digits of its number.
    #[must_use]
    pub fn wa_id(&self) -> String {
        digits(&self.phone)
    }
}

/// A message template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Template {
    /// Its name.
    pub name: String,
    /// Its language, such as `es_MX`.
    pub language: String,
    /// `UTILITY`, `MARKETING` or `AUTHENTICATION`.
    pub category: String,
    /// `APPROVED`, `PAUSED` …
    pub status: String,
    /// The words, with `{{1}}` where values go.
    pub body: String,
    /// What the values may look like, which Meta wants to know before it approves.
    pub examples: Vec<String>,
    /// Its quick replies.
    pub buttons: Vec<String>,
}

impl Template {
    fn approved(
        name: &str,
        language: &str,
        body: &str,
        examples: &[&str],
        buttons: &[&str],
    ) -> Self {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self {
            name: name.to_owned(),
            language: language.to_owned(),
            category: "UTILITY".to_owned(),
            status: "APPROVED".to_owned(),
            body: body.to_owned(),
            examples: owned(examples),
            buttons: owned(buttons),
        }
    }

    /// How many values the words ask for.
    #[must_use]
    pub fn values(&self) -> usize {
        self.body.matches("{{").count()
    }
}

/// The reasons why a conversation goes to a person, as the design names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// Asks for a person.
    ExplicitRequest,
    /// Is losing patience.
    Frustration,
    /// Isn't in the playbook.
    OutOfScope,
    /// Is worth a person's time.
    HighValue,
    /// Must not be answered by a machine.
    Compliance,
}

/// A sentence that a visitor can send with one press.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct TryThis {
    /// The sentence.
    pub text: String,
    /// What it sets off; none where the agent answers it alone.
    pub trigger: Option<Trigger>,
}

/// A person of a business.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Operator {
    /// A short name for routes.
    pub key: String,
    /// The business they work for, by its key.
    pub business: String,
    /// Their name as customers read it.
    pub name: String,
    /// What they do.
    pub role: String,
    /// The languages they answer in.
    pub languages: Vec<String>,
    /// The triggers they take.
    pub skills: Vec<Trigger>,
    /// When they work.
    pub hours: Vec<Hours>,
}

/// A stretch of a working day in the business's time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Hours {
    /// 1 is Monday, 7 is Sunday.
    pub weekday: u8,
    /// Minutes after midnight.
    pub from_minute: u16,
    /// Minutes after midnight.
    pub to_minute: u16,
}

/// What the agent does while a person is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Meanwhile {
    /// Says nothing.
    Silent,
    /// Says that somebody comes.
    Announce,
    /// Asks for the facts that the person will need.
    Qualify,
}

/// Who is called for a trigger, in which order, and by when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Route {
    /// The business, by its key.
    pub business: String,
    /// The trigger.
    pub trigger: Trigger,
    /// Operators by key; the next is called where the one before doesn't answer.
    pub operators: Vec<String>,
    /// Minutes within which a person answers.
    pub promise_minutes: u16,
    /// What the agent does meanwhile.
    pub meanwhile: Meanwhile,
}

/// Everything about one business that a demo loads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Shop {
    /// The business.
    pub business: Business,
    /// What the owner tells the agent.
    pub prompt: String,
    /// Its people.
    pub operators: Vec<Operator>,
    /// Who is called for what.
    pub routes: Vec<Route>,
}

/// The two shops of the demo.
#[must_use]
pub fn shops() -> Vec<Shop> {
    vec![clinica::shop(), bikes::shop()]
}

/// Their businesses.
#[must_use]
pub fn businesses() -> Vec<Business> {
    shops().into_iter().map(|shop| shop.business).collect()
}

/// Their people.
#[must_use]
pub fn operators() -> Vec<Operator> {
    shops()
        .into_iter()
        .flat_map(|shop| shop.operators)
        .collect()
}

/// An operator as the tables of a shop write them down.
struct Person {
    key: &'static str,
    name: &'static str,
    role: &'static str,
    languages: &'static [&'static str],
    skills: &'static [Trigger],
    /// First and last weekday, first and last hour.
    hours: &'static [(u8, u8, u16, u16)],
}

impl Person {
    fn of(&self, business: &str) -> Operator {
        let hours = self.hours.iter().flat_map(|&(first, last, from, to)| {
            (first..=last).map(move |weekday| Hours {
                weekday,
                from_minute: from * 60,
                to_minute: to * 60,
            })
        });
        Operator {
            key: self.key.to_owned(),
            business: business.to_owned(),
            name: self.name.to_owned(),
            role: self.role.to_owned(),
            languages: self
                .languages
                .iter()
                .map(|code| (*code).to_owned())
                .collect(),
            skills: self.skills.to_vec(),
            hours: hours.collect(),
        }
    }
}

/// One row of a shop's table of routes.
type RouteRow = (Trigger, &'static [&'static str], u16, Meanwhile);

fn routes(business: &str, rows: &[RouteRow]) -> Vec<Route> {
    let route = |&(trigger, operators, promise_minutes, meanwhile): &RouteRow| Route {
        business: business.to_owned(),
        trigger,
        operators: operators.iter().map(|key| (*key).to_owned()).collect(),
        promise_minutes,
        meanwhile,
    };
    rows.iter().map(route).collect()
}

fn tries(rows: &[(Option<Trigger>, &str)]) -> Vec<TryThis> {
    rows.iter()
        .map(|&(trigger, text)| TryThis {
            text: text.to_owned(),
            trigger,
        })
        .collect()
}

#[cfg(test)]
mod tests;
