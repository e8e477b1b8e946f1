//! Thread entries: one row per message, note or line about the baton. What an event adds or amends
//! is said by `conversation::thread`; here it is kept and read page by page.

pub(crate) mod pages;

use super::{Place, some};
use conversation::fact::Event;
use conversation::ids::ConversationId;
use conversation::state::{Conversation, Holder};
use conversation::thread::{Amendment, Change, Entry, EntryKey, Message, Rail};
use conversation::time::Timestamp;
use serde::Serialize;
use sqlx::SqliteConnection;
use std::collections::{BTreeMap, HashMap};

#[derive(Default)]
pub(crate) struct Changes {
    /// New entries; `None` where one was taken back at once.
    added: Vec<Option<Row>>,
    /// Where in `added` an entry is, by either of its names.
    index: HashMap<Named, usize>,
    /// Amendments of entries that were stored earlier, in the order they came.
    amended: BTreeMap<Named, Vec<Amendment>>,
    /// Meta's ids learned just now, for entries that were stored earlier.
    aliases: HashMap<Named, Named>,
    removed: Vec<Named>,
}

/// An entry by its key, or by Meta's id of its message.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
struct Named {
    conversation: ConversationId,
    key: EntryKey,
}

#[derive(Serialize)]
struct Row {
    place: i64,
    #[serde(flatten)]
    name: Named,
    message: String,
    kind: &'static str,
    at: Timestamp,
    rail: Rail,
    text: String,
    entry: Entry,
}

impl Changes {
    pub(crate) fn note(&mut self, before: &Conversation, event: &Event, place: Place) {
        for change in conversation::thread::project(before, event) {
            let named = |key| Named {
                conversation: event.conversation.clone(),
                key,
            };
            match change {
                Change::Add(key, entry) => {
                    let row = Row {
                        place: place.0,
                        message: message_id(&entry),
                        kind: kind(&entry),
                        at: event.at,
                        rail: rail(&before.holder),
                        text: text(&entry),
                        entry,
                        name: named(key.clone()),
                    };
                    self.add(row);
                }
                Change::Amend(key, amendment) => self.amend(named(key), amendment),
                Change::Remove(key) => self.remove(named(key)),
            }
        }
    }

    fn add(&mut self, row: Row) {
        // A message with a key that is there already is the same message again.
        if self.index.contains_key(&row.name) {
            return;
        }
        self.index.insert(row.name.clone(), self.added.len());
        self.index.insert(row.by_message(), self.added.len());
        self.added.push(Some(row));
    }

    /// An entry added just now is amended at once; others when they are written.
    fn amend(&mut self, name: Named, amendment: Amendment) {
        let added = self.index.get(&name).copied();
        if let Some(row) = added.and_then(|at| self.added.get_mut(at)?.as_mut()) {
            if let Entry::Message(message) = &mut row.entry {
                message.amend(&amendment);
            }
            row.message = message_id(&row.entry);
            row.text = text(&row.entry);
            let by_message = row.by_message();
            self.index.extend(added.map(|at| (by_message, at)));
            return;
        }
        let name = self.aliases.get(&name).cloned().unwrap_or(name);
        if let Amendment::Wamid(message) = &amendment {
            let alias = Named {
                conversation: name.conversation.clone(),
                key: EntryKey::from(message),
            };
            self.aliases.insert(alias, name.clone());
        }
        self.amended.entry(name).or_default().push(amendment);
    }

    fn remove(&mut self, name: Named) {
        if let Some(row) = self.index.get(&name).and_then(|at| self.added.get_mut(*at)) {
            *row = None;
        }
        self.removed.push(name);
    }

    pub(crate) fn rows(&self) -> Result<Rows, serde_json::Error> {
        Ok(Rows {
            added: some(&self.added.iter().flatten().collect::<Vec<_>>())?,
            names: some(&self.amended.keys().collect::<Vec<_>>())?,
            amended: self.amended.clone(),
            removed: some(&self.removed)?,
        })
    }
}

impl Row {
    fn by_message(&self) -> Named {
        Named {
            conversation: self.name.conversation.clone(),
            key: EntryKey(self.message.clone()),
        }
    }
}

fn kind(entry: &Entry) -> &'static str {
    match entry {
        Entry::Message(_) => "message",
        Entry::Line(_) => "line",
        Entry::Note(_) => "note",
    }
}

fn message_id(entry: &Entry) -> String {
    match entry {
        Entry::Message(message) => message
            .wamid
            .as_ref()
            .map_or_else(String::new, |id| id.as_str().to_owned()),
        Entry::Line(_) | Entry::Note(_) => String::new(),
    }
}

/// What a search finds. A deleted message is not found any more: the customer took it back.
fn text(entry: &Entry) -> String {
    match entry {
        Entry::Message(message) => words(message).to_owned(),
        Entry::Note(note) => note.text.clone(),
        Entry::Line(_) => String::new(),
    }
}

fn words(message: &Message) -> &str {
    match message.revoked {
        true => "",
        false => message.content.words().unwrap_or_default(),
    }
}

/// The rail while `holder` holds the conversation.
fn rail(holder: &Holder) -> Rail {
    match holder {
        Holder::Agent => Rail::Agent,
        Holder::Waiting => Rail::Waiting,
        Holder::Operator { operator } => Rail::Operator {
            operator: operator.clone(),
        },
        Holder::Closed => Rail::Closed,
    }
}

pub(crate) struct Rows {
    added: Option<String>,
    names: Option<String>,
    amended: BTreeMap<Named, Vec<Amendment>>,
    removed: Option<String>,
}

/// A stored message with its changes taken in.
#[derive(Serialize)]
struct Amended {
    place: i64,
    message: String,
    text: Option<String>,
    entry: Entry,
}

struct Stored {
    place: i64,
    conversation: String,
    key: String,
    message: String,
    entry: String,
}

impl Rows {
    pub(crate) async fn write(
        &self,
        db: &mut SqliteConnection,
        base: i64,
    ) -> Result<(), sqlx::Error> {
        if let Some(added) = &self.added {
            sqlx::query!(
                "insert into entries
                     (place, conversation, key, message, kind, at, rail, text, entry)
                 select ? + (value ->> 'place'), value ->> 'conversation', value ->> 'key',
                     value ->> 'message', value ->> 'kind', value ->> 'at', value -> 'rail',
                     value ->> 'text', value -> 'entry'
                 from json_each(?) where true on conflict do nothing",
                base,
                added
            )
            .execute(&mut *db)
            .await?;
        }
        if let Some(names) = &self.names {
            self.write_amended(db, names).await?;
        }
        if let Some(removed) = &self.removed {
            sqlx::query!(
                "delete from entries where (conversation, key) in (
                     select value ->> 'conversation', value ->> 'key' from json_each(?))",
                removed
            )
            .execute(db)
            .await?;
        }
        Ok(())
    }

    async fn write_amended(
        &self,
        db: &mut SqliteConnection,
        names: &str,
    ) -> Result<(), sqlx::Error> {
        let stored = sqlx::query_as!(
            Stored,
            r#"select place as "place!", conversation, key, message, entry from entries
             where place in (
                 select entries.place from json_each(?1) join entries
                     on entries.conversation = value ->> 'conversation'
                     and entries.key = value ->> 'key'
                 union
                 select entries.place from json_each(?1) join entries
                     on entries.conversation = value ->> 'conversation'
                     and entries.message = value ->> 'key' and entries.message <> '')"#,
            names
        )
        .fetch_all(&mut *db)
        .await?;
        let amended = self.amended(stored).map_err(as_damage)?;
        let reworded = amended.iter().any(|entry| entry.text.is_some());
        let Some(amended) = some(&amended).map_err(as_damage)? else {
            return Ok(());
        };
        sqlx::query!(
            "update entries set message = new.message, entry = new.entry
             from (select value ->> 'place' as place, value ->> 'message' as message,
                       value -> 'entry' as entry from json_each(?)) as new
             where entries.place = new.place",
            amended
        )
        .execute(&mut *db)
        .await?;
        // Apart, so that a status report doesn't touch the search.
        if !reworded {
            return Ok(());
        }
        sqlx::query!(
            "update entries set text = new.text
             from (select value ->> 'place' as place, value ->> 'text' as text
                   from json_each(?)) as new
             where entries.place = new.place and new.text is not null",
            amended
        )
        .execute(db)
        .await?;
        Ok(())
    }

    /// The stored messages that really change.
    fn amended(&self, stored: Vec<Stored>) -> Result<Vec<Amended>, serde_json::Error> {
        let mut amended = Vec::new();
        for row in stored {
            let Entry::Message(mut message) = serde_json::from_str(&row.entry)? else {
                continue;
            };
            let before = words(&message).to_owned();
            let mut changed = false;
            for amendment in self.of(&row) {
                changed |= message.amend(amendment);
            }
            if changed {
                let after = words(&message);
                let text = (after != before).then(|| after.to_owned());
                let entry = Entry::Message(message);
                amended.push(Amended {
                    place: row.place,
                    message: message_id(&entry),
                    text,
                    entry,
                });
            }
        }
        Ok(amended)
    }

    /// What was noted about a stored message, under either of its names.
    fn of(&self, row: &Stored) -> impl Iterator<Item = &Amendment> {
        let named = |key: &str| {
            self.amended.get(&Named {
                conversation: ConversationId::new(row.conversation.clone()),
                key: EntryKey(key.to_owned()),
            })
        };
        let by_key = named(&row.key);
        let by_message = named(&row.message).filter(|_| row.message != row.key);
        by_key.into_iter().chain(by_message).flatten()
    }
}

fn as_damage(error: serde_json::Error) -> sqlx::Error {
    sqlx::Error::Decode(Box::new(error))
}

pub(crate) async fn clear(db: &mut SqliteConnection) -> Result<(), sqlx::Error> {
    sqlx::query!("delete from entries").execute(db).await?;
    Ok(())
}
