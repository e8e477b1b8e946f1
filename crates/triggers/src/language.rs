//! Which language a text is in. English, Spanish and Portuguese are told apart by their small words
//! and endings; other languages are recognised as such, by script or by their own small words. It
//! never guesses: a text without a clear sign has no language. Next: `reader`.

use crate::text::Text;
use conversation::language::Language;
use foldhash::HashMap;
use std::sync::LazyLock;

/// What language a text is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tongue {
    /// One that Relevo reads.
    Known(Language),
    /// One that it only recognises.
    Other,
}

/// The language of `text`, if it shows.
pub fn language_of(text: &str) -> Option<Tongue> {
    tongue_of(&Text::new(text))
}

const EN: &str = " the you your is are do does what how much for and my i im have can could would \
    please thanks thank hi hello need want with when where this that it of on to from at ur pls \
    dont isnt just been was were there they we u if or not about any some get got ";
const ES: &str = " el la los las un una que de en y por para con mi me se su cuanto cuanta cuando \
    donde como hola gracias quiero necesito tienen tiene buenos buenas dias tardes noches pero si \
    no es esta estan hay lo le les del al muy mas porque usted ustedes favor puedo pueden ya yo \
    cuesta precio tengo hacen abren cierran ocupo q ";
const PT: &str = " o a os as um uma que de em e por para pra com meu minha me se seu sua quanto \
    quanta quando onde como oi ola obrigado obrigada quero preciso tem voces voce vcs vc bom boa dia \
    tarde noite mas nao sim e esta estao ha do da dos das no na nos nas ao muito mais porque pode \
    posso ja eu custa preco tenho fazem abre fecha q pro ne ta to ces uns isso ate ";
/// Words that one of the three has and the others do not; they weigh more.
const ONLY_ES: &str = " el los las y con cuando donde hola gracias quiero necesito tienen tiene \
    buenos buenas dias tardes noches pero estan hay del usted ustedes puedo pueden yo cuesta \
    precio tengo hacen cuanto cuanta muy ocupo unos manana hoy ";
const ONLY_PT: &str = " o os um uma em com meu minha seu sua quando onde oi ola obrigado obrigada \
    preciso tem voces voce vcs vc bom boa dia nao sim da dos das na nas ao muito mais pode posso \
    ja eu tenho fazem pro pra ne ate isso obg hj qdo qto ";
/// Small words of other languages common on WhatsApp that the three above do not have.
const OTHER: &str = " je vous nous est les des une pour avec bonjour merci combien voudrais suis pas \
    plus cest votre jai peux parler quelquun ich nicht und der die das ist mit ein eine bitte \
    danke wie kann mochte sie haben guten il lo gli che sono vorrei grazie buongiorno quanto costa \
    posso parlare con una della ciao saya anda tidak apakah berapa dengan untuk yang bisa mau tolong \
    terima kasih ini itu merhaba bir icin nasil tesekkurler musunuz var mi istiyorum ne kadar ben ";
const ONLY_OTHER: &str = " je vous nous est des pour avec bonjour merci combien voudrais suis cest \
    votre jai peux parler quelquun ich nicht und der ist mit ein eine bitte danke kann mochte sie \
    haben guten gli sono vorrei grazie buongiorno parlare della ciao saya anda tidak apakah berapa \
    dengan untuk yang bisa tolong terima kasih ini itu merhaba bir icin nasil tesekkurler musunuz \
    istiyorum kadar qui avez wir adalah sudah ";

/// What a word says for English, Spanish, Portuguese and other languages: a point for a small word of
/// the language, and one more for a word that only it has.
static SPEAKS: LazyLock<HashMap<&'static str, [u8; 4]>> = LazyLock::new(|| {
    let mut speaks: HashMap<&'static str, [u8; 4]> = HashMap::default();
    let lists = [[EN, EN], [ES, ONLY_ES], [PT, ONLY_PT], [OTHER, ONLY_OTHER]];
    for (language, lists) in lists.into_iter().enumerate() {
        for list in lists {
            let mut words: Vec<&'static str> = list.split_whitespace().collect();
            words.sort_unstable();
            words.dedup();
            for word in words {
                if let Some(points) = speaks.entry(word).or_default().get_mut(language) {
                    *points += 1;
                }
            }
        }
    }
    speaks
});

pub(crate) fn tongue_of(text: &Text) -> Option<Tongue> {
    let mut scores = [0_u32; 4];
    let mut letters = 0_usize;
    let mut foreign = 0_usize;
    for word in text.words() {
        if !word.is_ascii() {
            foreign += word.chars().filter(|c| *c as u32 >= 0x370).count();
        }
        letters += word.len();
        if let Some(speaks) = SPEAKS.get(word) {
            for (score, points) in scores.iter_mut().zip(speaks) {
                *score += u32::from(*points);
            }
        }
    }
    if foreign * 4 > letters {
        return Some(Tongue::Other);
    }
    let [en, es, pt, other] = scores;
    let best = en.max(es).max(pt);
    if other > best && other >= 4 {
        return Some(Tongue::Other);
    }
    let leader = [(en, Language::En), (es, Language::Es), (pt, Language::Pt)];
    let mut leaders = leader
        .iter()
        .filter(|(score, _)| *score == best && best > 0);
    match (leaders.next(), leaders.next()) {
        (Some((_, language)), None) => Some(Tongue::Known(*language)),
        (Some(_), Some(_)) | (None, _) => None,
    }
}
