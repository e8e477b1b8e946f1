//! Trains the weights that ship with Relevo from the text in `training/`, and with `--corpora DIR`
//! from public corpora too. The same inputs give the same weights, byte for byte. `--check` measures
//! on businesses left out instead of writing, `--scope` the head for out of scope alone, and with
//! `--coverage FILE` what it says of each question. `--meaning LESSON` trains what comes before them,
//! the meanings of texts. Nothing is read but what is named.

mod check;
mod corpora;
mod data;
mod decide;
mod fit;
mod forest;
mod lesson;
mod lines;
mod scope;
mod taught;
mod thresholds;

use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use triggers::learn::teach;

/// What was asked on the command line.
#[derive(Debug, Default)]
pub(crate) struct Args {
    /// The folder with `en`, `es`, `pt`.
    pub(crate) training: PathBuf,
    /// Public corpora, if they may be used.
    pub(crate) corpora: Option<PathBuf>,
    /// Where the weights go.
    pub(crate) out: PathBuf,
    /// A business (`es-hotel`) that is kept out.
    pub(crate) leave_out: Option<String>,
    /// Measure instead of writing.
    pub(crate) check: bool,
    /// Measure the head for out of scope alone.
    pub(crate) scope: bool,
    /// Where the coverage of every question goes, as heads say it that never saw its business.
    pub(crate) coverage: Option<PathBuf>,
    /// Learn meanings from this file instead of triggers.
    pub(crate) lesson: Option<PathBuf>,
    /// Show what was misread.
    pub(crate) errors: bool,
}

fn main() -> Result<()> {
    let args = arguments()?;
    if let Some(lesson) = &args.lesson {
        return meanings(lesson);
    }
    let data = data::load(&args)?;
    eprintln!("{} examples", data.examples.len());
    if args.scope {
        return scope::run(&data, &args);
    }
    if args.check {
        check::run(&data, args.errors);
        return Ok(());
    }
    let weights = fit::train_all(&data);
    let bytes = weights.to_bytes();
    std::fs::write(&args.out, &bytes).with_context(|| format!("writing {}", args.out.display()))?;
    eprintln!(
        "{}: {} bytes, {}",
        args.out.display(),
        bytes.len(),
        weights.version
    );
    Ok(())
}

/// Learns `weights/meaning.bin`. The program must be built again before it learns triggers with it.
fn meanings(lesson: &Path) -> Result<()> {
    let out = home().join("weights/meaning.bin");
    let (bytes, nearness) = teach(&lesson::read(lesson)?)?;
    std::fs::write(&out, &bytes).with_context(|| format!("writing {}", out.display()))?;
    eprintln!(
        "{}: {} bytes, {nearness:.3} near the goals",
        out.display(),
        bytes.len()
    );
    Ok(())
}

fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn arguments() -> Result<Args> {
    let home = home();
    let mut args = Args {
        training: home.join("training"),
        out: home.join("weights/reader.bin"),
        ..Args::default()
    };
    let mut words = std::env::args().skip(1);
    while let Some(word) = words.next() {
        let mut value = || {
            words
                .next()
                .with_context(|| format!("{word} needs a value"))
        };
        match word.as_str() {
            "--training" => args.training = value()?.into(),
            "--corpora" => args.corpora = Some(value()?.into()),
            "--out" => args.out = value()?.into(),
            "--leave-out" => args.leave_out = Some(value()?),
            "--check" => args.check = true,
            "--scope" => args.scope = true,
            "--coverage" => args.coverage = Some(value()?.into()),
            "--meaning" => args.lesson = Some(value()?.into()),
            "--errors" => args.errors = true,
            _ => bail!(
                "usage: train [--training DIR] [--corpora DIR] [--out FILE] \
                 [--leave-out LANG-BUSINESS] [--check | --scope [--coverage FILE]] [--errors] | \
                 --meaning LESSON"
            ),
        }
    }
    Ok(args)
}
