//! A table for people: a title, then names with their numbers and 95 % intervals, one a line. Every
//! command of `relevo eval` prints with it. It measures nothing.

use super::Interval;
use std::collections::BTreeMap;
use std::fmt::{Display, Write as _};

/// A table as it is being written.
pub(crate) struct Table<'a> {
    out: String,
    intervals: &'a BTreeMap<String, Interval>,
}

impl<'a> Table<'a> {
    /// A table under `title`, whose numbers find their intervals by key.
    pub(crate) fn new(title: impl Display, intervals: &'a BTreeMap<String, Interval>) -> Self {
        Self {
            out: format!("{title}\n"),
            intervals,
        }
    }

    /// One line of its own words.
    pub(crate) fn line(&mut self, words: impl Display) {
        let _ = writeln!(self.out, "{words}");
    }

    /// A number between 0 and 1, with its interval if `key` has one, and what else is to be said.
    pub(crate) fn number(&mut self, name: &str, value: f64, key: &str, more: impl Display) {
        let interval = self.interval(key, |interval| interval.to_string());
        let line = format!("{name:28} {value:.3}{interval}  {more}");
        self.line(line.trim_end());
    }

    /// A share in percent, likewise.
    pub(crate) fn percent(&mut self, name: &str, value: f64, key: &str) {
        let interval = self.interval(key, |interval| {
            format!("{:.1}–{:.1}", 100.0 * interval.0, 100.0 * interval.1)
        });
        self.line(format_args!("{name:28} {:.1} %{interval}", 100.0 * value));
    }

    fn interval(&self, key: &str, show: impl Fn(&Interval) -> String) -> String {
        let interval = self.intervals.get(key).map(show);
        interval.map_or_else(String::new, |interval| format!(" ({interval})"))
    }

    /// The whole table.
    pub(crate) fn finish(self) -> String {
        self.out
    }
}
