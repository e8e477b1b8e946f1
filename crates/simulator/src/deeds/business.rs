//! The business's deeds: sending, reading, typing, and how its messages get further.

use crate::agenda::Job;
use crate::chat::{Author, ChatKey, Content, Line, Tick};
use crate::customer::{Customer, Reads};
use crate::ids;
use crate::state::State;
use crate::webhook::{Notice, body};

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
        let voice = line.is_voice_note();
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
}
