//! What an operator says: text, files, templates, reactions, notes, and what is kept for it.

use super::Caller;
use super::baton::{act, act_along};
use super::types::{
    ApiError, Begin, Canned, ConversationView, Done, Nothing, OutgoingRef, Problem, React,
    SaveDraft, Upload, Uploaded, Write, WriteMedia, WriteNote, WriteTemplate,
};
use crate::Engine;
use crate::advance::Along;
use base64::Engine as _;
use bytes::Bytes;
use conversation::command;
use conversation::content::{Content, Media};
use conversation::fact::{Fact, Withdrawal};
use conversation::ids::{ConversationId, EventId, OutgoingId};
use conversation::state::Conversation;
use conversation::thread::{Entry, EntryKey};
use journal::WorkId;

/// The longest text WhatsApp takes (Meta, "Text messages").
const LONGEST_TEXT: u32 = 4096;

/// The longest text WhatsApp takes beside a file.
const LONGEST_CAPTION: u32 = 1024;

pub(super) async fn write(
    engine: &Engine,
    caller: &Caller,
    input: Write,
) -> Result<ConversationView, ApiError> {
    let text = input.text.trim();
    if text.is_empty() {
        return Err(Problem::NothingWritten.into());
    }
    fits(text, LONGEST_TEXT)?;
    let content = Content::text(text);
    let said = say(
        engine,
        caller,
        &input.conversation,
        &input.id,
        content,
        input.reply_to,
    )
    .await?;
    engine.forget_composer_draft(&input.conversation).await?;
    Ok(ConversationView {
        draft: String::new(),
        ..said
    })
}

fn fits(text: &str, most: u32) -> Result<(), ApiError> {
    if u32::try_from(text.chars().count()).is_ok_and(|length| length <= most) {
        return Ok(());
    }
    Err(Problem::TooLong { most }.into())
}

/// Says something; the same id twice is the same message, so a second click changes nothing.
async fn say(
    engine: &Engine,
    caller: &Caller,
    conversation: &ConversationId,
    id: &OutgoingId,
    content: Content,
    reply_to: Option<conversation::ids::MessageId>,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let now = engine.now();
    if !engine
        .journal()
        .sent_by_outgoing(std::slice::from_ref(id))
        .await?
        .is_empty()
    {
        return super::conversation_view::load(engine, conversation).await;
    }
    // Of two equal requests at once the store takes one, under one name.
    let along = Along {
        id: Some(EventId::new(format!("say.{id}"))),
        ..Along::default()
    };
    act_along(engine, conversation, along, |state| {
        command::say(state, &operator, id, &content, reply_to.as_ref(), now)
    })
    .await
}

pub(super) async fn upload(
    engine: &Engine,
    _: &Caller,
    input: Upload,
) -> Result<Uploaded, ApiError> {
    let bytes = base64::engine::general_purpose::STANDARD
        .decode(input.base64)
        .map_err(|_| Problem::FileUnreadable)?;
    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let stored = engine
        .journal()
        .put_media(Bytes::from(bytes), &input.mime, engine.now())
        .await?;
    Ok(Uploaded {
        media: stored.hash,
        size,
    })
}

pub(super) async fn write_media(
    engine: &Engine,
    caller: &Caller,
    input: WriteMedia,
) -> Result<ConversationView, ApiError> {
    fits(
        input.caption.as_deref().unwrap_or_default(),
        LONGEST_CAPTION,
    )?;
    let content = Content::Media(Media {
        media: input.kind,
        remote: None,
        mime: input.mime,
        filename: input.filename,
        caption: input.caption.filter(|caption| !caption.trim().is_empty()),
        stored: Some(input.media),
        size: None,
    });
    say(
        engine,
        caller,
        &input.conversation,
        &input.id,
        content,
        None,
    )
    .await
}

pub(super) async fn write_template(
    engine: &Engine,
    caller: &Caller,
    input: WriteTemplate,
) -> Result<ConversationView, ApiError> {
    let number = number_of(engine, &input.conversation).await?;
    let content = filled(
        engine,
        &number,
        &input.template,
        &input.language,
        input.values,
    )
    .await?;
    say(
        engine,
        caller,
        &input.conversation,
        &input.id,
        content,
        None,
    )
    .await
}

async fn number_of(
    engine: &Engine,
    id: &ConversationId,
) -> Result<conversation::ids::NumberId, ApiError> {
    let loaded = engine.journal().load(id).await?;
    let loaded = loaded.ok_or(Problem::ConversationGone)?;
    Ok(loaded.conversation.number)
}

/// A template with its values, and the text the customer will see.
async fn filled(
    engine: &Engine,
    number: &conversation::ids::NumberId,
    name: &str,
    language: &str,
    values: Vec<String>,
) -> Result<Content, ApiError> {
    let known = engine.templates_of(number).await?;
    let template = known
        .into_iter()
        .find(|t| t.name == name && t.language == language)
        .ok_or(Problem::TemplateGone)?;
    let missing = values.iter().any(|value| value.trim().is_empty());
    if missing || u32::try_from(values.len()).ok() != Some(template.values) {
        return Err(Problem::TemplateUnfilled.into());
    }
    Ok(Content::Template {
        name: name.to_owned(),
        language: language.to_owned(),
        body: with_values(&template.body, &values),
        values,
    })
}

/// The text with its blanks filled in. A value that looks like a blank stays as it was written.
fn with_values(text: &str, values: &[String]) -> String {
    let mut pieces = text.split("{{");
    let mut filled = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let blank = piece.split_once("}}").and_then(|(number, rest)| {
            let number: usize = number.trim().parse().ok()?;
            Some((values.get(number.checked_sub(1)?)?, rest))
        });
        match blank {
            Some((value, rest)) => filled.extend([value.as_str(), rest]),
            None => filled.extend(["{{", piece]),
        }
    }
    filled
}

pub(super) async fn begin(
    engine: &Engine,
    caller: &Caller,
    input: Begin,
) -> Result<ConversationView, ApiError> {
    let phone = crate::intake::translate::phone(&input.phone);
    if phone.len() < 8 {
        return Err(Problem::CountryCodeMissing.into());
    }
    let content = filled(
        engine,
        &input.number,
        &input.template,
        &input.language,
        input.values,
    )
    .await?;
    let conversation = engine.conversation_with(&input.number, &phone).await?;
    say(engine, caller, &conversation, &input.id, content, None).await
}

pub(super) async fn react(
    engine: &Engine,
    caller: &Caller,
    input: React,
) -> Result<Done, ApiError> {
    let operator = caller.operator(engine).await?;
    act(engine, &input.conversation, |_| {
        Ok(vec![Fact::OperatorReacted {
            operator: operator.clone(),
            message: input.message.clone(),
            emoji: input.emoji.clone(),
        }])
    })
    .await?;
    Ok(Done {})
}

pub(super) async fn cancel(
    engine: &Engine,
    caller: &Caller,
    input: OutgoingRef,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let along = Along {
        cancelled: vec![WorkId::new(input.outgoing.as_str())],
        ..Along::default()
    };
    act_along(engine, &input.conversation, along, |_| {
        Ok(vec![Fact::Withdrawn {
            outgoing: input.outgoing.clone(),
            why: Withdrawal::Cancelled {
                operator: operator.clone(),
            },
        }])
    })
    .await
}

/// Sending again is a new message, decided by a person who saw that the first may have arrived.
pub(super) async fn send_again(
    engine: &Engine,
    caller: &Caller,
    input: OutgoingRef,
) -> Result<ConversationView, ApiError> {
    let entry = engine
        .journal()
        .entry(&input.conversation, &EntryKey::from(&input.outgoing))
        .await?;
    let Some(Entry::Message(message)) = entry.map(|placed| placed.entry) else {
        return Err(Problem::MessageGone.into());
    };
    let id = engine.again(&input).await?;
    say(
        engine,
        caller,
        &input.conversation,
        &id,
        message.content,
        message.reply_to,
    )
    .await
}

impl Engine {
    /// What a message is called when it is sent again: the same whoever presses, and however often. One
    /// that was taken back before it left is no longer there, so the next one has its own name.
    async fn again(&self, input: &OutgoingRef) -> Result<OutgoingId, ApiError> {
        let mut id = OutgoingId::new(format!("{}.again", input.outgoing));
        loop {
            let known = self.journal().sent_by_outgoing(std::slice::from_ref(&id));
            let is_known = !known.await?.is_empty();
            let key = EntryKey::from(&id);
            if !is_known
                || self
                    .journal()
                    .entry(&input.conversation, &key)
                    .await?
                    .is_some()
            {
                return Ok(id);
            }
            id = OutgoingId::new(format!("{id}.again"));
        }
    }
}

pub(super) async fn note(
    engine: &Engine,
    caller: &Caller,
    input: WriteNote,
) -> Result<ConversationView, ApiError> {
    let operator = caller.operator(engine).await?;
    let text = input.text.trim();
    if text.is_empty() {
        return Err(Problem::NothingWritten.into());
    }
    act(engine, &input.conversation, |_: &Conversation| {
        Ok(command::note(&operator, text))
    })
    .await
}

pub(super) async fn save_draft(
    engine: &Engine,
    _: &Caller,
    input: SaveDraft,
) -> Result<Done, ApiError> {
    engine
        .keep_composer_draft(&input.conversation, &input.text)
        .await?;
    Ok(Done {})
}

pub(super) async fn canned(
    engine: &Engine,
    _: &Caller,
    _: Nothing,
) -> Result<Vec<Canned>, ApiError> {
    Ok(engine.canned().await?)
}

pub(super) async fn save_canned(
    engine: &Engine,
    _: &Caller,
    input: Vec<Canned>,
) -> Result<Vec<Canned>, ApiError> {
    if let Some(bad) = input
        .iter()
        .find(|one| one.shortcut.trim().is_empty() || one.text.trim().is_empty())
    {
        let shortcut = bad.shortcut.clone();
        return Err(Problem::CannedIncomplete { shortcut }.into());
    }
    engine.keep_canned(&input).await?;
    Ok(input)
}

#[cfg(test)]
mod tests {
    use super::with_values;

    #[test]
    fn a_value_is_put_in_as_it_was_written() {
        let values = ["{{2}}", "lunes"].map(str::to_owned);
        let filled = with_values("Hola {{1}}: {{2}}, {{1}} {{3}}", &values);
        assert_eq!(filled, "Hola {{2}}: lunes, {{2}} {{3}}");
    }
}
