//! Questions with known answers, and the playbooks they are asked of.

use agent::Ask;
use conversation::ids::{MessageId, PlaybookId};
use conversation::language::Language;
use conversation::playbook::Playbook;
use conversation::state::{Speaker, Turn};
use conversation::time::Timestamp;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use triggers::{Guide, GuideSource};

#[derive(Deserialize)]
pub(crate) struct Question {
    pub(crate) id: String,
    pub(crate) lang: String,
    pub(crate) business: String,
    pub(crate) q: String,
    pub(crate) answerable: bool,
    #[serde(default)]
    pub(crate) must: Vec<Vec<String>>,
}

type House = (Arc<Playbook>, Arc<Guide>);

/// How well the playbook covers each question, by its language, business and words: the same words are
/// asked of many businesses.
pub(crate) struct Coverages(BTreeMap<[String; 3], f32>);

#[derive(Deserialize)]
struct CoverageLine {
    lang: String,
    business: String,
    q: String,
    coverage: f32,
}

impl Coverages {
    pub(crate) fn read(file: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let mut all = BTreeMap::new();
        for line in std::fs::read_to_string(file)?.lines() {
            let line: CoverageLine = serde_json::from_str(line)?;
            all.insert([line.lang, line.business, line.q], line.coverage);
        }
        Ok(Self(all))
    }

    /// A half for a question that nothing is known of.
    pub(crate) fn of(&self, question: &Question) -> f32 {
        let Question {
            lang, business, q, ..
        } = question;
        let key = [lang.clone(), business.clone(), q.clone()];
        self.0.get(&key).copied().unwrap_or(0.5)
    }
}

/// Every question of `file` with what an answerer gets to see of it.
pub(crate) fn load(
    file: &str,
    playbooks: &str,
) -> Result<Vec<(Question, Ask)>, Box<dyn std::error::Error>> {
    let mut houses: BTreeMap<(String, String), House> = BTreeMap::new();
    let mut loaded = Vec::new();
    for line in std::fs::read_to_string(file)?.lines() {
        let question: Question = serde_json::from_str(line)?;
        let key = (question.lang.clone(), question.business.clone());
        if !houses.contains_key(&key) {
            houses.insert(key.clone(), house(&question, Path::new(playbooks))?);
        }
        let (playbook, guide) = &houses[&key];
        let ask = ask(&question, playbook, guide);
        loaded.push((question, ask));
    }
    Ok(loaded)
}

fn house(question: &Question, dir: &Path) -> Result<House, Box<dyn std::error::Error>> {
    let Question { lang, business, .. } = question;
    let places: [PathBuf; 3] = [
        dir.join(format!("{lang}-{business}.md")),
        dir.join(format!("{business}.md")),
        dir.join(lang)
            .join("playbooks")
            .join(format!("{business}.md")),
    ];
    let path = places
        .iter()
        .find(|path| path.exists())
        .ok_or_else(|| format!("no playbook for {business}"))?;
    let language = Language::from_tag(lang).unwrap_or_default();
    let mut playbook = Playbook::blank(PlaybookId::new(business), business.as_str(), language);
    playbook.prompt = std::fs::read_to_string(path)?;
    let guide = Guide::new(&GuideSource::of_prompt(&playbook.prompt));
    Ok((Arc::new(playbook), Arc::new(guide)))
}

fn ask(question: &Question, playbook: &Arc<Playbook>, guide: &Arc<Guide>) -> Ask {
    Ask {
        playbook: Arc::clone(playbook),
        guide: Arc::clone(guide),
        turns: vec![Turn {
            speaker: Speaker::Customer,
            at: Timestamp::from_seconds(1_700_000_000),
            id: MessageId::new(&question.id),
            words: question.q.clone(),
        }],
        language: Language::from_tag(&question.lang),
        briefing: None,
        customer: None,
    }
}

pub(crate) fn is_right(question: &Question, text: &str) -> bool {
    let text = plain(text);
    question
        .must
        .iter()
        .all(|any| any.iter().any(|must| text.contains(&plain(must))))
}

/// Lower case and without accents, marks kept.
fn plain(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            'á' | 'à' | 'â' | 'ã' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'í' | 'ì' | 'î' | 'ï' => 'i',
            'ó' | 'ò' | 'ô' | 'õ' | 'ö' => 'o',
            'ú' | 'ù' | 'û' | 'ü' => 'u',
            'ñ' => 'n',
            'ç' => 'c',
            '’' => '\'',
            other => other,
        })
        .collect()
}
