//! What customers, Meta and the agent bring about.

use super::{ana, message};
use conversation::content::{
    Choice, ContactCard, Content, Inbound, Media, MediaKind, OrderedProduct,
};
use conversation::fact::{
    Customer, Delivery, Draft, DraftSource, DropReason, Fact, SendFailure, Withdrawal,
};
use conversation::failure::{AgentFailure, MediaLoss, RefusalCause};
use conversation::ids::{CustomerId, DraftId, Epoch, MediaHash, MessageId, NumberId, OutgoingId};
use conversation::language::Language;
use conversation::signal::{
    ComplianceKind, Evidence, OpportunityKind, Reason, Signal, Source, Strength, TextSpan, Trigger,
};

fn customer() -> Customer {
    Customer {
        id: CustomerId::new("customer-1"),
        user_id: Some("user-1".to_owned()),
        phone: Some("+528110000000".to_owned()),
        name: Some("Lucía".to_owned()),
        username: Some("lucia".to_owned()),
    }
}

pub(super) fn inbound(content: Content) -> Inbound {
    Inbound {
        id: message(),
        content,
        reply_to: Some(MessageId::new("wamid.0")),
        forwarded: true,
        referral: Some("20 % off".to_owned()),
    }
}

/// One of each kind of content.
fn contents() -> Vec<Content> {
    vec![
        Content::text("¿Abren el domingo?"),
        Content::Media(Media {
            media: MediaKind::Voice,
            remote: Some("media-1".to_owned()),
            mime: "audio/ogg".to_owned(),
            filename: Some("note.ogg".to_owned()),
            caption: Some("listen".to_owned()),
            stored: Some(MediaHash::new("00ff")),
            size: Some(12_345),
        }),
        Content::Location {
            latitude: 25.67,
            longitude: -100.31,
            name: Some("Clinic".to_owned()),
            address: Some("Leones 100".to_owned()),
        },
        Content::Contacts {
            cards: vec![ContactCard {
                name: "Bo".to_owned(),
                phones: vec!["+1".to_owned()],
            }],
        },
        Content::Choice {
            id: "tuesday".to_owned(),
            title: "Tuesday".to_owned(),
        },
        Content::Offer {
            body: "When?".to_owned(),
            choices: vec![Choice {
                id: "tuesday".to_owned(),
                title: "Tuesday".to_owned(),
                description: Some("10:00".to_owned()),
            }],
        },
        Content::Template {
            name: "reminder".to_owned(),
            language: "es_MX".to_owned(),
            values: vec!["Lucía".to_owned()],
            body: "Hola Lucía".to_owned(),
        },
        Content::Order {
            products: 2,
            text: Some("today?".to_owned()),
            lines: vec![OrderedProduct {
                product: Some("SKU1".to_owned()),
                quantity: Some("40".to_owned()),
                price: Some("1200".to_owned()),
                currency: Some("MXN".to_owned()),
            }],
        },
        Content::Unsupported {
            what: "poll".to_owned(),
        },
    ]
}

/// One signal for each kind of reason.
pub(super) fn signals() -> Vec<Signal> {
    use Trigger::{Compliance, ExplicitRequest, Frustration, HighValue, OutOfScope};
    let what = "voice".to_owned();
    let topic = "parking".to_owned();
    let reasons = [
        (ExplicitRequest, Reason::AskedForPerson),
        (ExplicitRequest, Reason::AskedForCall),
        (ExplicitRequest, Reason::AskedForManager),
        (ExplicitRequest, Reason::RefusesMachine),
        (
            Frustration,
            Reason::Repeated {
                times: 3,
                minutes: 5,
            },
        ),
        (Frustration, Reason::Anger),
        (Frustration, Reason::Sarcasm),
        (Frustration, Reason::GivesUp),
        (Frustration, Reason::ThreatensToLeave),
        (Frustration, Reason::Impatience),
        (Frustration, Reason::Mood),
        (
            OutOfScope,
            Reason::NotInPlaybook {
                topic,
                nearest: Some("hours".to_owned()),
            },
        ),
        (OutOfScope, Reason::AsksForDecision),
        (OutOfScope, Reason::OwnMatter),
        (
            HighValue,
            Reason::Opportunity {
                kind: OpportunityKind::Bulk,
            },
        ),
        (
            Compliance,
            Reason::Compliance {
                kind: ComplianceKind::SelfHarm,
            },
        ),
        (
            Compliance,
            Reason::OwnerRule {
                rule: "refund".to_owned(),
            },
        ),
        (
            OutOfScope,
            Reason::AgentSaysSo {
                why: "not sure".to_owned(),
            },
        ),
        (OutOfScope, Reason::AgentUnsure),
        (
            OutOfScope,
            Reason::AgentFailed {
                what: "timed out".to_owned(),
                cause: None,
            },
        ),
        (
            OutOfScope,
            Reason::AgentFailed {
                what: "timed out".to_owned(),
                cause: Some(AgentFailure::TookTooLong { seconds: 20 }),
            },
        ),
        (OutOfScope, Reason::TooManyTurns { turns: 12 }),
        (OutOfScope, Reason::AgentOff),
        (OutOfScope, Reason::SuggestOnly),
        (OutOfScope, Reason::WindowClosed),
        (OutOfScope, Reason::NotSent),
        (OutOfScope, Reason::Unreadable { what }),
        (OutOfScope, Reason::HolderLeft),
    ];
    let sources = [
        Source::Rule,
        Source::Model,
        Source::OwnerRule {
            rule: "refund".to_owned(),
        },
        Source::Agent,
        Source::Guard,
    ];
    let both = reasons.into_iter().zip(sources.into_iter().cycle());
    both.map(|((trigger, reason), source)| signal(trigger, reason, source))
        .collect()
}

fn signal(trigger: Trigger, reason: Reason, source: Source) -> Signal {
    Signal {
        trigger,
        strength: Strength(800),
        threshold: Strength(500),
        reason,
        evidence: vec![Evidence {
            message: message(),
            span: TextSpan { start: 2, end: 7 },
            quote: "Abren".to_owned(),
        }],
        source,
        version: "1".to_owned(),
    }
}

fn draft() -> Draft {
    Draft {
        id: DraftId::new("e1.draft"),
        epoch: Epoch(2),
        text: "Sí, de 9 a 1.".to_owned(),
        confidence: Strength(900),
        sources: vec![source()],
        playbook_version: 3,
        model: "embedded".to_owned(),
    }
}

pub(super) fn source() -> DraftSource {
    DraftSource {
        section: "Horario".to_owned(),
        text: "Domingo de 9 a 1.".to_owned(),
        start: 10,
        end: 28,
    }
}

fn wrote(content: Content, signals: Vec<Signal>) -> Fact {
    Fact::CustomerWrote {
        message: inbound(content),
        signals,
        language: Some(Language::Es),
        courtesy: false,
    }
}

pub(super) fn facts() -> Vec<Fact> {
    let mut all = vec![
        Fact::Began {
            number: NumberId::new("number-1"),
            customer: customer(),
        },
        Fact::CustomerKnown {
            customer: customer(),
        },
        Fact::CustomerReacted {
            message: message(),
            emoji: None,
        },
        Fact::CustomerEdited {
            message: message(),
            content: Content::text("¿Y el lunes?"),
            signals: Vec::new(),
            courtesy: None,
        },
        Fact::CustomerEdited {
            message: message(),
            content: Content::text("¿Y el lunes?"),
            signals: signals().into_iter().take(1).collect(),
            courtesy: None,
        },
        Fact::CustomerEdited {
            message: message(),
            content: Content::text("¡Gracias!"),
            signals: Vec::new(),
            courtesy: Some(true),
        },
        Fact::CustomerRevoked { message: message() },
        Fact::PhoneWrote {
            message: inbound(Content::text("Sí")),
        },
        Fact::PhoneEdited {
            message: message(),
            content: Content::text("Sí, claro"),
        },
        Fact::PhoneRevoked { message: message() },
        Fact::PhoneReacted {
            message: message(),
            emoji: Some("👍".to_owned()),
        },
        Fact::MediaStored {
            message: message(),
            hash: MediaHash::new("00ff"),
            mime: "audio/ogg".to_owned(),
            size: 12_345,
        },
        Fact::MediaLost {
            message: message(),
            why: "gone".to_owned(),
            cause: None,
        },
        Fact::MediaLost {
            message: message(),
            why: "gone".to_owned(),
            cause: Some(MediaLoss::Gone),
        },
        Fact::Drafted { draft: draft() },
        Fact::AgentAsked {
            draft: draft().id,
            signal: signals().remove(0),
        },
        Fact::DraftFailed {
            draft: draft().id,
            what: "timed out".to_owned(),
            cause: None,
        },
        Fact::DraftFailed {
            draft: draft().id,
            what: "refused".to_owned(),
            cause: Some(AgentFailure::Refused {
                said: "401: wrong key".to_owned(),
            }),
        },
    ];
    all.extend(
        contents()
            .into_iter()
            .map(|content| wrote(content, Vec::new())),
    );
    all.push(wrote(Content::text("¿Abren?"), signals()));
    all.extend(dropped());
    all.extend(sending());
    all
}

fn dropped() -> Vec<Fact> {
    use DropReason::{Closed, Escalated, Stopped, Superseded, TakenOver};
    [TakenOver, Escalated, Superseded, Stopped, Closed]
        .map(|why| Fact::DraftDropped {
            draft: draft().id,
            why,
        })
        .into()
}

fn sending() -> Vec<Fact> {
    let outgoing = || OutgoingId::new("e1.answer");
    let mut all = vec![
        Fact::Accepted {
            outgoing: outgoing(),
            message: message(),
        },
        Fact::Unclear {
            outgoing: outgoing(),
        },
        Fact::Withdrawn {
            outgoing: outgoing(),
            why: Withdrawal::HolderChanged,
        },
        Fact::Withdrawn {
            outgoing: outgoing(),
            why: Withdrawal::AgentOff,
        },
        Fact::Withdrawn {
            outgoing: outgoing(),
            why: Withdrawal::Cancelled { operator: ana() },
        },
    ];
    let failures = [
        SendFailure::WindowClosed,
        SendFailure::Unreachable,
        SendFailure::OptedOut,
        SendFailure::ChannelStopped { code: 190 },
        SendFailure::Refused {
            code: 100,
            text: "bad".to_owned(),
            cause: None,
        },
        SendFailure::Refused {
            code: 132001,
            text: "no such template".to_owned(),
            cause: Some(RefusalCause::Template),
        },
        SendFailure::GaveUp,
    ];
    all.extend(failures.map(|failure| Fact::NotSent {
        outgoing: outgoing(),
        failure,
    }));
    let deliveries = [
        Delivery::Sent,
        Delivery::Delivered,
        Delivery::Read,
        Delivery::Played,
    ];
    all.extend(deliveries.map(|delivery| Fact::Progressed {
        outgoing: outgoing(),
        message: message(),
        delivery,
    }));
    all
}
