//! The seat that asks, and the state of the house.

use super::types::InboxQuery;
use super::types::{
    ActAs, ApiError, Counts, InboxRow, Nothing, Notice, Problem, Session, SetAgent, SetPresence,
    Status, Topic, View,
};
use super::{Caller, inbox};
use crate::{Engine, because};
use conversation::ids::OperatorId;
use conversation::playbook::AgentSwitch;
use conversation::time::Timestamp;

/// Late conversations named in notices; the list has the rest.
const NAMED_LATE: usize = 3;

/// How long a screen tells that something could not be taken in, in milliseconds.
const TOLD_FOR: i64 = 3 * 24 * 3600 * 1000;

pub(super) async fn session(
    engine: &Engine,
    caller: &Caller,
    _: Nothing,
) -> Result<Session, ApiError> {
    let settings = engine.settings_of(&caller.seat).await?;
    let seat = engine.seat(&caller.seat).await?;
    let houses = engine.houses();
    let known = seat
        .operator
        .filter(|operator| houses.team().get(operator).is_some());
    Ok(Session {
        operator: known,
        team: houses.team().operators.clone(),
        theme: settings.theme,
        language: settings.language,
        settings,
        version: env!("CARGO_PKG_VERSION").to_owned(),
        phones_url: engine.ports().phones_url.clone(),
        time_zone: houses.time_zone(),
    })
}

pub(super) async fn act_as(
    engine: &Engine,
    caller: &Caller,
    input: ActAs,
) -> Result<Session, ApiError> {
    if engine.houses().team().get(&input.operator).is_none() {
        return Err(ApiError::from(Problem::OperatorGone).about("operator"));
    }
    engine.seat_operator(&caller.seat, &input.operator).await?;
    engine.changes().topic(Topic::Team);
    engine.changes().topic(Topic::Inbox);
    session(engine, caller, Nothing {}).await
}

pub(super) async fn set_presence(
    engine: &Engine,
    caller: &Caller,
    input: SetPresence,
) -> Result<Session, ApiError> {
    let operator = caller.operator(engine).await?;
    engine
        .change_team(|team| {
            let mut people = team.operators.iter_mut();
            if let Some(person) = people.find(|person| person.id == operator) {
                person.presence = input.presence;
            }
        })
        .await?;
    session(engine, caller, Nothing {}).await
}

pub(super) async fn set_agent(
    engine: &Engine,
    caller: &Caller,
    input: SetAgent,
) -> Result<Status, ApiError> {
    engine
        .change_house_settings(|settings| settings.agent = input.agent)
        .await?;
    engine.reload_houses().await?;
    engine.changes().topic(Topic::Status);
    status(engine, caller, Nothing {}).await
}

pub(super) async fn status(
    engine: &Engine,
    caller: &Caller,
    _: Nothing,
) -> Result<Status, ApiError> {
    let operator = engine
        .seat(&caller.seat)
        .await?
        .operator
        .unwrap_or_else(|| OperatorId::new(""));
    let counts = engine.journal().list_counts(&operator, None).await?;
    let now = engine.now();
    let late = late(engine, caller).await?;
    let urgent = late.iter().filter(|row| !is_put_off(row, &operator, now));
    let urgent = urgent.filter_map(late_notice).take(NAMED_LATE).collect();
    let queued = engine.journal().waiting_sends().await?;
    let lately = Timestamp(now.millis().saturating_sub(TOLD_FOR));
    let lost = engine.journal().undecided_since(lately).await?;
    let small = |count: u64| u32::try_from(count).unwrap_or(u32::MAX);
    Ok(Status {
        agent: engine.houses().agent(),
        online: engine.is_online(),
        queued,
        counts: Counts {
            needs_person: small(counts.needs_person),
            late: u32::try_from(late.len()).unwrap_or(u32::MAX),
            mine: small(counts.mine),
            with_agent: small(counts.with_agent),
            closed: small(counts.closed),
        },
        notices: notices(engine, urgent, small(lost), queued),
        now,
    })
}

/// The conversations past their promise, most overdue first.
async fn late(engine: &Engine, caller: &Caller) -> Result<Vec<InboxRow>, ApiError> {
    let query = InboxQuery {
        view: View::NeedsPerson,
        number: None,
        after: None,
        limit: 100,
    };
    let now = engine.now();
    let mut rows = inbox::inbox(engine, caller, query).await?.rows;
    rows.retain(|row| {
        row.escalation
            .as_ref()
            .is_some_and(|call| call.due_at < now)
    });
    Ok(rows)
}

/// Whether `operator` said when to be told again, and it isn't time yet.
fn is_put_off(row: &InboxRow, operator: &OperatorId, now: Timestamp) -> bool {
    let put_off = row
        .escalation
        .as_ref()
        .and_then(|call| call.put_off.as_ref());
    put_off.is_some_and(|put_off| &put_off.operator == operator && put_off.until > now)
}

fn late_notice(row: &InboxRow) -> Option<Notice> {
    let call = row.escalation.as_ref()?;
    Some(Notice::Late {
        conversation: row.conversation.clone(),
        name: row.name.clone(),
        trigger: call.trigger,
        waiting_since: call.waiting_since,
        due_at: call.due_at,
    })
}

/// The worst first.
fn notices(engine: &Engine, late: Vec<Notice>, lost: u32, queued: u32) -> Vec<Notice> {
    let mut notices = late;
    let houses = engine.houses();
    let limits = engine.ports().alerts.limits();
    notices.extend(houses.desks().filter_map(|desk| {
        let (code, _) = desk.number.stopped.as_ref()?;
        Some(Notice::ChannelStopped {
            number: desk.number.id.clone(),
            name: desk.number.name.clone(),
            code: *code,
            stop: because::stop_behind(*code),
        })
    }));
    let unpublished = houses.desks().filter(|desk| desk.playbook.version == 0);
    notices.extend(unpublished.map(|desk| Notice::NoPlaybook {
        number: desk.number.id.clone(),
        name: desk.number.name.clone(),
    }));
    notices.extend(limits.port_taken.map(|port| Notice::PortTaken { port }));
    let plain = [
        (limits.keyring_silent, Notice::KeyringSilent),
        (lost > 0, Notice::NotTakenIn { items: lost }),
        (houses.desks().next().is_none(), Notice::NoNumber),
        (limits.no_notifications, Notice::NoNotifications),
        (!engine.is_online(), Notice::Offline { queued }),
        (houses.agent() == AgentSwitch::Off, Notice::AgentOff),
        (limits.no_keyring, Notice::NoKeyring),
        (limits.no_tray, Notice::NoTray),
    ];
    notices.extend(
        plain
            .into_iter()
            .filter(|(holds, _)| *holds)
            .map(|(_, notice)| notice),
    );
    notices
}
