//! From Meta's words to ours: contents, customers, times. Pure.

use crate::because;
use conversation::content::{ContactCard, Content, Inbound, Media, MediaKind, OrderedProduct};
use conversation::fact::{Customer, Delivery, SendFailure};
use conversation::ids::{CustomerId, MessageId};
use conversation::time::Timestamp;
use std::time::Duration;
use whatsapp::client::{Attempt, Refusal, SendError, codes};
use whatsapp::wire;

/// From the first to the last millisecond of a second.
const REST_OF_THE_SECOND: Duration = Duration::from_millis(999);

/// When an item happened. Meta names whole seconds, so it was somewhere within the named one; the
/// arrival says where, and without a time at all it is all we know.
pub(super) fn moment(seconds: Option<i64>, received_at: Timestamp) -> Timestamp {
    seconds.map_or(received_at, |seconds| {
        let named = Timestamp::from_seconds(seconds);
        received_at.clamp(named, named.plus(REST_OF_THE_SECOND))
    })
}

/// A message as the rules know it.
pub(super) fn inbound(
    id: &str,
    content: Content,
    context: Option<&wire::Context>,
    referral: Option<&wire::Referral>,
) -> Inbound {
    Inbound {
        id: MessageId::new(id),
        content,
        reply_to: context.and_then(|c| c.reply_to.clone()).map(MessageId::new),
        forwarded: context.is_some_and(|c| c.forwarded || c.frequently_forwarded),
        referral: referral.and_then(|r| r.headline.clone().or_else(|| r.source_url.clone())),
    }
}

/// The content of a message; `None` for what is no message but a change of one, or an announcement.
pub(super) fn content(wire: &wire::Content) -> Option<Content> {
    Some(match wire {
        wire::Content::Text { body } => Content::text(body.clone()),
        wire::Content::Media(media) => Content::Media(file(media)),
        wire::Content::Location(place) => location(place),
        wire::Content::Contacts { cards } => Content::Contacts {
            cards: cards.iter().map(card).collect(),
        },
        wire::Content::Reply(reply) => choice(reply),
        wire::Content::TemplateButton { payload, text } => Content::Choice {
            id: payload.clone().unwrap_or_default(),
            title: text.clone().or_else(|| payload.clone()).unwrap_or_default(),
        },
        wire::Content::Order(order) => Content::Order {
            products: u32::try_from(order.lines.len()).unwrap_or(u32::MAX),
            text: order.text.clone(),
            lines: order.lines.iter().map(ordered).collect(),
        },
        wire::Content::Unsupported { kind } => Content::Unsupported {
            what: kind.clone().unwrap_or_else(|| "unsupported".to_owned()),
        },
        wire::Content::Unknown { kind, .. } => Content::Unsupported { what: kind.clone() },
        wire::Content::Reaction { .. }
        | wire::Content::System(_)
        | wire::Content::Edit { .. }
        | wire::Content::Revoke { .. }
        | wire::Content::Welcome => return None,
    })
}

fn file(media: &wire::Media) -> Media {
    Media {
        media: match media.kind {
            wire::MediaKind::Image => MediaKind::Image,
            wire::MediaKind::Video => MediaKind::Video,
            wire::MediaKind::Audio if media.voice => MediaKind::Voice,
            wire::MediaKind::Audio => MediaKind::Audio,
            wire::MediaKind::Document => MediaKind::Document,
            wire::MediaKind::Sticker => MediaKind::Sticker,
        },
        remote: media.id.clone(),
        mime: media
            .mime_type
            .clone()
            .unwrap_or_else(|| "application/octet-stream".to_owned()),
        filename: media.filename.clone(),
        caption: media.caption.clone(),
        stored: None,
        size: media.file_size,
    }
}

fn location(place: &wire::Location) -> Content {
    match (place.latitude, place.longitude) {
        (Some(latitude), Some(longitude)) => Content::Location {
            latitude,
            longitude,
            name: place.name.clone(),
            address: place.address.clone(),
        },
        (_, _) => Content::Unsupported {
            what: "location".to_owned(),
        },
    }
}

fn ordered(line: &wire::OrderLine) -> OrderedProduct {
    OrderedProduct {
        product: line.product.clone(),
        quantity: line.quantity.clone(),
        price: line.price.clone(),
        currency: line.currency.clone(),
    }
}

fn card(card: &wire::Card) -> ContactCard {
    ContactCard {
        name: card.name.clone().unwrap_or_default(),
        phones: card
            .phones
            .iter()
            .filter_map(|phone| phone.phone.clone().or_else(|| phone.wa_id.clone()))
            .collect(),
    }
}

fn choice(reply: &wire::Reply) -> Content {
    match reply {
        wire::Reply::Button { id, title } | wire::Reply::List { id, title, .. } => {
            Content::Choice {
                id: id.clone().unwrap_or_default(),
                title: title.clone(),
            }
        }
        wire::Reply::Form { .. } => Content::Unsupported {
            what: "form".to_owned(),
        },
        wire::Reply::CallPermission { .. } => Content::Unsupported {
            what: "call_permission".to_owned(),
        },
        wire::Reply::Product { .. } => Content::Unsupported {
            what: "product".to_owned(),
        },
        wire::Reply::Other { kind, .. } => Content::Unsupported { what: kind.clone() },
    }
}

/// A phone number with its plus, as we keep it.
pub(crate) fn phone(digits: &str) -> String {
    let digits: String = digits.chars().filter(char::is_ascii_digit).collect();
    format!("+{digits}")
}

/// A customer as an item names them. The id is the conversation's business; here it is a placeholder
/// until the customer is matched.
pub(super) fn customer(wire: &wire::Customer, id: CustomerId) -> Customer {
    Customer {
        id,
        user_id: wire.user_id.clone(),
        phone: wire.phone().map(phone),
        name: wire.name.clone().filter(|name| !name.trim().is_empty()),
        username: wire
            .username
            .as_deref()
            .map(|name| name.trim_start_matches('@').to_owned()),
    }
}

/// What we know of a customer after an item: nothing known is forgotten because an item left it out.
pub(super) fn merged(known: &Customer, seen: &wire::Customer) -> Customer {
    let seen = customer(seen, known.id.clone());
    Customer {
        id: known.id.clone(),
        user_id: seen.user_id.or_else(|| known.user_id.clone()),
        phone: seen.phone.or_else(|| known.phone.clone()),
        name: seen.name.or_else(|| known.name.clone()),
        username: seen.username.or_else(|| known.username.clone()),
    }
}

/// What we know of a customer after WhatsApp announced who it is from now on. The phone until now was
/// given up, also where the new one isn't named.
pub(super) fn renamed(known: &Customer, now: &wire::Customer) -> Customer {
    Customer {
        phone: now.phone().map(phone),
        ..merged(known, now)
    }
}

/// A customer whose phone is somebody else's now.
pub(crate) fn without_phone(known: &Customer) -> Customer {
    Customer {
        phone: None,
        ..known.clone()
    }
}

/// How far a status says a message got; `None` for words that say nothing of that.
pub(super) fn delivery(state: &wire::State) -> Option<Delivery> {
    match state {
        wire::State::Sent => Some(Delivery::Sent),
        wire::State::Delivered => Some(Delivery::Delivered),
        wire::State::Read => Some(Delivery::Read),
        wire::State::Played => Some(Delivery::Played),
        wire::State::Failed | wire::State::Deleted | wire::State::Unknown(_) => None,
    }
}

/// Why a status says that a message failed.
pub(super) fn failure(failures: &[wire::Failure]) -> SendFailure {
    failures.first().map_or(SendFailure::GaveUp, |failure| {
        let said = failure.details.clone().or_else(|| failure.title.clone());
        // The status is final, so it is the last attempt, whatever the code would allow otherwise.
        let outcome = failure
            .code
            .map(|code| codes::outcome(code, Attempt::default()));
        match outcome {
            Some(SendError::Refused {
                code,
                refusal,
                text,
            }) => of_error(&SendError::Refused {
                code,
                refusal,
                text: said.unwrap_or(text),
            }),
            Some(other) => of_error(&other),
            None => of_error(&SendError::Refused {
                code: None,
                refusal: Refusal::Unknown,
                text: said.unwrap_or_default(),
            }),
        }
    })
}

/// The failure a final error means. An error that isn't final never gets here.
pub(crate) fn of_error(error: &SendError) -> SendFailure {
    match error {
        SendError::WindowClosed => SendFailure::WindowClosed,
        SendError::ChannelStopped { code, .. } => SendFailure::ChannelStopped { code: *code },
        SendError::Refused {
            code,
            refusal,
            text,
        } => match refusal {
            Refusal::Undeliverable => SendFailure::Unreachable,
            Refusal::OptedOut => SendFailure::OptedOut,
            Refusal::GaveUp => SendFailure::GaveUp,
            Refusal::Blocked
            | Refusal::MarketingHeldBack
            | Refusal::NeedsPhone
            | Refusal::Invalid
            | Refusal::Media
            | Refusal::Template
            | Refusal::Flow
            | Refusal::NumberMissing
            | Refusal::NotSetUp
            | Refusal::Unknown => SendFailure::Refused {
                code: code.unwrap_or_default(),
                text: text.clone(),
                cause: Some(because::cause(*refusal)),
            },
        },
        SendError::Retry { .. }
        | SendError::PairLimited { .. }
        | SendError::Throttled { .. }
        | SendError::Unclear(_) => SendFailure::GaveUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use conversation::failure::RefusalCause;

    fn failed(code: Option<u32>) -> SendFailure {
        let failure = wire::Failure {
            code,
            title: Some("Message failed to send".to_owned()),
            ..wire::Failure::default()
        };
        super::failure(&[failure])
    }

    fn cause_of(failure: SendFailure) -> Option<RefusalCause> {
        match failure {
            SendFailure::Refused { cause, .. } => cause,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn an_order_says_what_was_ordered() {
        let line = wire::OrderLine {
            product: Some("SKU1".to_owned()),
            quantity: Some("40".to_owned()),
            price: Some("1200".to_owned()),
            currency: Some("MXN".to_owned()),
        };
        let order = wire::Content::Order(wire::Order {
            catalog_id: None,
            text: None,
            lines: vec![line],
        });
        let Some(Content::Order { lines, .. }) = content(&order) else {
            panic!("no order");
        };
        let said = (lines[0].quantity.as_deref(), lines[0].product.as_deref());
        assert_eq!(said, (Some("40"), Some("SKU1")));
    }

    #[test]
    fn only_who_opted_out_is_said_to_have_opted_out() {
        assert_eq!(failed(Some(131_050)), SendFailure::OptedOut);
        for held_back in [130_472, 131_049] {
            let cause = cause_of(failed(Some(held_back)));
            assert_eq!(cause, Some(RefusalCause::MarketingHeldBack));
        }
    }

    #[test]
    fn only_who_is_not_on_whatsapp_is_said_not_to_be_there() {
        assert_eq!(failed(Some(131_026)), SendFailure::Unreachable);
        let blocked = cause_of(failed(Some(130_403)));
        assert_eq!(blocked, Some(RefusalCause::Blocked));
        let user_id = cause_of(failed(Some(131_062)));
        assert_eq!(user_id, Some(RefusalCause::NeedsPhone));
    }

    #[test]
    fn a_failure_without_a_code_says_nothing_of_the_access_key() {
        let SendFailure::Refused { text, cause, .. } = failed(None) else {
            panic!("{:?}", failed(None));
        };
        assert_eq!(text, "Message failed to send");
        assert_eq!(cause, Some(RefusalCause::Unknown));
    }

    #[test]
    fn a_message_is_placed_within_the_second_that_meta_names() {
        assert_eq!(moment(Some(100), Timestamp(100_400)), Timestamp(100_400));
        assert_eq!(moment(Some(100), Timestamp(107_000)), Timestamp(100_999));
        assert_eq!(moment(Some(100), Timestamp(99_000)), Timestamp(100_000));
        assert_eq!(moment(None, Timestamp(99_000)), Timestamp(99_000));
    }
}
