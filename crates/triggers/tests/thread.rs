//! A request in its thread: what the agent offered or asked, and what the customer wrote in the same breath, say
//! whether the next words ask for a person.

mod said;

use conversation::signal::Trigger;
use said::read_last;
use triggers::By::{self, Agent, Customer};
use triggers::{Guide, GuideSource, Reading};

fn read(talk: &[(By, &str)]) -> Reading {
    let guide = Guide::new(&GuideSource::of_prompt("We open at 9. Cleaning costs 20."));
    read_last(talk, &guide)
}

fn asks(talk: &[(By, &str)]) -> bool {
    read(talk).strength(Trigger::ExplicitRequest) >= 0.5
}

/// What the customer answers to the agent, after an exchange about something else.
fn answers<'a>(agent: &'a str, customer: &'a str) -> [(By, &'a str); 5] {
    [
        (Customer, "hola, hello, oi"),
        (Agent, "👋"),
        (Customer, "9:30"),
        (Agent, agent),
        (Customer, customer),
    ]
}

/// The agent's line and the customer's, of those for which it isn't so that a person is asked for.
fn unlike<'a>(talks: &[(&'a str, &'a str)], heard: bool) -> Vec<(&'a str, &'a str)> {
    let talks = talks.iter().copied();
    talks
        .filter(|(agent, customer)| asks(&answers(agent, customer)) != heard)
        .collect()
}

#[test]
fn a_yes_to_the_offer_of_a_person_asks_for_one() {
    let deaf = unlike(
        &[
            ("Do you want me to transfer you to an advisor?", "yeah sure"),
            (
                "I can have a colleague phone you. Would you like that?",
                "Yes please 🙏",
            ),
            (
                "Would you like to speak with someone from our team?",
                "ok, that would be lovely",
            ),
            (
                "Shall I ask one of our technicians or get someone to help you?",
                "please do",
            ),
            ("Si gustas te comunico con Maribel.", "va, gracias"),
            ("¿Prefieres hablar con una asesora?", "Sí, porfa"),
            ("¿Le paso con el encargado?", "claro que sí"),
            ("¿Quiere que le llame alguien del taller?", "sí"),
            (
                "Quer que eu chame? Posso te passar para uma atendente.",
                "pode ser, obrigada",
            ),
            ("Você prefere falar com um consultor?", "sim, quero"),
            (
                "Se preferir, posso pedir para alguém te ligar.",
                "isso, por favor",
            ),
        ],
        true,
    );
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
    let reading = read(&answers("¿Te paso con un asesor?", "sí, gracias"));
    assert!(
        !reading.courtesy,
        "a yes that takes an offer wants something"
    );
    let quotes = reading.signals.iter().flat_map(|signal| &signal.evidence);
    let quotes: Vec<&str> = quotes.map(|evidence| evidence.quote.as_str()).collect();
    assert_eq!(quotes, ["sí, gracias"]);
}

#[test]
fn a_yes_to_anything_else_or_a_no_asks_for_nobody() {
    let alarms = unlike(
        &[
            ("Shall I book Tuesday at ten for you?", "yes please"),
            (
                "We'll call you when it's ready. Anything else?",
                "ok thanks",
            ),
            ("You can also talk to our team in the shop.", "ok great"),
            (
                "Do you want me to transfer you to an advisor?",
                "no thanks, all good",
            ),
            ("¿Te aparto la mesa?", "sí por favor"),
            ("¿Le paso con el encargado?", "no, gracias"),
            ("¿Te paso el enlace?", "dale"),
            ("Posso confirmar para sexta?", "pode ser"),
            ("Você prefere falar com um consultor?", "não precisa"),
        ],
        false,
    );
    assert!(alarms.is_empty(), "heard a request in: {alarms:?}");
    let reading = read(&answers("¿Te aparto la mesa?", "sí, gracias"));
    assert!(reading.courtesy);
}

#[test]
fn a_noun_that_answers_the_agents_question_asks_for_nobody() {
    let alarms = unlike(
        &[
            ("How many people will it be?", "a person"),
            ("Who will receive the parcel?", "the supervisor"),
            ("¿Cuántas personas van?", "una persona"),
            ("¿Quién recibe el paquete?", "la encargada"),
            ("¿A qué se dedica usted?", "operadora"),
            ("Para quantas pessoas é?", "uma pessoa"),
            ("Quem retira o bolo?", "o gerente"),
        ],
        false,
    );
    assert!(alarms.is_empty(), "heard a request in: {alarms:?}");
}

#[test]
fn a_noun_after_another_question_asks_for_a_person() {
    let deaf = unlike(
        &[
            ("Anything else I can do for you?", "agent"),
            ("What date did you have in mind?", "a human please"),
            ("¿En qué más te ayudo?", "un asesor"),
            ("¿Para qué día lo quieres?", "asesor por favor"),
            ("Posso ajudar com mais alguma coisa?", "atendente"),
            ("Qual o seu bairro?", "atendente por favor"),
            (
                "Who would you like to talk to? I can connect you with sales or support.",
                "the manager",
            ),
        ],
        true,
    );
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[test]
fn a_denial_reaches_into_the_next_message_of_the_same_breath() {
    let bursts = [
        ("we dont need", "an operator"),
        ("really no need", "call me"),
        ("you dont have to", "ring me"),
        ("ya no necesito", "una asesora"),
        ("no hace falta", "que me marquen"),
        ("no quiero", "hablar con un asesor"),
        ("nao preciso", "falar com atendente"),
        ("não precisa", "me ligar"),
    ];
    let heard: Vec<_> = bursts
        .into_iter()
        .filter(|(first, then)| asks(&[(Customer, *first), (Customer, *then)]))
        .collect();
    assert!(heard.is_empty(), "heard a request in: {heard:?}");
}

#[test]
fn a_request_split_over_messages_is_heard() {
    let bursts = [
        ("the link doesnt work", "call me"),
        ("i want to talk", "to a human"),
        ("no funciona", "quiero un asesor"),
        ("no quiero", "hablar con un robot, un humano"),
        ("não consigo pagar", "me liga"),
    ];
    let deaf: Vec<_> = bursts
        .into_iter()
        .filter(|(first, then)| !asks(&[(Customer, *first), (Customer, *then)]))
        .collect();
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[test]
fn a_yes_takes_whoever_was_offered_by_name_and_nothing_that_is_not_a_person() {
    let deaf = unlike(
        &[
            ("Shall I put you through to Dana?", "yes please"),
            ("If you like I can have Owen call you.", "please do"),
            ("¿Te comunico con Rebeca?", "sí por favor"),
            ("Puedo pedirle a un asesor que te marque.", "dale"),
            ("Posso te transferir para uma consultora?", "quero sim"),
            ("Quer que a equipe te ligue?", "pode ser"),
        ],
        true,
    );
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
    let alarms = unlike(
        &[
            ("Shall I put you down for Thursday?", "yes please"),
            ("Would you like to see the price list?", "please do"),
            ("¿Te paso la lista de precios?", "sí por favor"),
            ("¿Quieres que te mande la ubicación?", "dale"),
            ("Posso te mandar o catálogo?", "quero sim"),
            ("Quer que a gente separe o modelo azul?", "pode ser"),
        ],
        false,
    );
    assert!(alarms.is_empty(), "heard a request in: {alarms:?}");
}
