//! The people.

use super::Caller;
use super::types::{ApiError, Nothing, OperatorRef, Problem};
use crate::Engine;
use conversation::ids::OperatorId;
use conversation::team::Operator;

pub(super) async fn team(
    engine: &Engine,
    _: &Caller,
    _: Nothing,
) -> Result<Vec<Operator>, ApiError> {
    Ok(engine.houses().team().operators.clone())
}

pub(super) async fn save_operator(
    engine: &Engine,
    _: &Caller,
    input: Operator,
) -> Result<Vec<Operator>, ApiError> {
    check(&input)?;
    let fresh = OperatorId::new(engine.chance().event().as_str());
    let team = engine
        .change_team(|team| {
            let mut people = team.operators.iter_mut();
            match people.find(|person| person.id == input.id) {
                Some(person) => *person = input,
                None if input.id.as_str().is_empty() => {
                    team.operators.push(Operator { id: fresh, ..input });
                }
                None => team.operators.push(input),
            }
        })
        .await?;
    Ok(team.operators)
}

fn check(operator: &Operator) -> Result<(), ApiError> {
    if operator.name.trim().is_empty() {
        return Err(Problem::OperatorUnnamed.into());
    }
    let spans = operator.hours.days.iter().flatten();
    if spans
        .clone()
        .any(|span| span.from >= span.to || span.to > 24 * 60)
    {
        return Err(Problem::HoursReversed.into());
    }
    Ok(())
}

pub(super) async fn remove_operator(
    engine: &Engine,
    _: &Caller,
    input: OperatorRef,
) -> Result<Vec<Operator>, ApiError> {
    let gone = |person: &Operator| person.id == input.operator;
    let team = engine
        .change_team(|team| team.operators.retain(|person| !gone(person)))
        .await?;
    engine.relieve_who_left().await?;
    Ok(team.operators)
}
