//! Reads the training text, business by business, and turns it into examples. What a line teaches is
//! decided in `taught`.

use crate::args::Args;
use crate::businesses::{Businesses, exists, speaker};
use crate::lines::{
    BeginningLine, ConversationLine, MessageLine, QuestionLine, RequestLine, Role, lines,
};
use crate::taught::spread;
use anyhow::{Result, ensure};
use conversation::signal::Trigger;
use std::path::Path;
use triggers::learn::{Example, KnownWords};
use triggers::rules::Rules;

#[cfg(test)]
mod tests;

/// The folders of the training text.
pub(crate) const LANGUAGES: [&str; 3] = ["en", "es", "pt"];

/// Folds that are left out one after the other.
pub(crate) const FOLDS: usize = 4;

/// Everything there is to learn from.
pub(crate) struct Data {
    pub(crate) examples: Vec<Example>,
    pub(crate) origins: Vec<Origin>,
    pub(crate) known: KnownWords,
    pub(crate) sources: String,
}

/// Where an example comes from, for measuring and for showing errors.
#[derive(Clone, Debug)]
pub(crate) struct Origin {
    pub(crate) lang: String,
    pub(crate) kind: String,
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// Of what sort the source is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Message,
    Question {
        business: String,
        answerable: bool,
    },
    Conversation {
        id: String,
        expect: Vec<Trigger>,
        accept: Vec<Trigger>,
    },
    /// What might come next in a conversation.
    Next,
    Corpus,
}

pub(crate) fn load(args: &Args) -> Result<Data> {
    let rules = Rules::shipped()?;
    let mut loader = Loader {
        rules,
        data: Data {
            examples: Vec::new(),
            origins: Vec::new(),
            known: KnownWords::default(),
            sources: "own".to_owned(),
        },
    };
    let dir = &args.training;
    let leave_out = args.leave_out.as_deref();
    if let Some(business) = leave_out {
        ensure!(
            exists(dir, business),
            "there is no business {business} in {} to leave out",
            dir.display()
        );
    }
    for lang in LANGUAGES {
        loader.known(&dir.join(lang), lang, leave_out)?;
    }
    for lang in LANGUAGES {
        loader.language(&dir.join(lang), lang, leave_out)?;
    }
    ensure!(
        !loader.data.examples.is_empty(),
        "there is no text to learn from in {}",
        dir.display()
    );
    if let Some(corpora) = &args.corpora {
        loader.corpora(corpora)?;
        loader.data.sources.push_str("+corpora");
    }
    Ok(loader.data)
}

/// Reads one folder after the other.
pub(crate) struct Loader {
    pub(crate) rules: Rules,
    pub(crate) data: Data,
}

impl Loader {
    /// The words of the customers of every business that is learnt from; messages of no business count as
    /// those of one by the hundred.
    fn known(&mut self, dir: &Path, lang: &str, leave_out: Option<&str>) -> Result<()> {
        let known = &mut self.data.known;
        let messages = lines::<MessageLine>(&dir.join("messages.jsonl"))?;
        for (number, some) in messages.chunks(SPEAKER).enumerate() {
            for line in some {
                known.learn(&format!("{lang} {number}"), &line.text);
            }
        }
        let mut learn = |business: &str, text: &str| {
            let speaker = speaker(lang, business);
            if leave_out != Some(&speaker) {
                known.learn(&speaker, text);
            }
        };
        for line in lines::<QuestionLine>(&dir.join("questions"))? {
            learn(&line.business, &line.q);
        }
        for line in lines::<ConversationLine>(&dir.join("conversations"))? {
            let turns = line.turns.iter().filter(|turn| turn.role == Role::Customer);
            turns.for_each(|turn| learn(&line.business, &turn.text));
        }
        for line in lines::<BeginningLine>(&dir.join("beginnings"))? {
            let before = line
                .before
                .iter()
                .filter(|turn| turn.role == Role::Customer);
            let next = line.next.iter().map(|next| &next.text);
            let said = before.map(|turn| &turn.text).chain(next);
            said.for_each(|text| learn(&line.business, text));
        }
        Ok(())
    }

    fn language(&mut self, dir: &Path, lang: &str, leave_out: Option<&str>) -> Result<()> {
        let businesses = Businesses::read(dir, lang, leave_out)?;
        let all = businesses.guides();
        let any = |text: &str| all.get(spread(text) / FOLDS % all.len().max(1)).copied();
        for line in lines::<MessageLine>(&dir.join("messages.jsonl"))? {
            self.message(&line, lang, any(&line.text));
        }
        for line in lines::<RequestLine>(&dir.join("requests.jsonl"))? {
            self.request(&line, lang, any(&line.text));
        }
        for line in lines::<QuestionLine>(&dir.join("questions"))? {
            if let Some((guide, fold)) = businesses.learnt(&line.business)? {
                self.question(&line, lang, guide, fold);
            }
        }
        for line in lines::<ConversationLine>(&dir.join("conversations"))? {
            if let Some((guide, fold)) = businesses.learnt(&line.business)? {
                self.conversation(&line, lang, guide, fold);
            }
        }
        for line in lines::<BeginningLine>(&dir.join("beginnings"))? {
            if let Some((guide, fold)) = businesses.learnt(&line.business)? {
                self.beginning(&line, lang, guide, fold);
            }
        }
        Ok(())
    }

    fn corpora(&mut self, dir: &Path) -> Result<()> {
        for taught in crate::corpora::texts(dir)? {
            let labels = [
                taught.labels[0],
                taught.labels[1],
                taught.labels[2],
                taught.labels[3],
                None,
            ];
            self.background(&taught.text, "en", labels, taught.weight, FOLDS);
        }
        Ok(())
    }
}

/// How many messages of no business count as one speaker's.
const SPEAKER: usize = 100;
