//! In what form the request is put, whatever it is about: whether there is something, whether one may,
//! whether it is about the customer's own. Of what sort the wish is, `asks` tells. Next: `super`.

use super::{Held, Number, Scope, bucket};
use crate::features::Course;
use crate::search::{Sort, defers, denies, sort_of};
use aho_corasick::AhoCorasick;
use conversation::language::Language;
use std::sync::LazyLock;

/// Openings that ask whether there is something.
const EXISTENCE: &str = " do you have | do you sell | do you do | do you offer | do you make | do ye have | do ye do | \
    do you take | do you provide | have you got | is there | are there | got any | u got | any chance of a | una dey sell | \
    tienen | tiene | hay | venden | hacen | manejan | ofrecen | rentan | alquilan | dan clases | dan | cuentan con | \
    trabajan con | aceptan | ponen | arreglan | reparan | instalan | tem | vende | vendem | fazem | faz | ha | trabalham com | \
    oferecem | aceitam | alugam | consertam | instalam | existe | rola | ";

/// Openings that ask for leave or for something to be done.
const MAY_I: &str = " can i | can we | could i | could we | may i | could you | can you | would you | will you | any way | \
    any chance | is it possible | is it ok | is it okay | mind if | let me | let us | puedo | podemos | puede | pueden | \
    podria | podrian | se puede | se podra | me dejan | habra forma | hay forma | hay manera | hay chance | sera que | \
    posso | podemos | pode | podem | poderia | poderiam | da pra | da para | tem como | teria como | consigo | conseguem | \
    rola de | seria possivel | ha hipotese | ";

const IFS: &str = " if | unless | even if | si | aunque | en caso | se | caso | mesmo que | ";

const OWN: &str = " my | our | mine | mi | mis | nuestro | nuestra | mio | mia | meu | minha | meus | minhas | nosso | \
    nossa | ";

impl Scope {
    pub(super) fn request(&mut self, held: &Held<'_>) {
        for form in forms(&held.text.line) {
            self.set(form, 1.0);
        }
        for concept in &held.query.requests {
            let number = concept.to_le_bytes();
            self.sparse.push((bucket(b"asks#", &number), 0.7));
        }
        let listed = |concept: &u16| held.index.speaks_of(*concept);
        let terms = held.query.terms.iter();
        let places = terms
            .flat_map(|term| &term.concepts)
            .filter(|concept| sort_of(**concept) == Sort::Place);
        self.set(
            Number::PlacesListed,
            f32::from(places.into_iter().any(listed)),
        );
    }
}

impl Scope {
    /// What the agent said last: after a no, a customer who goes on asks for an exception.
    pub(super) fn agent(&mut self, held: &Held<'_>, course: &Course) {
        let language = held.index.language();
        self.set(Number::Spanish, f32::from(language == Language::Es));
        self.set(Number::Portuguese, f32::from(language == Language::Pt));
        let Some(agent) = &course.agent else {
            return;
        };
        self.set(Number::AgentDenied, f32::from(denies(agent)));
        self.set(Number::AgentDefers, f32::from(defers(agent)));
    }
}

/// All phrases in one automaton, and the number that each sets. They are constants; what can't be compiled is
/// never found, which a test shows.
static FORMS: LazyLock<Option<(AhoCorasick, Vec<Number>)>> = LazyLock::new(|| {
    let lists = [
        (Number::Existence, EXISTENCE),
        (Number::MayI, MAY_I),
        (Number::Ifs, IFS),
        (Number::Own, OWN),
    ];
    let phrases = lists.iter().flat_map(|(number, list)| {
        let phrases = list.split('|').filter(|phrase| phrase.len() > 2);
        phrases.map(|phrase| (phrase, *number))
    });
    let (phrases, numbers): (Vec<&str>, Vec<Number>) = phrases.unzip();
    Some((AhoCorasick::new(phrases).ok()?, numbers))
});

/// The numbers whose phrases stand in the line, some of them more than once.
fn forms(line: &str) -> impl Iterator<Item = Number> {
    FORMS.iter().flat_map(move |(automaton, numbers)| {
        let found = automaton.find_overlapping_iter(line);
        found.filter_map(|phrase| numbers.get(phrase.pattern().as_usize()).copied())
    })
}

#[cfg(test)]
mod tests {
    use super::{Number, forms};

    #[test]
    fn phrases_are_found_whole_and_where_they_share_a_space() {
        let found: Vec<Number> = forms(" si puedo pagar con mi tarjeta ? ").collect();
        assert_eq!(found, [Number::Ifs, Number::MayI, Number::Own]);
        assert_eq!(forms(" permiso para hayas ").count(), 0);
    }
}
