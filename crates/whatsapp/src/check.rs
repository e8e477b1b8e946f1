//! Counts what a file of webhook bodies holds, for `relevo webhook check`.
//!
//! One body stands on each line. It only counts: printing, files and exit codes are the host's.

use serde::Serialize;

use crate::wire::{self, Item, NotAWebhook};

#[cfg(test)]
mod tests;

/// The counts, with exactly the keys that the command prints as JSON.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Report {
    /// Lines that are not blank.
    pub bodies: usize,
    /// Everything the bodies carry, understood or not.
    pub items: usize,
    /// The items among them that are not understood.
    pub unsupported: usize,
    /// Bodies that are no webhook of WhatsApp at all.
    pub rejected: usize,
    /// Which items were not understood.
    #[serde(skip)]
    pub strange: Vec<Strange>,
    /// Which bodies were rejected, and why.
    #[serde(skip)]
    pub rejections: Vec<Rejection>,
}

/// An item that was not understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Strange {
    /// The line of the file, from 1.
    pub line: usize,
    /// The subscription field it came with.
    pub field: String,
    /// What it called itself.
    pub kind: String,
}

/// A body that was rejected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rejection {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub why: NotAWebhook,
}

/// Reads every line as one body. Blank lines are no bodies.
pub fn run<L: AsRef<[u8]>>(lines: impl IntoIterator<Item = L>) -> Report {
    let mut report = Report::default();
    for (index, line) in lines.into_iter().enumerate() {
        let body = line.as_ref().trim_ascii();
        if !body.is_empty() {
            count(&mut report, index + 1, body);
        }
    }
    report
}

fn count(report: &mut Report, line: usize, body: &[u8]) {
    report.bodies += 1;
    match wire::decode(body) {
        Ok(items) => {
            report.items += items.len();
            let strange = items.iter().filter(|item| !item.is_understood());
            report
                .strange
                .extend(strange.map(|item| describe(line, item)));
            report.unsupported = report.strange.len();
        }
        Err(why) => {
            report.rejected += 1;
            report.rejections.push(Rejection { line, why });
        }
    }
}

fn describe(line: usize, item: &Item) -> Strange {
    Strange {
        line,
        field: item.origin().field.clone(),
        kind: item.kind(),
    }
}
