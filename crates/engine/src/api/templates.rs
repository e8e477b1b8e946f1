//! The templates of a number's account, as far as Meta approved them and they can be filled in here. They are asked for each time, never
//! kept: what Meta has paused since may not be offered.

use super::Caller;
use super::numbers::{known, refused};
use super::types::{ApiError, NumberRef, Template};
use crate::Engine;
use conversation::ids::NumberId;
use whatsapp::client::TemplateInfo;

pub(super) async fn templates(
    engine: &Engine,
    _: &Caller,
    input: NumberRef,
) -> Result<Vec<Template>, ApiError> {
    engine.templates_of(&input.number).await
}

impl Engine {
    /// The templates of a number's account that may be sent.
    pub(super) async fn templates_of(&self, number: &NumberId) -> Result<Vec<Template>, ApiError> {
        let number = known(self, number)?;
        let all = self
            .meta()
            .templates(&number.id, &number.waba)
            .await
            .map_err(|error| refused(&error))?;
        Ok(all
            .into_iter()
            .filter(|info| info.is_approved() && info.wants_only_words())
            .map(template)
            .collect())
    }
}

fn template(info: TemplateInfo) -> Template {
    Template {
        name: info.name,
        language: info.language,
        category: info.category,
        values: u32::try_from(info.blanks.len()).unwrap_or_default(),
        body: info.body,
    }
}
