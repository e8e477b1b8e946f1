//! Reads what the large model said, as `training/teacher.py` writes it: words with where they start,
//! texts with where they should lie.

use anyhow::{Context, Result, ensure};
use std::path::Path;
use triggers::learn::Lesson;

pub(crate) fn read(path: &Path) -> Result<Lesson> {
    let bytes = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    let rest = bytes.strip_prefix(b"relevo-t");
    let mut reader = Bytes(rest.context("not a file of training/teacher.py")?);
    let mut lesson = Lesson::default();
    let (n_words, size) = (reader.count()?, reader.count()?);
    for _ in 0..n_words {
        lesson
            .words
            .push((reader.text()?, reader.number()?, reader.numbers(size)?));
    }
    let (n_texts, size) = (reader.count()?, reader.count()?);
    for _ in 0..n_texts {
        lesson.texts.push((reader.text()?, reader.numbers(size)?));
    }
    ensure!(
        reader.0.is_empty(),
        "{} goes on after its end",
        path.display()
    );
    Ok(lesson)
}

struct Bytes<'a>(&'a [u8]);

impl<'a> Bytes<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8]> {
        let (own, rest) = self
            .0
            .split_at_checked(count)
            .context("the lesson is cut off")?;
        self.0 = rest;
        Ok(own)
    }

    fn count(&mut self) -> Result<usize> {
        Ok(u32::from_le_bytes(self.take(4)?.try_into()?) as usize)
    }

    fn number(&mut self) -> Result<f32> {
        Ok(f32::from_le_bytes(self.take(4)?.try_into()?))
    }

    fn numbers(&mut self, count: usize) -> Result<Vec<f32>> {
        (0..count).map(|_| self.number()).collect()
    }

    fn text(&mut self) -> Result<String> {
        let length = self.count()?;
        Ok(String::from_utf8(self.take(length)?.to_vec())?)
    }
}
