//! The few words of the agent's own: greetings, thanks, a question back, and the frame around an
//! owner's sentence in another language. None of them says anything about the business.

use conversation::language::Language;
use triggers::text::Text;

/// What a message is, where it is no question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Courtesy {
    /// "Hola".
    Greeting,
    /// "Gracias".
    Thanks,
    /// "Ok, perfecto".
    Consent,
    /// "Bye".
    Farewell,
    /// It can't be told what is wanted.
    Unclear,
}

impl Courtesy {
    const ALL: [Self; 5] = [
        Self::Greeting,
        Self::Thanks,
        Self::Consent,
        Self::Farewell,
        Self::Unclear,
    ];
}

const GREETINGS: &str = " hi hello hey hiya morning afternoon evening hola holi buenas buenos alo \
    saludos oi oie oii ola bom boa hallo ";
const THANKS: &str = " thanks thank thx ty tks cheers gracias grax graciass agradezco obrigado \
    obrigada obg brigado brigada valeu vlw agradeco ";
const FAREWELLS: &str = " bye goodbye cya adios chao chau tchau luego later ";

/// What courtesy `words` are, if they are nothing else.
pub(super) fn courtesy(words: &str) -> Option<Courtesy> {
    if !triggers::is_courtesy(words) {
        return None;
    }
    let text = Text::new(words);
    let has = |list: &str| text.words().any(|word| list.contains(&format!(" {word} ")));
    Some(if has(THANKS) {
        Courtesy::Thanks
    } else if has(FAREWELLS) {
        Courtesy::Farewell
    } else if has(GREETINGS) {
        Courtesy::Greeting
    } else {
        Courtesy::Consent
    })
}

/// Whether `words` begin with a greeting.
pub(super) fn greets(words: &str) -> bool {
    let text = Text::new(words);
    text.words()
        .take(2)
        .any(|word| GREETINGS.contains(&format!(" {word} ")))
}

/// Whether `text` is one of the agent's own courtesies, which answer nothing.
pub(crate) fn is_own(text: &str) -> bool {
    let text = text.trim();
    [Language::En, Language::Es, Language::Pt]
        .into_iter()
        .flat_map(|language| Courtesy::ALL.map(|courtesy| (courtesy, language)))
        .any(|(courtesy, language)| {
            word(courtesy, language) == text || word_again(courtesy, language) == text
        })
}

/// What is said to a courtesy.
pub(super) fn word(courtesy: Courtesy, language: Language) -> &'static str {
    match (courtesy, language) {
        (Courtesy::Greeting, Language::En) => "Hi! How can I help?",
        (Courtesy::Greeting, Language::Es) => "¡Hola! ¿En qué te puedo ayudar?",
        (Courtesy::Greeting, Language::Pt) => "Oi! Como posso ajudar?",
        (Courtesy::Thanks, Language::En) => "You're welcome!",
        (Courtesy::Thanks, Language::Es) => "¡Con gusto!",
        (Courtesy::Thanks, Language::Pt) => "Por nada!",
        (Courtesy::Consent, Language::En) => "Great! I'm here if you need anything else.",
        (Courtesy::Consent, Language::Es) => "¡Perfecto! Aquí sigo por si necesitas algo más.",
        (Courtesy::Consent, Language::Pt) => {
            "Combinado! Se precisar de mais alguma coisa, é só falar."
        }
        (Courtesy::Farewell, Language::En) => "Bye, have a good day!",
        (Courtesy::Farewell, Language::Es) => "¡Hasta luego, que estés muy bien!",
        (Courtesy::Farewell, Language::Pt) => "Até logo, tudo de bom!",
        (Courtesy::Unclear, Language::En) => "Could you tell me a little more about what you need?",
        (Courtesy::Unclear, Language::Es) => "¿Me cuentas un poco más de lo que necesitas?",
        (Courtesy::Unclear, Language::Pt) => "Pode me contar um pouco mais do que você precisa?",
    }
}

/// The same where the first way was used already: nothing is said twice word for word.
pub(super) fn word_again(courtesy: Courtesy, language: Language) -> &'static str {
    match (courtesy, language) {
        (Courtesy::Greeting, Language::En) => "Hello again, what can I do for you?",
        (Courtesy::Greeting, Language::Es) => "Hola de nuevo, dime en qué te ayudo.",
        (Courtesy::Greeting, Language::Pt) => "Oi de novo, em que posso ajudar?",
        (Courtesy::Unclear, Language::En) => "Sorry, I'm not sure I follow. What is it about?",
        (Courtesy::Unclear, Language::Es) => "Perdona, creo que no entendí bien. ¿Sobre qué es?",
        (Courtesy::Unclear, Language::Pt) => "Desculpe, não sei se entendi. É sobre o quê?",
        (Courtesy::Thanks | Courtesy::Consent | Courtesy::Farewell, Language::En) => "Any time! 😊",
        (Courtesy::Thanks | Courtesy::Consent | Courtesy::Farewell, Language::Es) => "¡A ti! 😊",
        (Courtesy::Thanks | Courtesy::Consent | Courtesy::Farewell, Language::Pt) => "Imagina! 😊",
    }
}

/// The owner's words where they were said just before, and another question leads to them again.
pub(super) fn as_said(own: &str, language: Language) -> String {
    match language {
        Language::En => format!("As I said: {own}"),
        Language::Es => format!("Como te decía: {own}"),
        Language::Pt => format!("Como eu disse: {own}"),
    }
}

/// The words of the owner or of an operator as they are sent: greeted back, and honest about being in
/// another language.
pub(super) fn frame(own: &str, written_in: Language, language: Language, greets: bool) -> String {
    let hello = match (greets, language) {
        (false, _) => "",
        (true, Language::En) => "Hi! ",
        (true, Language::Es) => "¡Hola! ",
        (true, Language::Pt) => "Oi! ",
    };
    if language == written_in {
        return format!("{hello}{own}");
    }
    let note = match (language, written_in) {
        (Language::En, Language::Es) => "I have this in Spanish:",
        (Language::En, Language::Pt | Language::En) => "I have this in Portuguese:",
        (Language::Es, Language::En) => "Esta información la tengo en inglés:",
        (Language::Es, Language::Pt | Language::Es) => "Esta información la tengo en portugués:",
        (Language::Pt, Language::En) => "Tenho esta informação em inglês:",
        (Language::Pt, Language::Es | Language::Pt) => "Tenho esta informação em espanhol:",
    };
    format!("{hello}{note}\n“{own}”")
}
