//! Trains the weights that ship with Relevo from the text in `training/`, and with `--corpora DIR`
//! from public corpora too. The same inputs give the same weights, byte for byte. `--check` measures
//! on businesses left out instead of writing, `--scope` the head for out of scope alone, and with
//! `--coverage FILE` what it says of each question. `--meaning LESSON` trains what comes before them,
//! the meanings of texts. Nothing is read but what is named.

mod args;
mod businesses;
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

use anyhow::{Context, Result};
use args::{Args, home};
use std::path::Path;
use triggers::learn::teach;

fn main() -> Result<()> {
    let args = Args::of(std::env::args().skip(1))?;
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
