//! Plain requests for a person are heard in every wording a phrase book lists; what only looks like
//! one is not.

mod said;

use conversation::signal::Trigger;
use said::{read, read_last};
use triggers::{By, Guide, GuideSource};

fn strengths(text: &str) -> [f32; 5] {
    let guide = Guide::new(&GuideSource::of_prompt("We open at 9. Cleaning costs 20."));
    read(text, &guide).strengths
}

fn asks_for_a_person(text: &str) -> bool {
    let at = Trigger::ALL
        .iter()
        .position(|t| *t == Trigger::ExplicitRequest)
        .expect("listed");
    strengths(text)[at] >= 0.5
}

#[track_caller]
fn all_ask(texts: &[&str]) {
    let deaf: Vec<_> = texts
        .iter()
        .filter(|text| !asks_for_a_person(text))
        .collect();
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[track_caller]
fn none_asks(texts: &[&str]) {
    let false_alarms: Vec<_> = texts
        .iter()
        .filter(|text| asks_for_a_person(text))
        .collect();
    assert!(
        false_alarms.is_empty(),
        "heard a request in: {false_alarms:?}"
    );
}

#[test]
fn plain_requests_are_heard_in_the_three_languages() {
    all_ask(&[
        "can I talk to a real person",
        "agent pls",
        "HUMAN",
        "speak to representative",
        "please call me back",
        "let me speak to your manager",
        "quiero hablar con una persona",
        "kiero ablar con alguien",
        "asesor por favor",
        "me pueden llamar?",
        "páseme con el gerente",
        "quero falar com um atendente",
        "atendente",
        "falar c humano pfv",
        "me liga por favor",
        "quero falar com o gerente",
    ]);
}

#[test]
fn plain_requests_are_heard_in_other_languages() {
    all_ask(&[
        "je voudrais parler à un conseiller",
        "ich möchte mit einem Menschen sprechen",
        "vorrei parlare con un operatore",
        "bir temsilciyle görüşmek istiyorum",
        "saya mau bicara dengan orang asli",
        "मुझे किसी इंसान से बात करनी है",
        "أريد التحدث مع موظف",
        "хочу поговорить с оператором",
        "je ne veux pas parler à un robot",
        "beni arayın lütfen",
    ]);
    none_asks(&[
        "une table pour 4 personnes",
        "was kostet das?",
        "сколько стоит?",
    ]);
}

#[test]
fn negated_requests_are_not_requests() {
    none_asks(&[
        "I don't need an agent, just the price",
        "no need to call me",
        "no quiero hablar con nadie, solo el precio",
        "no hace falta que me llamen",
        "não preciso falar com atendente, só o preço",
        "não precisa me ligar não",
    ]);
}

#[test]
fn words_in_another_sense_are_not_requests() {
    none_asks(&[
        "do you sell a cleaning agent for ovens",
        "a table for 2 persons please",
        "I'm an insurance agent, what are your hours",
        "mesa para 2 personas",
        "soy agente de viajes, a qué hora abren",
        "uma mesa para 4 pessoas",
        "quanto custa por pessoa",
    ]);
}

#[test]
fn refusing_the_machine_is_a_request() {
    all_ask(&[
        "i don't want to talk to a bot",
        "no quiero hablar con un robot",
        "não quero falar com robô",
    ]);
}

#[test]
fn a_slip_in_the_word_for_a_person_is_understood() {
    all_ask(&[
        "agnet pls",
        "ateendente",
        "quiero un acesor... asesro",
        "gernete por favor",
    ]);
    none_asks(&[
        "is it urgente",
        "gente, que horas abre?",
        "who manages the pool",
    ]);
}

#[test]
fn people_of_the_customers_own_are_not_asked_for() {
    none_asks(&[
        "I need to speak to my boss before I confirm",
        "tengo que hablar con mi jefe antes de confirmar",
        "vou falar com meu chefe e te aviso",
        "there is always somebody at home to sign",
        "siempre hay alguien en la casa para firmar",
    ]);
}

#[test]
fn asking_what_one_writes_to_is_not_asking_for_a_person() {
    none_asks(&[
        "no me molesta que seas robot",
        "quiero un robot aspiradora, tienen?",
        "are you a robot? just curious",
    ]);
}

#[test]
fn thanks_fire_nothing() {
    for text in ["thanks!", "gracias 🙏", "obrigada!!", "ok perfecto", "👍"] {
        assert!(
            strengths(text).iter().all(|strength| *strength < 0.5),
            "{text}"
        );
        assert!(triggers::is_courtesy(text), "{text}");
    }
}

#[test]
fn whoever_is_asked_for_and_however_reached_is_a_person() {
    all_ask(&[
        "could I be put through to the claims desk please",
        "Can somebody from the workshop ring me about the clutch?",
        "reception please",
        "i'd love a quick word with your head baker",
        "talk to one of your fitters, is that possible",
        "me puede comunicar con la encargada de becas",
        "alguno de ustedes me puede llamar?",
        "que me atienda una persona del taller",
        "servicio al cliente porfa",
        "me passa pro financeiro por favor",
        "alguém da oficina pode me ligar?",
        "preciso falar com a costureira",
        "chama a gerente aqui pra mim",
    ]);
}

#[test]
fn the_deed_alone_asks_for_whoever_does_it() {
    all_ask(&[
        "can you transfer me pls",
        "Escalate this please!",
        "ring us would ye",
        "this tells me nothing. operator!",
        "will somebody pick up the phone",
        "take me to someone who decides",
        "me transfieren?",
        "quiero hablarlo con quien decide",
        "pessoa de verdade já!",
        "num tem ninguém aí?",
        "me transfere por favor",
    ]);
    none_asks(&[
        "can you transfer my booking to Tuesday",
        "ontem passei aí e não tinha ninguém na loja, a que horas abrem?",
        "quién decide el color, ustedes o yo?",
    ]);
}

#[test]
fn a_request_that_is_put_off_or_over_is_none() {
    none_asks(&[
        "If the link fails I'll ask for a person, let me try it first. Which app do I need?",
        "I was going to ask to speak to someone but the map answered it, thanks. Is there parking?",
        "Cuando termine de medir les pido hablar con un asesor, por ahora solo el precio del metro",
        "Ayer hablé con una asesora y quedó resuelto, hoy solo quiero saber el horario",
        "Se o boleto não chegar aí sim eu peço pra falar com alguém, por enquanto só manda o código",
        "Achei que ia ter que falar com um atendente mas já consegui, obrigada. Abre sábado?",
    ]);
}

#[test]
fn somebody_elses_words_and_slips_are_no_requests() {
    none_asks(&[
        "oops, my son pressed \"talk to an agent\", ignore that. What time do you close today?",
        "Your menu says 'speak to a person', I only want the price of the small one",
        "mi hijo escribió \"quiero hablar con un humano\" jugando, perdón. ¿Tienen talla 38?",
        "Le di sin querer a la opción de hablar con un asesor, quería ver los horarios",
        "Desculpa, o \"quero falar com atendente\" foi meu irmão brincando. Qual o valor do corte?",
    ]);
}

#[test]
fn what_stands_beside_a_request_takes_nothing_back() {
    all_ask(&[
        "mesa para 2 pessoas quero um atendente",
        "we are two people please call me back",
        "i can't come in person please call me",
        "soy la encargada me pueden llamar",
    ]);
}

#[test]
fn words_of_their_own_are_no_slips() {
    none_asks(&["So you aren't here today?", "ok agende", "Hi, Pearson here"]);
    all_ask(&["busco a alguien que me asesore"]);
}

#[test]
fn a_request_that_ends_the_message_is_heard_to_its_last_word() {
    all_ask(&["Quiero una persona por favor", "quero uma pessoa pfv"]);
    none_asks(&[
        "did anyone realise that the invoice has last year's date?",
        "No hace falta que me contacte un asesor",
    ]);
}

#[test]
fn a_complaint_before_a_request_takes_nothing_back() {
    all_ask(&[
        "the page wont load call me",
        "nothing works here i dont understand it get me a human",
        "my parcel never arrived i want the manager",
        "nobody answers put me through to someone",
        "no me llegó el correo quiero un asesor",
        "nadie responde pásame con el encargado",
        "no puedo entrar comunícame con alguien",
        "não consegui pagar me liga",
        "não abre o link quero falar com alguém",
        "ninguém atende quero o gerente",
    ]);
    none_asks(&[
        "the page loads fine, no need to call me",
        "it doesnt work that way, dont put me through to anyone",
        "no entiendo el plan pero no me llamen",
        "não consegui ver mas não precisa me ligar",
    ]);
}

#[test]
fn a_person_asked_for_in_vain_is_asked_for_still() {
    all_ask(&[
        "I asked for an operator two hours ago",
        "I have asked to talk to a supervisor three times",
        "they promised to phone me on monday and nobody has",
        "I said \"agent\"!!",
        "llevo pidiendo hablar con un humano desde ayer y nadie",
        "pedí una asesora hace 3 horas y nada",
        "dijeron que me marcaban el lunes y nada",
        "ya escribí \"quiero un asesor\" cuatro veces",
        "pedi um atendente faz duas horas e nada",
        "já falei com o robô, pedi pra falar com uma pessoa e ninguém",
        "disseram que iam me ligar hoje e ninguém ligou",
    ]);
    none_asks(&[
        "I asked for a person yesterday and she sorted it, thanks. What time do you close?",
        "pedí un asesor ayer y ya me atendió, gracias. ¿A qué hora abren?",
        "ficaram de me ligar mas nem precisa mais, que horas fecha?",
    ]);
}

/// Those of `texts` for which it isn't so that a person is asked for, each written after a greeting, because a first
/// message is read with an open ear for requests.
fn unlike_after_a_greeting<'a>(texts: &[&'a str], asked: bool) -> Vec<&'a str> {
    let guide = Guide::new(&GuideSource::of_prompt("We open at 9. Cleaning costs 20."));
    let asks = |text: &str| {
        let talk = [
            (By::Customer, "hi"),
            (By::Agent, "Hi!"),
            (By::Customer, text),
        ];
        read_last(&talk, &guide).strength(Trigger::ExplicitRequest) >= 0.5
    };
    let texts = texts.iter().copied();
    texts.filter(|text| asks(text) != asked).collect()
}

#[test]
fn words_of_a_trade_are_no_requests() {
    let alarms = unlike_after_a_greeting(
        &[
            "o agente da imobiliária assina amanhã?",
            "staff at the venue let us in",
            "we need it automatic, not manual",
            "no quiero lavadora automática, la quiero manual",
            "não gosto de vinho, ia levar cerveja",
            "give me a bell pepper and two onions",
            "give me a ring in white gold",
            "échame un cable HDMI",
            "me marca 3 puntos de error",
            "me marca el dobladillo de la falda",
            "me llama muchísimo la atención ese color",
            "me liga a luz do quintal?",
            "me retorna o valor por mensagem",
            "leave it with the receptionist downstairs",
            "we need an operator for the crane on site",
            "un vendedor para el stand de la feria, ¿lo rentan?",
            "que dia passa o técnico?",
            "hoy paso con la encargada a recoger la llave",
            "primero hablo con la dueña y te confirmo",
            "hay alguien ahí hasta las 9?",
            "tem alguém aí até as 20h?",
            "coloca uma pessoa a mais na reserva",
        ],
        false,
    );
    assert!(alarms.is_empty(), "heard a request in: {alarms:?}");
}

#[test]
fn a_request_in_the_words_of_a_trade_is_heard() {
    let deaf = unlike_after_a_greeting(
        &[
            "give me a call in the morning",
            "give us a buzz in ten minutes",
            "give me a ring in the afternoon",
            "I need the manager some time today",
            "hand it over to a human",
            "stop the automatic replies and get me a person",
            "me marca al celular por favor",
            "hoy me pasa con la encargada?",
            "ya me pasan con alguien?",
            "quedaron de hablarme. pueden llamar?",
            "hay alguien ahí?",
            "me liga o gerente?",
            "me retorna a ligação",
            "passa pra moça da recepção por favor",
            "podem ligar?",
            "coloca o gerente na linha",
        ],
        true,
    );
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[test]
fn a_surname_near_the_word_for_a_person_stays_a_name_and_a_slip_stays_a_request() {
    let alarms = unlike_after_a_greeting(
        &[
            "Peron",
            "Pierson",
            "it's Persson",
            "Pierson, for two at eight",
            "a nombre de Perón",
            "em nome de Persson",
        ],
        false,
    );
    assert!(alarms.is_empty(), "heard a request in: {alarms:?}");
    let deaf = unlike_after_a_greeting(
        &[
            "a perosn please",
            "una presona por favor",
            "get me a persom",
        ],
        true,
    );
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[test]
fn other_forms_and_other_languages_are_heard_and_their_refusals_are_not() {
    all_ask(&[
        "potete richiamarmi domani?",
        "non vorrei parlare ancora con un robot",
        "könnten Sie mich heute bitte zurückrufen",
        "bitte mit einem echten Mitarbeiter",
        "вы можете позвонить мне завтра?",
        "mujhe phone kar dijiye",
        "ik wil graag met een medewerker praten",
        "kunt u mij terugbellen",
        "مجھے کسی آدمی سے بات کرنی ہے",
        "আমি ম্যানেজারের সাথে কথা বলব",
        "请帮我转人工",
    ]);
    none_asks(&[
        "vous ne m'appelez plus s'il vous plaît",
        "rufen Sie uns bitte nicht an",
        "non voglio parlare con un operatore, solo il prezzo",
        "не нужно перезванивать мне",
        "tidak usah hubungi saya kak",
        "bel me maar niet",
        "لا داعي للتحدث مع موظف",
    ]);
}
