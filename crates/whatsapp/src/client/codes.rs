//! Every error code of Meta and what it means for us.
//!
//! The table is the only place where a code becomes a decision, for answers to our requests and
//! for `failed` statuses alike. The HTTP status is not looked at: Meta answers rate limits with
//! 400. Only a code that is missing here is judged by it, in `answer.rs`.

use super::backoff::{self, Attempt};
use super::error::{Refusal, SendError, Stop};

/// What the outbox does about a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reaction {
    /// Ask again, with growing pauses.
    Again,
    /// Ask again, but only a few times: it may as well be our own mistake.
    AgainAFewTimes,
    /// Ask again when Meta has finished raising the throughput.
    AfterUpgrade,
    /// Slow down with this customer.
    Pair,
    /// Slow down with this number, for seconds.
    Throughput,
    /// Slow down with this number, for minutes.
    Quota,
    /// Only a template may be sent.
    WindowClosed,
    /// Never again as it is.
    Never(Refusal),
    /// Stop the channel and alert.
    Stop(Stop),
}

/// A row of the table: first code, last code, what to do, what happened.
type Row = (u32, u32, Reaction, &'static str);

use Reaction::{
    AfterUpgrade, Again, AgainAFewTimes, Never, Pair, Quota, Stop as StopBecause, Throughput,
    WindowClosed,
};

/// Sorted by code.
#[rustfmt::skip]
const TABLE: &[Row] = &[
    (0, 0, StopBecause(Stop::Token), "the access token was not accepted"),
    (1, 1, AgainAFewTimes, "Meta could not tell what went wrong"),
    (2, 2, Again, "the Graph API is down or overloaded"),
    (3, 3, StopBecause(Stop::Permission), "the app lacks a capability"),
    (4, 4, Quota, "the app has made too many calls"),
    (10, 10, StopBecause(Stop::Permission), "the permission was not granted or was taken away"),
    (33, 33, Never(Refusal::NumberMissing), "the number was deleted"),
    (100, 100, Never(Refusal::Invalid), "a parameter is wrong or misspelt"),
    (190, 190, StopBecause(Stop::Token), "the access token has run out"),
    (200, 299, StopBecause(Stop::Permission), "a permission is missing"),
    (368, 368, StopBecause(Stop::Policy), "the account is blocked for a while over policy"),
    (80007, 80007, Quota, "the business account has made too many calls"),
    (130403, 130403, Never(Refusal::Blocked), "business and customer are blocked for each other"),
    (130429, 130429, Throughput, "the number's throughput is used up"),
    (130472, 130472, Never(Refusal::MarketingHeldBack), "Meta tests marketing on this customer"),
    (130497, 130497, StopBecause(Stop::Policy), "the account may not write to this country"),
    (131000, 131000, AgainAFewTimes, "something failed inside Meta"),
    (131005, 131005, StopBecause(Stop::Permission), "access was denied"),
    (131008, 131008, Never(Refusal::Invalid), "a needed parameter is missing"),
    (131009, 131009, Never(Refusal::Invalid), "a parameter has a value that is not allowed"),
    (131016, 131016, Again, "a service of Meta is not available"),
    (131021, 131021, Never(Refusal::Invalid), "a number can't write to itself"),
    (131026, 131026, Never(Refusal::Undeliverable), "the customer can't be reached"),
    (131030, 131030, Never(Refusal::Undeliverable), "a test number may not write to this phone"),
    (131031, 131031, StopBecause(Stop::Policy), "the account is locked"),
    (131037, 131037, StopBecause(Stop::DisplayName), "the display name is not approved yet"),
    (131042, 131042, StopBecause(Stop::Payment), "there is no valid way of payment"),
    (131045, 131045, StopBecause(Stop::Registration), "the number's certificate is wrong"),
    (131047, 131047, WindowClosed, "more than 24 hours since the customer wrote"),
    (131048, 131048, StopBecause(Stop::Quality), "too many messages were reported as spam"),
    (131049, 131049, Never(Refusal::MarketingHeldBack), "Meta spares this customer for a day"),
    (131050, 131050, Never(Refusal::OptedOut), "the customer stopped marketing"),
    (131051, 131051, Never(Refusal::Invalid), "this type of message is not supported"),
    (131052, 131052, Never(Refusal::Media), "the customer's file can't be fetched"),
    (131053, 131053, Never(Refusal::Media), "our file can't be used"),
    (131055, 131055, Never(Refusal::Invalid), "this call is not allowed for marketing messages"),
    (131056, 131056, Pair, "too many messages to the same customer"),
    (131057, 131057, AfterUpgrade, "the account is in maintenance, usually for a minute"),
    (131060, 131060, Never(Refusal::Invalid), "the message can't be shown here"),
    (131062, 131062, Never(Refusal::NeedsPhone), "this message can't go to a user id"),
    (131063, 131063, Never(Refusal::NotSetUp), "marketing templates are switched off here"),
    (131064, 131064, StopBecause(Stop::Quality), "too many templates of the wrong category"),
    (132000, 132000, Never(Refusal::Template), "the number of parameters differs"),
    (132001, 132001, Never(Refusal::Template), "no such template in this language"),
    (132005, 132005, Never(Refusal::Template), "the filled template is too long"),
    (132007, 132007, Never(Refusal::Template), "the template breaks a rule of form"),
    (132012, 132012, Never(Refusal::Template), "a parameter has the wrong format"),
    (132015, 132015, Never(Refusal::Template), "the template is paused for its quality"),
    (132016, 132016, Never(Refusal::Template), "the template was switched off for good"),
    (132018, 132018, Never(Refusal::Template), "this template is used in the wrong way"),
    (132068, 132068, Never(Refusal::Flow), "the form is blocked"),
    (132069, 132069, Never(Refusal::Flow), "the form may go out ten times an hour only"),
    (133000, 133000, StopBecause(Stop::Registration), "an earlier deregistration is unfinished"),
    (133004, 133004, Again, "the server is not available for a while"),
    (133005, 133005, StopBecause(Stop::Registration), "the two-step PIN is wrong"),
    (133006, 133006, StopBecause(Stop::Registration), "the number must be verified again"),
    (133008, 133008, StopBecause(Stop::Registration), "too many wrong PINs"),
    (133009, 133009, StopBecause(Stop::Registration), "PINs were entered too fast"),
    (133010, 133010, Never(Refusal::NumberMissing), "the number is not registered"),
    (133015, 133015, StopBecause(Stop::Registration), "the number was deleted a moment ago"),
    (133016, 133016, StopBecause(Stop::Registration), "registered and deregistered too often"),
    (134011, 134011, Never(Refusal::NotSetUp), "the terms of payment were not accepted"),
    (135000, 135000, Never(Refusal::Invalid), "Meta can't use the request"),
    (136024, 136024, Never(Refusal::Invalid), "the number is verified already"),
];

/// What to do about a code, and what it means; `None` for a code that came after us.
pub fn look_up(code: u32) -> Option<(Reaction, &'static str)> {
    TABLE
        .iter()
        .find(|(first, last, _, _)| (*first..=*last).contains(&code))
        .map(|(_, _, reaction, meaning)| (*reaction, *meaning))
}

/// How often a reaction may be repeated before a person has to look.
fn most_attempts(reaction: Reaction) -> u32 {
    match reaction {
        Again | Throughput => 10,
        AgainAFewTimes => 3,
        AfterUpgrade => 5,
        Pair | Quota => 6,
        WindowClosed | Never(_) | StopBecause(_) => 0,
    }
}

/// The outcome of an attempt that met `reaction`.
pub fn react(reaction: Reaction, code: Option<u32>, attempt: Attempt, text: &str) -> SendError {
    let refused = |refusal| SendError::Refused {
        code,
        refusal,
        text: text.to_owned(),
    };
    let number = code.unwrap_or_default();
    match reaction {
        WindowClosed => SendError::WindowClosed,
        Never(refusal) => refused(refusal),
        StopBecause(why) => SendError::ChannelStopped {
            code: number,
            why,
            text: text.to_owned(),
        },
        Again | AgainAFewTimes | AfterUpgrade | Pair | Throughput | Quota
            if attempt.number + 1 >= most_attempts(reaction) =>
        {
            refused(Refusal::GaveUp)
        }
        Again | AgainAFewTimes => SendError::Retry {
            after: backoff::trouble(attempt),
            code,
        },
        AfterUpgrade => SendError::Retry {
            after: backoff::upgrade(attempt),
            code,
        },
        Pair => SendError::PairLimited {
            after: backoff::pair(attempt),
        },
        Throughput => SendError::Throttled {
            after: backoff::throughput(attempt),
            code: number,
        },
        Quota => SendError::Throttled {
            after: backoff::quota(attempt),
            code: number,
        },
    }
}

/// The outcome behind a code alone, as a `failed` status reports it.
pub fn outcome(code: u32, attempt: Attempt) -> SendError {
    let (reaction, meaning) =
        look_up(code).unwrap_or((Never(Refusal::Unknown), "a code that Relevo does not know"));
    react(reaction, Some(code), attempt, meaning)
}
