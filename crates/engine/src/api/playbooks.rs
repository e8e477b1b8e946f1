//! The playbook page: drafts, versions, and trying out without sending.

use super::Caller;
use super::types::{
    ApiError, CheckRule, Nothing, PlaybookCard, PlaybookRef, PlaybookView, PriceSensitivity,
    Problem, RuleCheck, SavePlaybook, SensitivityPrice, Topic, TryIt, TryResult,
};
use crate::{Engine, because};
use conversation::ids::PlaybookId;
use conversation::playbook::Playbook;
use triggers::RuleAlone;

/// Messages of customers a rule is tried on.
const RULE_LOOKS_AT: u32 = 2_000;

/// Matches shown of a rule.
const RULE_SHOWS: usize = 8;

/// Conversations a change of sensitivity is tried on.
const PRICE_LOOKS_AT: u32 = 500;

pub(super) async fn playbooks(
    engine: &Engine,
    _: &Caller,
    _: Nothing,
) -> Result<Vec<PlaybookCard>, ApiError> {
    let published = engine.journal().playbooks().await?;
    let numbers = engine.numbers().await?;
    let cards = engine.playbook_drafts().await?.into_iter().map(|draft| {
        let in_force = published.iter().find(|playbook| playbook.id == draft.id);
        PlaybookCard {
            business: draft.business,
            version: in_force.map_or(0, |playbook| playbook.version),
            numbers: numbers
                .iter()
                .filter(|number| number.playbook.as_ref() == Some(&draft.id))
                .map(|number| number.id.clone())
                .collect(),
            id: draft.id,
        }
    });
    Ok(cards.collect())
}

pub(super) async fn playbook(
    engine: &Engine,
    _: &Caller,
    input: PlaybookRef,
) -> Result<PlaybookView, ApiError> {
    view(engine, &input.playbook).await
}

async fn view(engine: &Engine, id: &PlaybookId) -> Result<PlaybookView, ApiError> {
    let kept = engine.playbook_draft(id).await?;
    let kept = kept.ok_or(Problem::PlaybookGone)?;
    let published = engine.journal().playbook(id, None).await?;
    let versions = engine.journal().playbook_versions(id).await?;
    let guide = crate::house::guide(&kept.content, &engine.shifts(id).await?);
    Ok(PlaybookView {
        changed: differs(&kept.content, published.as_ref()),
        published_at: versions.first().map(|version| version.at),
        facts: u32::try_from(guide.facts().len()).unwrap_or(u32::MAX),
        saved_at: Some(kept.changed_at),
        revision: kept.version,
        draft: kept.content,
        published,
    })
}

/// Whether publishing the draft would change anything; its version is none of its words.
fn differs(draft: &Playbook, published: Option<&Playbook>) -> bool {
    published.is_none_or(|published| {
        let version = published.version;
        let as_published = Playbook {
            version,
            ..draft.clone()
        };
        &as_published != published
    })
}

pub(super) async fn save_playbook(
    engine: &Engine,
    _: &Caller,
    input: SavePlaybook,
) -> Result<PlaybookView, ApiError> {
    let mut draft = input.draft;
    if draft.id.as_str().is_empty() {
        draft.id = PlaybookId::new(engine.chance().event().as_str());
    }
    if draft.business.trim().is_empty() {
        return Err(Problem::BusinessUnnamed.into());
    }
    if !engine.keep_playbook_draft(&draft, input.revision).await? {
        let there = engine.playbook_draft(&draft.id).await?;
        // A screen that didn't hear the first answer keeps the same words again.
        if there.is_none_or(|there| there.content != draft) {
            return Err(Problem::PlaybookChanged.into());
        }
    }
    view(engine, &draft.id).await
}

pub(super) async fn publish_playbook(
    engine: &Engine,
    _: &Caller,
    input: PlaybookRef,
) -> Result<PlaybookView, ApiError> {
    let kept = engine.playbook_draft(&input.playbook).await?;
    let kept = kept.ok_or(Problem::PlaybookGone)?;
    for rule in &kept.content.rules {
        triggers::check_rule(rule).map_err(|issue| Problem::RuleUnusable {
            rule: rule.pattern.text().to_owned(),
            why: because::rule_problem(&rule.pattern, &issue),
        })?;
    }
    let published = engine.journal().playbook(&input.playbook, None).await?;
    if differs(&kept.content, published.as_ref()) {
        engine
            .publish_draft(kept.content, Some(kept.version))
            .await?;
        engine.changes().topic(Topic::Status);
    }
    view(engine, &input.playbook).await
}

pub(super) async fn try_playbook(
    engine: &Engine,
    _: &Caller,
    input: TryIt,
) -> Result<TryResult, ApiError> {
    if !input
        .turns
        .last()
        .is_some_and(|turn| turn.from_customer && !turn.text.trim().is_empty())
    {
        return Err(Problem::CustomerSilent.into());
    }
    let published = engine.journal().playbook(&input.draft.id, None).await?;
    let with_draft = engine.try_out(&input.draft, &input.turns).await?;
    let with_published = match published {
        Some(playbook) => Some(engine.try_out(&playbook, &input.turns).await?),
        None => None,
    };
    Ok(TryResult {
        draft: with_draft,
        published: with_published,
    })
}

pub(super) async fn check_rule(
    engine: &Engine,
    _: &Caller,
    input: CheckRule,
) -> Result<RuleCheck, ApiError> {
    let rule = match RuleAlone::new(&input.rule) {
        Ok(rule) => rule,
        Err(issue) => {
            let issue = because::rule_problem(&input.rule.pattern, &issue);
            return Ok(RuleCheck {
                problem: Some(issue.to_string()),
                issue: Some(issue),
                matched: 0,
                looked_at: 0,
                examples: Vec::new(),
            });
        }
    };
    Ok(engine
        .matches(&input.playbook, rule, RULE_LOOKS_AT, RULE_SHOWS)
        .await?)
}

pub(super) async fn price_sensitivity(
    engine: &Engine,
    _: &Caller,
    input: PriceSensitivity,
) -> Result<SensitivityPrice, ApiError> {
    let published = engine.journal().playbook(&input.playbook, None).await?;
    let published = published.ok_or(Problem::NotPublished)?;
    Ok(engine
        .price(&published, input.trigger, input.sensitivity, PRICE_LOOKS_AT)
        .await?)
}
