//! The templates of a number's account, as far as Meta approved them. They are asked for each time, never
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
    /// The approved templates of a number's account.
    pub(super) async fn templates_of(&self, number: &NumberId) -> Result<Vec<Template>, ApiError> {
        let number = known(self, number)?;
        let all = self
            .meta()
            .templates(&number.id, &number.waba)
            .await
            .map_err(|error| refused(&error))?;
        Ok(all
            .into_iter()
            .filter(TemplateInfo::is_approved)
            .map(template)
            .collect())
    }
}

fn template(info: TemplateInfo) -> Template {
    let body = info.body;
    let values = (1..=20)
        .take_while(|n| body.contains(&format!("{{{{{n}}}}}")))
        .count();
    Template {
        name: info.name,
        language: info.language,
        category: info.category,
        body,
        values: u32::try_from(values).unwrap_or_default(),
    }
}
