//! From what went wrong below to the data a screen words. Pure: one match for each kind of trouble, so
//! that a new one doesn't compile until somebody said what it means to people.

use crate::api::types::{ChannelStop, MetaTrouble, RuleProblem};
use agent::NoAnswer;
use conversation::failure::{AgentFailure, MediaLoss, RefusalCause};
use conversation::playbook::Pattern;
use regex_syntax::ast::{self, ErrorKind};
use std::time::Duration;
use triggers::RuleIssue;
use whatsapp::client::codes::{self, Reaction};
use whatsapp::client::{Refusal, SendError, Stop};

/// Why Meta did not do what was asked.
pub(crate) fn trouble(error: &SendError) -> MetaTrouble {
    match error {
        SendError::Retry { code: None, .. } => MetaTrouble::NoConnection,
        SendError::Retry {
            code: Some(code), ..
        } => MetaTrouble::Busy { code: *code },
        SendError::PairLimited { after } | SendError::Throttled { after, .. } => {
            MetaTrouble::TooFast {
                seconds: seconds(*after),
            }
        }
        SendError::WindowClosed => MetaTrouble::WindowClosed,
        SendError::Refused {
            code,
            refusal,
            text,
        } => MetaTrouble::Refused {
            code: *code,
            cause: cause(*refusal),
            said: text.clone(),
        },
        SendError::ChannelStopped { code, why, text } => MetaTrouble::Stopped {
            code: *code,
            stop: stop(*why),
            said: text.clone(),
        },
        SendError::Unclear(_) => MetaTrouble::Unclear,
    }
}

/// Rounded up: a screen that asks again too early is refused again.
fn seconds(pause: Duration) -> u32 {
    u32::try_from(pause.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

/// What is wrong with something Meta won't take.
pub(crate) fn cause(refusal: Refusal) -> RefusalCause {
    match refusal {
        Refusal::Invalid => RefusalCause::Invalid,
        Refusal::Undeliverable => RefusalCause::Undeliverable,
        Refusal::Blocked => RefusalCause::Blocked,
        Refusal::OptedOut => RefusalCause::OptedOut,
        Refusal::MarketingHeldBack => RefusalCause::MarketingHeldBack,
        Refusal::NeedsPhone => RefusalCause::NeedsPhone,
        Refusal::Media => RefusalCause::Media,
        Refusal::Template => RefusalCause::Template,
        Refusal::Flow => RefusalCause::Form,
        Refusal::NumberMissing => RefusalCause::NumberMissing,
        Refusal::NotSetUp => RefusalCause::NotSetUp,
        Refusal::GaveUp => RefusalCause::GaveUp,
        Refusal::Unknown => RefusalCause::Unknown,
    }
}

fn stop(why: Stop) -> ChannelStop {
    match why {
        Stop::Token => ChannelStop::Token,
        Stop::Permission => ChannelStop::Permission,
        Stop::Policy => ChannelStop::Policy,
        Stop::Payment => ChannelStop::Payment,
        Stop::Quality => ChannelStop::Quality,
        Stop::DisplayName => ChannelStop::DisplayName,
        Stop::Registration => ChannelStop::Registration,
    }
}

/// What has to be put in order after a code that stopped a number; `None` for a code that came after us.
pub(crate) fn stop_behind(code: u32) -> Option<ChannelStop> {
    match codes::look_up(code)? {
        (Reaction::Stop(why), _) => Some(stop(why)),
        (
            Reaction::Again
            | Reaction::AgainAFewTimes
            | Reaction::AfterUpgrade
            | Reaction::Pair
            | Reaction::Throughput
            | Reaction::Quota
            | Reaction::WindowClosed
            | Reaction::Never(_),
            _,
        ) => None,
    }
}

/// Why a file is lost.
pub(crate) fn loss(error: &SendError) -> MediaLoss {
    match error {
        SendError::ChannelStopped { code, .. } => MediaLoss::ChannelStopped { code: *code },
        SendError::Refused {
            refusal: Refusal::GaveUp,
            ..
        }
        | SendError::Retry { .. }
        | SendError::PairLimited { .. }
        | SendError::Throttled { .. }
        | SendError::Unclear(_) => MediaLoss::Unreachable,
        SendError::Refused { .. } | SendError::WindowClosed => MediaLoss::Gone,
    }
}

/// Why the agent gave no answer.
pub(crate) fn agent_failure(error: &NoAnswer) -> AgentFailure {
    match error {
        NoAnswer::TookTooLong { seconds } => AgentFailure::TookTooLong {
            seconds: u32::try_from(*seconds).unwrap_or(u32::MAX),
        },
        NoAnswer::Unreachable(said) => AgentFailure::Unreachable { said: said.clone() },
        NoAnswer::Refused(said) => AgentFailure::Refused { said: said.clone() },
        NoAnswer::Unusable(_) => AgentFailure::Unusable,
    }
}

/// What is wrong with a rule of the owner.
pub(crate) fn rule_problem(pattern: &Pattern, issue: &RuleIssue) -> RuleProblem {
    match issue {
        RuleIssue::Empty => RuleProblem::Empty,
        RuleIssue::FindsAnything => RuleProblem::FindsAnything,
        RuleIssue::SaysNothing => RuleProblem::SaysNothing,
        RuleIssue::Expression(said) => match ast::parse::Parser::new().parse(pattern.text()) {
            Err(error) => fault(&error),
            Ok(_) if said.contains("size limit") => RuleProblem::TooLarge,
            Ok(_) => RuleProblem::Malformed {
                at: 1,
                said: said.clone(),
            },
        },
    }
}

fn fault(error: &ast::Error) -> RuleProblem {
    let start = error.span().start.offset;
    let before = error.pattern().get(..start).unwrap_or_default();
    let at = u32::try_from(before.chars().count() + 1).unwrap_or(u32::MAX);
    let unpaired = |bracket: &str| RuleProblem::Unpaired {
        bracket: bracket.to_owned(),
        at,
    };
    match error.kind() {
        ErrorKind::GroupUnclosed => unpaired("("),
        ErrorKind::GroupUnopened => unpaired(")"),
        ErrorKind::ClassUnclosed => unpaired("["),
        ErrorKind::RepetitionCountUnclosed => unpaired("{"),
        ErrorKind::RepetitionMissing => RuleProblem::NothingToRepeat { at },
        ErrorKind::EscapeUnrecognized
        | ErrorKind::EscapeUnexpectedEof
        | ErrorKind::ClassEscapeInvalid => RuleProblem::UnknownEscape { at },
        ErrorKind::UnsupportedBackreference | ErrorKind::UnsupportedLookAround => {
            RuleProblem::Unsupported { at }
        }
        ErrorKind::NestLimitExceeded(_) | ErrorKind::CaptureLimitExceeded => RuleProblem::TooLarge,
        // The parser may learn more kinds; each has words of its own.
        kind => RuleProblem::Malformed {
            at,
            said: kind.to_string(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problem(expression: &str) -> RuleProblem {
        let pattern = Pattern::Regex(expression.to_owned());
        rule_problem(&pattern, &RuleIssue::Expression("?".to_owned()))
    }

    #[test]
    fn a_fault_of_an_expression_is_told_with_its_place() {
        let bracket = "(".to_owned();
        assert_eq!(
            problem("préstamo (caro"),
            RuleProblem::Unpaired { bracket, at: 10 }
        );
        assert_eq!(problem("*caro"), RuleProblem::NothingToRepeat { at: 1 });
        assert_eq!(problem("a(?=b)"), RuleProblem::Unsupported { at: 2 });
        assert_eq!(problem(r"\y"), RuleProblem::UnknownEscape { at: 1 });
    }

    #[test]
    fn a_code_that_stopped_a_number_says_what_to_put_in_order() {
        assert_eq!(stop_behind(190), Some(ChannelStop::Token));
        assert_eq!(stop_behind(131_042), Some(ChannelStop::Payment));
        assert_eq!(stop_behind(131_026), None);
        assert_eq!(stop_behind(999_999), None);
    }
}
