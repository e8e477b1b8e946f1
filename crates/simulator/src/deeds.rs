//! What can be done in a chat: the customer writes, the business sends, a message gets further.
//!
//! Each deed changes the state and puts down what it causes. It never refuses for Meta's reasons;
//! that is the Graph side's part, see [`crate::graph`].

use crate::agenda::Job;
use crate::chat::{Author, ChatKey, Choice, ChoiceKind, Content, Line, Tick};
use crate::customer::{Customer, CustomerId, Reads, WriteError, Written};
use crate::ids;
use crate::state::{INBOUND_LIFE_MILLIS, State, StoredMedia};
use crate::webhook::{Inbound, InboundBody, Notice, body};

/// The typing dots go after this time at the latest.
const TYPING_MILLIS: i64 = 25_000;

/// A message that Meta took on.
#[derive(Debug)]
pub(crate) struct Accepted {
    pub(crate) content: Content,
    pub(crate) reply_to: Option<String>,
    pub(crate) callback_data: Option<String>,
    /// The code with which it will be reported as failed.
    pub(crate) fails_with: Option<u32>,
}

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
        let inbound = |context, body| Inbound {
            id: id.to_owned(),
            at_millis: now,
            context,
            body,
        };
        match written {
            Written::Text { body, reply_to } => {
                self.knows(key, reply_to.as_deref())?;
                let content = Content::Text { body: body.clone() };
                self.customer_line(key, id, content, reply_to.clone(), now);
                Ok(inbound(reply_to, InboundBody::Text { body }))
            }
            Written::Media {
                kind,
                mime,
                bytes,
                caption,
                filename,
                voice,
            } => {
                let gone_at = now + INBOUND_LIFE_MILLIS;
                let sha256 = body::sha256(&bytes);
                let stored = StoredMedia {
                    mime: mime.clone(),
                    bytes,
                    filename: filename.clone(),
                    gone_at,
                };
                let media_id = self.store_media(stored);
                let content = Content::Media {
                    media: kind,
                    id: Some(media_id.clone()),
                    link: None,
                    mime: mime.clone(),
                    caption: caption.clone(),
                    filename: filename.clone(),
                    voice,
                };
                self.customer_line(key, id, content, None, now);
                let file = InboundBody::Media {
                    kind,
                    media_id,
                    mime,
                    sha256,
                    caption,
                    filename,
                    voice,
                };
                Ok(inbound(None, file))
            }
            Written::Location {
                latitude,
                longitude,
                name,
                address,
            } => {
                let content = Content::Location {
                    latitude,
                    longitude,
                    name: name.clone(),
                    address: address.clone(),
                };
                self.customer_line(key, id, content, None, now);
                Ok(inbound(
                    None,
                    InboundBody::Location {
                        latitude,
                        longitude,
                        name,
                        address,
                    },
                ))
            }
            Written::Contacts { cards } => {
                let content = Content::Contacts {
                    cards: cards.clone(),
                };
                self.customer_line(key, id, content, None, now);
                Ok(inbound(None, InboundBody::Contacts { cards }))
            }
            Written::Choice { of, id: chosen } => {
                let (kind, choice) = self.choice(key, &of, &chosen)?;
                let content = Content::Text {
                    body: choice.title.clone(),
                };
                self.customer_line(key, id, content, Some(of.clone()), now);
                Ok(inbound(Some(of), InboundBody::Choice { kind, choice }))
            }
            Written::Reaction { to, emoji } => {
                self.line_of(key, &to)?.reaction.clone_from(&emoji);
                Ok(inbound(None, InboundBody::Reaction { to, emoji }))
            }
            Written::Edit { of, body } => {
                let line = self.line_of(key, &of)?;
                line.content = Content::Text { body: body.clone() };
                line.edited = true;
                Ok(inbound(None, InboundBody::Edit { of, body }))
            }
            Written::Revoke { of } => {
                self.line_of(key, &of)?.deleted = true;
                Ok(inbound(None, InboundBody::Revoke { of }))
            }
        }
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

    /// The business sends; gives the id of the new message.
    pub(crate) fn business_sends(&mut self, key: &ChatKey, what: Accepted, now: i64) -> String {
        let id = ids::message_id();
        let sent_at = now + i64::from(self.pace.sent_millis);
        let delivered_at = sent_at + i64::from(self.pace.delivered_millis);
        let step = |to, error| Job::Advance {
            chat: key.clone(),
            line: id.clone(),
            to,
            error,
        };
        match (what.fails_with, &what.content) {
            (Some(code), _) => self.due.push((sent_at, step(Tick::Failed, Some(code)))),
            // Meta reports reactions as sent and never again.
            (None, Content::Reaction { .. }) => self.due.push((sent_at, step(Tick::Sent, None))),
            (None, _) => {
                self.due.push((sent_at, step(Tick::Sent, None)));
                self.due.push((delivered_at, step(Tick::Delivered, None)));
            }
        }
        let failing = what.fails_with.is_some();
        let chat = self.chat_mut(key);
        chat.typing_until = None;
        if let Content::Reaction { to, emoji } = &what.content
            && !failing
            && let Some(line) = chat.line_mut(to)
        {
            line.reaction.clone_from(emoji);
        }
        let mut line = Line::new(id.clone(), Author::Business, now, what.content);
        line.reply_to = what.reply_to;
        line.callback_data = what.callback_data;
        chat.lines.push(line);
        id
    }

    /// A message of the business gets further, and the business is told.
    pub(crate) fn advance(
        &mut self,
        key: &ChatKey,
        line_id: &str,
        to: Tick,
        error: Option<u32>,
        now: i64,
    ) {
        let Some(reads) = self
            .customers
            .get(&key.customer)
            .map(|customer| customer.reads)
        else {
            return;
        };
        let (played_millis, chat) = (self.pace.played_millis, self.chat_mut(key));
        // Someone who has the chat open reads at once, and Meta then leaves `delivered` out.
        let to = if to == Tick::Delivered && chat.looking > 0 {
            Tick::Read
        } else {
            to
        };
        let Some(line) = chat.line_mut(line_id) else {
            return;
        };
        if line.tick >= to || (to == Tick::Failed && line.tick >= Tick::Delivered) {
            return;
        }
        line.tick = to;
        let line = line.clone();
        let voice = matches!(line.content, Content::Media { voice: true, .. });
        let later = |to, millis: u32| {
            let job = Job::Advance {
                chat: key.clone(),
                line: line.id.clone(),
                to,
                error: None,
            };
            (now + i64::from(millis), job)
        };
        if let Reads::After { millis } = reads {
            if to == Tick::Delivered {
                self.due.push(later(Tick::Read, millis));
            } else if to == Tick::Read && voice {
                self.due.push(later(Tick::Played, played_millis));
            }
        }
        self.report(key, &line, error, now);
    }

    /// Tells the business how far a message of theirs has come.
    fn report(&mut self, key: &ChatKey, line: &Line, error: Option<u32>, now: i64) {
        let (Some(number), Some(customer)) = (
            self.numbers.get(&key.number),
            self.customers.get(&key.customer),
        ) else {
            return;
        };
        if let (Some(word), true) = (line.tick.word(), number.subscribed) {
            let value = body::status(&number.business, customer, line, word, error, now);
            let notice = Notice::new(key, &number.business, None, value);
            self.due.push((now, Job::Tell(notice)));
        }
    }

    /// A message to somebody who doesn't use WhatsApp: it fails, and there is no phone to show it.
    pub(crate) fn report_undeliverable(
        &mut self,
        number: &str,
        nobody: &Customer,
        id: &str,
        callback_data: Option<String>,
        now: i64,
    ) {
        let Some(own) = self.numbers.get(number) else {
            return;
        };
        let key = ChatKey {
            number: number.to_owned(),
            customer: nobody.id.clone(),
        };
        let content = Content::Text {
            body: String::new(),
        };
        let mut line = Line::new(id.to_owned(), Author::Business, now, content);
        line.callback_data = callback_data;
        let value = body::status(&own.business, nobody, &line, "failed", Some(131_026), now);
        let notice = Notice::new(&key, &own.business, None, value);
        let at = now + i64::from(self.pace.sent_millis);
        self.due.push((at, Job::Tell(notice)));
    }

    /// The business has read up to a message of the customer, and perhaps starts typing.
    pub(crate) fn business_read(&mut self, key: &ChatKey, up_to: &str, typing: bool, now: i64) {
        let chat = self.chat_mut(key);
        let Some(last) = chat.lines.iter().position(|line| line.id == up_to) else {
            return;
        };
        for line in chat.lines.iter_mut().take(last + 1) {
            if line.author == Author::Customer {
                line.tick = line.tick.max(Tick::Read);
            }
        }
        if typing {
            let until = now + TYPING_MILLIS;
            chat.typing_until = Some(until);
            self.due.push((until, Job::TypingEnds(key.clone())));
        }
    }

    pub(crate) fn typing_ends(&mut self, key: &ChatKey, now: i64) {
        let chat = self.chat_mut(key);
        // A newer indicator may have prolonged it.
        if !chat.is_typing(now) {
            chat.typing_until = None;
        }
    }

    /// The business's webhook took the customer's message: the second grey tick.
    pub(crate) fn webhook_took(&mut self, key: &ChatKey, line: &str) {
        if let Some(line) = self.chat_mut(key).line_mut(line) {
            line.tick = line.tick.max(Tick::Delivered);
        }
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
