//! Compiles the rules while Relevo is built, so that nobody waits for it later: what each line says, and an
//! automaton of all their patterns. `src/rules.rs` loads both.

mod file;
#[path = "../src/rules/fold.rs"]
mod fold;

use anyhow::{Context, anyhow};
use std::fs;
use std::path::PathBuf;

/// The rules files in the order in which their findings are told.
const FILES: [&str; 9] = [
    "request",
    "reach",
    "foreign",
    "thread",
    "compliance",
    "value",
    "mood",
    "unheard",
    "signs",
];

fn main() -> anyhow::Result<()> {
    println!("cargo::rerun-if-changed=build");
    println!("cargo::rerun-if-changed=src/rules/fold.rs");
    println!("cargo::rerun-if-changed=rules");
    let (mut rules, mut patterns) = (Vec::new(), Vec::new());
    for name in FILES {
        let path = format!("rules/{name}.rules");
        let text = fs::read_to_string(&path).context(path.clone())?;
        let lines = file::lines(&text).map_err(|line| anyhow!("{path}: not a rule: {line}"))?;
        for line in lines {
            rules.push((name, line.says.to_owned(), mark_of(&line.pattern)));
            patterns.push(line.pattern);
        }
    }
    let program = patterns::compile(&patterns)?;
    let out = PathBuf::from(std::env::var_os("OUT_DIR").context("cargo sets OUT_DIR")?);
    fs::write(
        out.join("rules.bin"),
        postcard::to_allocvec(&(rules, program))?,
    )?;
    Ok(())
}

/// A number that stands for a pattern, the same on every machine.
fn mark_of(pattern: &str) -> u32 {
    pattern.bytes().fold(0x811c_9dc5, |mark, byte| {
        (mark ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}
