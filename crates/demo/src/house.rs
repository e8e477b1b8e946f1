//! Furnishes the engine with the world's businesses: playbooks, people, numbers, canned replies.

use conversation::ids::{NumberId, OperatorId, PlaybookId};
use conversation::language::Language;
use conversation::playbook::{Meanwhile, Pace, Playbook, Route};
use conversation::signal::Trigger;
use conversation::team::{Operator, Presence, Team, WorkHours};
use conversation::time::Minutes;
use engine::api::types::Canned;
use engine::{Engine, EngineError, Number};
use simulator::world::{self, Shop};

/// Quiet time after which the demo's conversations close, so that a visitor sees them end.
const CLOSES_AFTER: Minutes = Minutes(2);

/// Writes down what the owners of both businesses would have: team, playbooks, numbers, replies.
///
/// # Errors
/// If the store fails.
pub async fn furnish(engine: &Engine) -> Result<(), EngineError> {
    let shops = world::shops();
    let operators: Vec<_> = shops
        .iter()
        .flat_map(|shop| &shop.operators)
        .map(operator)
        .collect();
    let first = operators.first().map(|operator| operator.id.clone());
    engine.keep_team(&Team { operators }).await?;
    for shop in &shops {
        engine.publish(playbook(shop)).await?;
        engine.keep_number(&number(shop)).await?;
    }
    engine.keep_canned(&canned()).await?;
    if let Some(first) = first {
        engine.seat_operator(&crate::seat(), &first).await?;
    }
    Ok(())
}

/// In the demo everybody is at work, whatever the hour, so that the visitor is called.
fn operator(person: &world::Operator) -> Operator {
    Operator {
        id: OperatorId::new(person.key.clone()),
        name: person.name.clone(),
        role: person.role.clone(),
        languages: person
            .languages
            .iter()
            .filter_map(|tag| Language::from_tag(tag))
            .collect(),
        skills: person.skills.iter().map(|skill| trigger(*skill)).collect(),
        topics: Vec::new(),
        hours: WorkHours::default(),
        quiet: None,
        presence: Presence::Available,
    }
}

fn trigger(trigger: world::Trigger) -> Trigger {
    match trigger {
        world::Trigger::ExplicitRequest => Trigger::ExplicitRequest,
        world::Trigger::Frustration => Trigger::Frustration,
        world::Trigger::OutOfScope => Trigger::OutOfScope,
        world::Trigger::HighValue => Trigger::HighValue,
        world::Trigger::Compliance => Trigger::Compliance,
    }
}

fn playbook(shop: &Shop) -> Playbook {
    let language = Language::from_tag(&shop.business.language).unwrap_or_default();
    let id = PlaybookId::new(shop.business.key.clone());
    let mut playbook = Playbook {
        time_zone: shop.business.time_zone.clone(),
        prompt: shop.prompt.clone(),
        pace: Pace {
            close_after: CLOSES_AFTER,
            ..Pace::default()
        },
        ..Playbook::blank(id, shop.business.name.clone(), language)
    };
    for route in &shop.routes {
        playbook.routes.insert(
            trigger(route.trigger),
            Route {
                operators: route
                    .operators
                    .iter()
                    .map(|key| OperatorId::new(key.clone()))
                    .collect(),
                promise: Minutes(u32::from(route.promise_minutes)),
                meanwhile: match route.meanwhile {
                    world::Meanwhile::Silent => Meanwhile::Silent,
                    world::Meanwhile::Announce => Meanwhile::Announce,
                    world::Meanwhile::Qualify => Meanwhile::Qualify,
                },
                sentence: None,
            },
        );
    }
    playbook
}

fn number(shop: &Shop) -> Number {
    Number {
        id: NumberId::new(shop.business.phone_number_id.clone()),
        name: shop.business.name.clone(),
        phone: shop.business.phone.clone(),
        waba: shop.business.waba_id.clone(),
        playbook: Some(PlaybookId::new(shop.business.key.clone())),
        coexistence: false,
        throughput: whatsapp::pace::DEFAULT_PER_SECOND,
        quality: Some("green".to_owned()),
        stopped: None,
        checked: true,
        secret_since: None,
    }
}

fn canned() -> Vec<Canned> {
    [
        ("hola", "¡Hola! Soy parte del equipo, ya leí la conversación. Te ayudo con esto."),
        ("llamada", "Claro, te marcamos a este número. ¿A qué hora te queda mejor?"),
        ("urgencias", "Si te cuesta respirar o te sube la fiebre, ve a urgencias sin esperar. Nosotros seguimos pendientes por aquí."),
        ("hi", "Hi! I'm one of the team and I've read everything above. Let me take it from here."),
        ("call", "Happy to call you on this number. What time suits you?"),
    ]
    .into_iter()
    .map(|(shortcut, text)| Canned { shortcut: shortcut.to_owned(), text: text.to_owned() })
    .collect()
}
