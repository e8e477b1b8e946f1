//! What can go wrong on request: the queue of faults that a test or a visitor put in.
//!
//! A fault with a count is used up by the calls it hits, in the order in which faults came in. The
//! queue only says what should happen; the Graph side and the webhook side do it.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

/// One thing that goes wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fault", rename_all = "snake_case")]
pub enum Fault {
    /// Accept a message, then close the connection without a word.
    DropAnswer {
        /// How many sends it hits.
        #[serde(default = "once")]
        count: u32,
    },
    /// Answer late.
    Delay {
        /// By how many milliseconds.
        millis: u32,
        /// How many Graph calls it hits.
        #[serde(default = "once")]
        count: u32,
    },
    /// Answer with an HTTP status of 500 and above, having done nothing.
    ServerError {
        /// The status.
        #[serde(default = "internal_error")]
        status: u16,
        /// How many Graph calls it hits.
        #[serde(default = "once")]
        count: u32,
    },
    /// Refuse a message at once with one of Meta's codes.
    Refuse {
        /// The code, such as 131047.
        code: u32,
        /// How many sends it hits.
        #[serde(default = "once")]
        count: u32,
    },
    /// Accept a message and report it as failed later.
    FailLater {
        /// The code in the failed status.
        code: u32,
        /// How many sends it hits.
        #[serde(default = "once")]
        count: u32,
    },
    /// The access token is worth nothing until it is restored.
    RevokeToken,
    /// The access token is good again.
    RestoreToken,
    /// Post webhooks twice.
    DuplicateWebhooks {
        /// How many webhooks it hits.
        #[serde(default = "once")]
        count: u32,
    },
    /// Keep webhooks back, then post them in reverse order.
    ReorderWebhooks {
        /// How many webhooks change places.
        count: u32,
    },
    /// Keep webhooks back, then post them together in one body.
    BatchWebhooks {
        /// How many items one body carries.
        count: u32,
    },
}

fn once() -> u32 {
    1
}

fn internal_error() -> u16 {
    500
}

/// What befalls one Graph call before it does anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum CallFault {
    Delay { millis: u32 },
    ServerError { status: u16 },
}

/// What befalls one send.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum SendFault {
    DropAnswer,
    Refuse { code: u32 },
    FailLater { code: u32 },
}

/// What befalls one webhook.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PostFault {
    Duplicate,
    Reorder { group: u32 },
    Batch { group: u32 },
}

/// Faults of one kind, each with the number of times it will still strike.
#[derive(Debug)]
struct Queue<T>(VecDeque<(T, u32)>);

impl<T> Default for Queue<T> {
    fn default() -> Self {
        Self(VecDeque::new())
    }
}

impl<T: Clone> Queue<T> {
    fn push(&mut self, fault: T, count: u32) {
        if count > 0 {
            self.0.push_back((fault, count));
        }
    }

    fn take(&mut self) -> Option<T> {
        let (fault, left) = self.0.front_mut()?;
        *left -= 1;
        let (fault, used_up) = (fault.clone(), *left == 0);
        if used_up {
            self.0.pop_front();
        }
        Some(fault)
    }
}

/// The faults that wait for their turn.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    calls: Queue<CallFault>,
    sends: Queue<SendFault>,
    posts: Queue<PostFault>,
    token_revoked: bool,
}

impl Faults {
    pub(crate) fn inject(&mut self, fault: Fault) {
        match fault {
            Fault::RevokeToken => self.token_revoked = true,
            Fault::RestoreToken => self.token_revoked = false,
            Fault::Delay { millis, count } => self.calls.push(CallFault::Delay { millis }, count),
            Fault::ServerError { status, count } => {
                self.calls.push(CallFault::ServerError { status }, count);
            }
            Fault::DropAnswer { count } => self.sends.push(SendFault::DropAnswer, count),
            Fault::Refuse { code, count } => self.sends.push(SendFault::Refuse { code }, count),
            Fault::FailLater { code, count } => {
                self.sends.push(SendFault::FailLater { code }, count);
            }
            Fault::DuplicateWebhooks { count } => self.posts.push(PostFault::Duplicate, count),
            Fault::ReorderWebhooks { count } => {
                self.posts.push(PostFault::Reorder { group: count }, count);
            }
            Fault::BatchWebhooks { count } => {
                self.posts.push(PostFault::Batch { group: count }, count);
            }
        }
    }

    pub(crate) fn clear(&mut self) {
        *self = Self::default();
    }

    /// What still waits, for whoever asks.
    pub(crate) fn pending(&self) -> Vec<Fault> {
        let calls = self.calls.0.iter().map(|(fault, count)| fault.with(*count));
        let sends = self.sends.0.iter().map(|(fault, count)| fault.with(*count));
        let posts = self.posts.0.iter().map(|(fault, count)| fault.with(*count));
        let revoked = self.token_revoked.then_some(Fault::RevokeToken);
        revoked
            .into_iter()
            .chain(calls)
            .chain(sends)
            .chain(posts)
            .collect()
    }

    pub(crate) fn token_revoked(&self) -> bool {
        self.token_revoked
    }

    pub(crate) fn for_call(&mut self) -> Option<CallFault> {
        self.calls.take()
    }

    pub(crate) fn for_send(&mut self) -> Option<SendFault> {
        self.sends.take()
    }

    pub(crate) fn for_post(&mut self) -> Option<PostFault> {
        self.posts.take()
    }
}

impl CallFault {
    fn with(&self, count: u32) -> Fault {
        match *self {
            Self::Delay { millis } => Fault::Delay { millis, count },
            Self::ServerError { status } => Fault::ServerError { status, count },
        }
    }
}

impl SendFault {
    fn with(&self, count: u32) -> Fault {
        match *self {
            Self::DropAnswer => Fault::DropAnswer { count },
            Self::Refuse { code } => Fault::Refuse { code, count },
            Self::FailLater { code } => Fault::FailLater { code, count },
        }
    }
}

impl PostFault {
    fn with(self, count: u32) -> Fault {
        match self {
            Self::Duplicate => Fault::DuplicateWebhooks { count },
            Self::Reorder { .. } => Fault::ReorderWebhooks { count },
            Self::Batch { .. } => Fault::BatchWebhooks { count },
        }
    }
}
