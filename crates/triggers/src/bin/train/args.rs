//! What was asked on the command line. A wish that would be passed over is an error: without it the program
//! trains, and writes over the weights that ship.

use anyhow::{Context, Result, bail, ensure};
use std::path::PathBuf;

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

impl Args {
    /// Reads what follows the program's name.
    pub(crate) fn of(mut words: impl Iterator<Item = String>) -> Result<Self> {
        let home = home();
        let mut args = Self {
            training: home.join("training"),
            out: home.join("weights/reader.bin"),
            ..Self::default()
        };
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
        args.fit_together()?;
        Ok(args)
    }

    fn fit_together(&self) -> Result<()> {
        let measures = self.check || self.scope;
        ensure!(
            self.coverage.is_none() || self.scope,
            "--coverage is written with --scope"
        );
        ensure!(
            !self.errors || measures,
            "--errors are shown with --check or --scope"
        );
        ensure!(
            !(self.check && self.scope),
            "--check and --scope measure different things: one at a time"
        );
        ensure!(
            self.lesson.is_none() || !measures,
            "--meaning learns from its lesson alone and measures nothing"
        );
        Ok(())
    }
}

/// Where this crate is.
pub(crate) fn home() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

#[cfg(test)]
mod tests {
    use super::Args;

    fn of(words: &str) -> anyhow::Result<Args> {
        Args::of(words.split(' ').map(str::to_owned))
    }

    #[test]
    fn what_would_be_passed_over_is_refused_before_anything_is_trained() {
        for (words, said) in [
            ("--coverage out.jsonl", "--scope"),
            ("--check --coverage out.jsonl", "--scope"),
            ("--errors", "--check or --scope"),
            ("--check --scope", "one at a time"),
            ("--meaning lesson --check", "measures nothing"),
            ("--coverage", "--coverage needs a value"),
            ("--chek", "usage:"),
        ] {
            let fault = of(words).expect_err(words).to_string();
            assert!(fault.contains(said), "{words}: {fault}");
        }
    }

    #[test]
    fn coverage_is_written_while_the_scope_is_measured() {
        let args = of("--scope --coverage out.jsonl --errors").expect("they belong together");
        assert!(args.scope && args.errors && !args.check);
        assert_eq!(args.coverage, Some("out.jsonl".into()));
    }
}
