//! The businesses of a language: their playbooks, the fold in which each is left out, and the one that is
//! kept out of everything. What their lines teach is decided in `taught`.

use crate::data::{FOLDS, LANGUAGES};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use triggers::{Guide, GuideSource};

/// A business by its language and name, as `--leave-out` takes it.
pub(crate) fn speaker(lang: &str, business: &str) -> String {
    format!("{lang}-{business}")
}

/// Whether there is such a business to leave out.
pub(crate) fn exists(training: &Path, speaker: &str) -> bool {
    speaker.split_once('-').is_some_and(|(lang, business)| {
        let folder = folder(&training.join(lang));
        LANGUAGES.contains(&lang) && folder.join(format!("{business}.md")).is_file()
    })
}

fn folder(dir: &Path) -> PathBuf {
    dir.join("playbooks")
}

/// Those of one language.
pub(crate) struct Businesses {
    folder: PathBuf,
    /// By name, each with its fold.
    all: BTreeMap<String, (Guide, usize)>,
    left_out: Option<String>,
}

impl Businesses {
    /// Reads the playbooks of a language; without a folder of them it has none.
    pub(crate) fn read(dir: &Path, lang: &str, leave_out: Option<&str>) -> Result<Self> {
        let folder = folder(dir);
        let numbered = playbooks(&folder)?.into_iter().enumerate();
        let all = numbered
            .map(|(number, (name, prompt))| {
                let guide = Guide::new(&GuideSource::of_prompt(&prompt));
                (name, (guide, number % FOLDS))
            })
            .collect::<BTreeMap<_, _>>();
        let left_out = all
            .keys()
            .find(|name| leave_out == Some(&speaker(lang, name)));
        Ok(Self {
            left_out: left_out.cloned(),
            folder,
            all,
        })
    }

    /// All playbooks, by the names of the businesses.
    pub(crate) fn guides(&self) -> Vec<&Guide> {
        self.all.values().map(|(guide, _)| guide).collect()
    }

    /// The playbook and the fold of a business; none for the one that is left out.
    pub(crate) fn learnt(&self, business: &str) -> Result<Option<(&Guide, usize)>> {
        let Some((guide, fold)) = self.all.get(business) else {
            bail!(
                "there are lines of the business {business}, and no playbook of it in {}",
                self.folder.display()
            );
        };
        let is_left_out = self.left_out.as_deref() == Some(business);
        Ok((!is_left_out).then_some((guide, *fold)))
    }
}

/// The playbooks of a folder by business.
fn playbooks(folder: &Path) -> Result<BTreeMap<String, String>> {
    let reading = |path: &Path| format!("reading {}", path.display());
    let entries = match std::fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(fault) if fault.kind() == ErrorKind::NotFound => return Ok(BTreeMap::new()),
        Err(fault) => return Err(fault).with_context(|| reading(folder)),
    };
    let mut playbooks = BTreeMap::new();
    for entry in entries {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == "md") {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            let prompt = std::fs::read_to_string(&path).with_context(|| reading(&path))?;
            playbooks.insert(name.into_owned(), prompt);
        }
    }
    Ok(playbooks)
}
