//! Reads the training text, business by business, and turns it into examples. What a line teaches is
//! decided in `taught`.

use crate::Args;
use crate::lines::{
    BeginningLine, ConversationLine, MessageLine, QuestionLine, RequestLine, Role, lines,
};
use crate::taught::spread;
use anyhow::Result;
use conversation::signal::Trigger;
use std::collections::BTreeMap;
use std::path::Path;
use triggers::learn::{Example, KnownWords};
use triggers::rules::Rules;
use triggers::{Guide, GuideSource};

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
    for lang in ["en", "es", "pt"] {
        loader.known(&args.training.join(lang), lang)?;
    }
    for lang in ["en", "es", "pt"] {
        loader.language(&args.training.join(lang), lang, args.leave_out.as_deref())?;
    }
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
    /// The words of the customers of every business; messages of no business count as those of one
    /// by the hundred.
    fn known(&mut self, dir: &Path, lang: &str) -> Result<()> {
        let known = &mut self.data.known;
        let messages = lines::<MessageLine>(&dir.join("messages.jsonl"))?;
        for (number, some) in messages.chunks(SPEAKER).enumerate() {
            for line in some {
                known.learn(&format!("{lang} {number}"), &line.text);
            }
        }
        for line in lines::<QuestionLine>(&dir.join("questions"))? {
            known.learn(&speaker(lang, &line.business), &line.q);
        }
        for line in lines::<ConversationLine>(&dir.join("conversations"))? {
            let turns = line.turns.iter().filter(|turn| turn.role == Role::Customer);
            turns.for_each(|turn| known.learn(&speaker(lang, &line.business), &turn.text));
        }
        for line in lines::<BeginningLine>(&dir.join("beginnings"))? {
            let before = line
                .before
                .iter()
                .filter(|turn| turn.role == Role::Customer);
            let next = line.next.iter().map(|next| &next.text);
            let said = before.map(|turn| &turn.text).chain(next);
            said.for_each(|text| known.learn(&speaker(lang, &line.business), text));
        }
        Ok(())
    }

    fn language(&mut self, dir: &Path, lang: &str, leave_out: Option<&str>) -> Result<()> {
        let guides = guides(&dir.join("playbooks"))?;
        let all: Vec<&Guide> = guides.values().collect();
        let any = |text: &str| all.get(spread(text) / FOLDS % all.len().max(1)).copied();
        for line in lines::<MessageLine>(&dir.join("messages.jsonl"))? {
            self.message(&line, lang, any(&line.text));
        }
        for line in lines::<RequestLine>(&dir.join("requests.jsonl"))? {
            self.request(&line, lang, any(&line.text));
        }
        let numbered = guides.iter().enumerate();
        let learnt: BTreeMap<&str, (&Guide, usize)> = numbered
            .map(|(number, (name, guide))| (name.as_str(), (guide, number % FOLDS)))
            .filter(|(name, _)| leave_out != Some(&speaker(lang, name)))
            .collect();
        for line in lines::<QuestionLine>(&dir.join("questions"))? {
            if let Some((guide, fold)) = learnt.get(line.business.as_str()) {
                self.question(&line, lang, guide, *fold);
            }
        }
        for line in lines::<ConversationLine>(&dir.join("conversations"))? {
            if let Some((guide, fold)) = learnt.get(line.business.as_str()) {
                self.conversation(&line, lang, guide, *fold);
            }
        }
        for line in lines::<BeginningLine>(&dir.join("beginnings"))? {
            if let Some((guide, fold)) = learnt.get(line.business.as_str()) {
                self.beginning(&line, lang, guide, *fold);
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

pub(crate) fn speaker(lang: &str, business: &str) -> String {
    format!("{lang}-{business}")
}

fn guides(dir: &Path) -> Result<BTreeMap<String, Guide>> {
    let playbooks = playbooks(dir)?.into_iter();
    let guide = |(name, prompt): (String, String)| {
        let guide = Guide::new(&GuideSource::of_prompt(&prompt));
        (name, guide)
    };
    Ok(playbooks.map(guide).collect())
}

/// The playbooks of a folder by business.
fn playbooks(dir: &Path) -> Result<BTreeMap<String, String>> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Ok(BTreeMap::new());
    };
    let mut playbooks = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            playbooks.insert(name.into_owned(), std::fs::read_to_string(&path)?);
        }
    }
    Ok(playbooks)
}
