//! What only somebody who answers does (say, offer, promise), in the forms in which an owner forbids or
//! bids it. Told by grammar, because every owner forbids something else; what customers are told to do
//! or not ("no olvides tu receta", "don't eat before") is no deed of these. It judges no sentence.

use std::collections::HashSet;
use std::sync::LazyLock;

const SPANISH: &str = "aceptar aclarar aconsejar acordar admitir adivinar agendar agregar aludir apartar \
    asegurar asumir autorizar bromear citar cobrar comentar compartir comparar comprometer confesar \
    confirmar contestar cotizar criticar culpar dar decir diagnosticar discriminar discutir disculpar \
    divulgar enseñar escribir explicar especular exagerar firmar forzar garantizar hablar hacer \
    improvisar informar insinuar insistir insultar interpretar inventar justificar mencionar mentir \
    molestar mostrar negar negociar ofrecer opinar platicar preguntar presionar presumir prometer \
    promocionar prescribir rebajar recetar recomendar referir regalar regañar regatear repetir responder \
    revelar sugerir suponer tutear vender";

/// Stems change in these: "des", "digas", "muestres".
const SPANISH_ODD: &str = " de des diga digas haga hagas mienta mientas sugiera sugieras refiera refieras \
    niegue niegues muestre muestres recomiende recomiendes fuerce fuerces repita repitas suponga \
    supongas apruebe apruebes cuente cuentes seas sea entres pierdas uses inventes ";

const PORTUGUESE: &str = "aceitar aconselhar acordar admitir adivinhar afirmar agendar alegar anunciar \
    aprovar assegurar assumir autorizar brincar citar cobrar comentar comparar compartilhar confirmar \
    conversar criticar culpar dar demonstrar diagnosticar discriminar discutir divulgar dizer ensinar \
    enrolar escrever especular exagerar explicar falar fazer forçar garantir indicar informar insinuar \
    insistir insultar interpretar inventar justificar mencionar mentir mostrar negar negociar oferecer \
    opinar passar pechinchar perguntar pressionar prometer receitar recomendar repassar repetir \
    responder revelar sugerir supor vender xingar";

const PORTUGUESE_ODD: &str = " de des ofereca oferecas diga digas faca facas minta mintas sugira sugiras repita repitas \
    suponha suponhas seja sejas fique conte ";

const ENGLISH: &str = " accept admit advise agree answer apologise apologize argue assume badmouth be \
    blame claim comment commit compare complain confirm criticise criticize debate diagnose disclose \
    discuss encourage engage exaggerate explain gossip guarantee guess haggle hint imply insist insult \
    interpret invent joke lecture lie mention mislead negotiate offer overpromise oversell pressure \
    pretend promise promote quote recommend refer repeat reply reveal say share sound speak speculate \
    suggest swear talk tell upsell volunteer write ";

/// The forms after "no" and "não": "ofrezca", "ofrezcas"; "mencione", "menciones".
static FORBIDDEN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let verbs = SPANISH
        .split_whitespace()
        .chain(PORTUGUESE.split_whitespace());
    let odd = [SPANISH_ODD, PORTUGUESE_ODD].map(str::split_whitespace);
    let odd = odd.into_iter().flatten().map(str::to_owned);
    verbs.flat_map(subjunctive).chain(odd).collect()
});

/// Whether `word`, after "no" or "não", forbids a deed of who answers. Folded, as [`triggers::text::Text`]
/// has its words.
pub(super) fn is_forbidden(word: &str) -> bool {
    FORBIDDEN.contains(word)
}

/// Whether `word` names such a deed in English, where it has one form.
pub(super) fn is_english(word: &str) -> bool {
    ENGLISH.contains(&format!(" {word} "))
}

/// The third and second person: an owner says "usted" or "tú" to the agent, or "você".
fn subjunctive(infinitive: &str) -> [String; 2] {
    let folded = triggers::text::Text::new(infinitive);
    let folded = folded.words().next().unwrap_or_default().to_owned();
    let third = match folded.split_at_checked(folded.len().saturating_sub(2)) {
        Some((stem, "ar")) => match stem.as_bytes() {
            [.., b'c'] if infinitive.contains('ç') => format!("{stem}e"),
            [head @ .., b'c'] => format!("{}que", String::from_utf8_lossy(head)),
            [head @ .., b'z'] => format!("{}ce", String::from_utf8_lossy(head)),
            [.., b'g'] => format!("{stem}ue"),
            _ => format!("{stem}e"),
        },
        Some((stem, _)) => match stem.strip_suffix('c') {
            Some(head) if infinitive.ends_with("ecer") => format!("{head}zca"),
            _ => format!("{stem}a"),
        },
        None => folded,
    };
    let second = format!("{third}s");
    [third, second]
}
