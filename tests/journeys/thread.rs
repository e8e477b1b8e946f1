//! Reading a thread as a screen gets it.

use serde_json::Value;

/// The items of a thread, oldest first.
pub(crate) struct Thread(pub(crate) Vec<Value>);

impl Thread {
    /// Everything said by `author`: `customer`, `agent`, `operator`.
    pub(crate) fn said_by(&self, author: &str) -> Vec<&Value> {
        self.bodies("bubble")
            .filter(|bubble| bubble["author"]["author"] == author)
            .collect()
    }

    /// Who spoke last.
    pub(crate) fn last_author(&self) -> Option<&str> {
        self.bodies("bubble").last()?["author"]["author"].as_str()
    }

    /// The words said by `author`.
    pub(crate) fn words_of(&self, author: &str) -> Vec<String> {
        let said = self.said_by(author).into_iter();
        said.map(|bubble| {
            bubble["content"]["body"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect()
    }

    /// The lines about the baton, by name.
    pub(crate) fn lines(&self) -> Vec<&str> {
        self.bodies("hand_over")
            .filter_map(|line| line["line"].as_str())
            .collect()
    }

    /// The first line of this name.
    pub(crate) fn line(&self, name: &str) -> Option<&Value> {
        self.bodies("hand_over").find(|line| line["line"] == name)
    }

    fn bodies<'a>(&'a self, kind: &'a str) -> impl Iterator<Item = &'a Value> {
        let bodies = self.0.iter().map(|item| &item["body"]);
        bodies.filter(move |body| body["item"] == kind)
    }
}

/// How far a message got, in one word: `queued`, `accepted`, `unclear`, `failed`, `read` …
pub(crate) fn progress(bubble: &Value) -> &str {
    let progress = &bubble["progress"];
    progress["delivery"]
        .as_str()
        .or(progress["progress"].as_str())
        .unwrap_or_default()
}
