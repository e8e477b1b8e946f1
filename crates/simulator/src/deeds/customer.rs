//! The customer's deeds: everything they can write, and looking at the chat.
//!
//! What they do shows on their own phone at once; the business hears of it by webhook.

use bytes::Bytes;

use crate::agenda::Job;
use crate::chat::{Author, ChatKey, Choice, ChoiceKind, Content, File, Line, Tick};
use crate::customer::{CustomerId, WriteError, Written};
use crate::ids;
use crate::state::{INBOUND_LIFE_MILLIS, State, StoredMedia};
use crate::webhook::{Inbound, InboundBody, Notice, body};

impl State {
    /// The customer does something in their chat; gives the id of the new message.
    pub(crate) fn customer_writes(
        &mut self,
        number: &str,
        who: &CustomerId,
        written: Written,
        now: i64,
    ) -> Result<String, WriteError> {
        let key = self.chat_key(number, who)?;
        let id = ids::message_id();
        let inbound = self.put_in_chat(&key, &id, written, now)?;
        let (Some(customer), Some(place)) = (self.customers.get(who), self.numbers.get(number))
        else {
            return Err(WriteError::NoSuchNumber(number.to_owned()));
        };
        // A blocked customer sees one tick for ever and the business sees nothing.
        if !place.blocked.contains(who) && place.subscribed {
            let value = body::message(&place.business, customer, &inbound);
            let notice = Notice::new(&key, &place.business, Some(id.clone()), value);
            self.due.push((now, Job::Tell(notice)));
        }
        Ok(id)
    }

    /// Shows it on the customer's own phone and says how it goes to the business.
    fn put_in_chat(
        &mut self,
        key: &ChatKey,
        id: &str,
        written: Written,
        now: i64,
    ) -> Result<Inbound, WriteError> {
        let (context, body) = match written {
            Written::Text { body, reply_to } => {
                self.knows(key, reply_to.as_deref())?;
                let content = Content::Text { body: body.clone() };
                self.customer_line(key, id, content, reply_to.clone(), now);
                (reply_to, InboundBody::Text { body })
            }
            Written::Media {
                kind,
                mime,
                bytes,
                caption,
                filename,
                voice,
            } => {
                let stored = Some(self.keep_file(&mime, &bytes, filename.as_deref(), now));
                let (media, link) = (kind, None);
                let file = File {
                    media,
                    id: stored,
                    link,
                    mime,
                    caption,
                    filename,
                    voice,
                };
                self.customer_line(key, id, Content::Media(file.clone()), None, now);
                (
                    None,
                    InboundBody::Media {
                        file,
                        sha256: body::sha256(&bytes),
                    },
                )
            }
            Written::Location(place) => {
                self.customer_line(key, id, Content::Location(place.clone()), None, now);
                (None, InboundBody::Location(place))
            }
            Written::Contacts { cards } => {
                let content = Content::Contacts {
                    cards: cards.clone(),
                };
                self.customer_line(key, id, content, None, now);
                (None, InboundBody::Contacts { cards })
            }
            Written::Choice { of, id: chosen } => {
                let (kind, choice) = self.choice(key, &of, &chosen)?;
                let content = Content::Text {
                    body: choice.title.clone(),
                };
                self.customer_line(key, id, content, Some(of.clone()), now);
                (Some(of), InboundBody::Choice { kind, choice })
            }
            Written::Reaction { to, emoji } => {
                self.line_of(key, &to)?.reaction.clone_from(&emoji);
                (None, InboundBody::Reaction { to, emoji })
            }
            Written::Edit { of, body } => (None, self.edit(key, of, body)?),
            Written::Revoke { of } => {
                self.line_of(key, &of)?.deleted = true;
                (None, InboundBody::Revoke { of })
            }
        };
        Ok(Inbound {
            id: id.to_owned(),
            at_millis: now,
            context,
            body,
        })
    }

    fn edit(&mut self, key: &ChatKey, of: String, body: String) -> Result<InboundBody, WriteError> {
        let line = self.line_of(key, &of)?;
        line.content = Content::Text { body: body.clone() };
        line.edited = true;
        Ok(InboundBody::Edit { of, body })
    }

    fn keep_file(&mut self, mime: &str, bytes: &Bytes, name: Option<&str>, now: i64) -> String {
        self.store_media(StoredMedia {
            mime: mime.to_owned(),
            bytes: bytes.clone(),
            filename: name.map(str::to_owned),
            gone_at: now + INBOUND_LIFE_MILLIS,
        })
    }

    /// A new line of the customer; it also opens the 24-hour window.
    fn customer_line(
        &mut self,
        key: &ChatKey,
        id: &str,
        content: Content,
        reply_to: Option<String>,
        now: i64,
    ) {
        let mut line = Line::new(id.to_owned(), Author::Customer, now, content);
        line.tick = Tick::Sent;
        line.reply_to = reply_to;
        self.said_in.insert(id.to_owned(), key.clone());
        let chat = self.chat_mut(key);
        chat.customer_wrote_at = Some(now);
        chat.lines.push(line);
    }

    fn knows(&self, key: &ChatKey, id: Option<&str>) -> Result<(), WriteError> {
        let Some(id) = id else { return Ok(()) };
        let known = self
            .chats
            .get(key)
            .is_some_and(|chat| chat.line(id).is_some());
        if known {
            Ok(())
        } else {
            Err(WriteError::NoSuchMessage(id.to_owned()))
        }
    }

    fn line_of(&mut self, key: &ChatKey, id: &str) -> Result<&mut Line, WriteError> {
        let missing = || WriteError::NoSuchMessage(id.to_owned());
        self.chat_mut(key).line_mut(id).ok_or_else(missing)
    }

    fn choice(
        &mut self,
        key: &ChatKey,
        of: &str,
        chosen: &str,
    ) -> Result<(ChoiceKind, Choice), WriteError> {
        let line = self.line_of(key, of)?;
        if let Content::Offer {
            offered, choices, ..
        } = &line.content
            && let Some(choice) = choices.iter().find(|choice| choice.id == chosen)
        {
            return Ok((*offered, choice.clone()));
        }
        Err(WriteError::NoSuchMessage(of.to_owned()))
    }

    /// The customer looks at the chat: everything that arrived is read.
    pub(crate) fn customer_looks(&mut self, key: &ChatKey, now: i64) {
        let seen: Vec<String> = self
            .chat_mut(key)
            .from_business()
            .filter(|line| matches!(line.tick, Tick::Sent | Tick::Delivered))
            .filter(|line| !matches!(line.content, Content::Reaction { .. }))
            .map(|line| line.id.clone())
            .collect();
        for line in seen {
            self.advance(key, &line, Tick::Read, None, now);
        }
    }
}
