//! The few words with which people ask for a person, put right where one letter is wrong, missing,
//! too many or swapped: "agnet", "ateendente". Words of their own that look alike stay as they are.
//! Next: `text`.

/// What is put right. All are long enough for one letter not to make another common word.
const WORDS: [&str; 18] = [
    "advisor",
    "agent",
    "agente",
    "asesor",
    "asesora",
    "atendente",
    "encargado",
    "gerente",
    "human",
    "humano",
    "humana",
    "manager",
    "operador",
    "operator",
    "persona",
    "person",
    "representante",
    "representative",
];

/// Words of their own that are one letter away, in these and in other languages.
const OTHERS: [&str; 92] = [
    "perdon",
    "perdona",
    "perdono",
    "agents",
    "agentes",
    "agency",
    "gente",
    "argent",
    "urgente",
    "regente",
    "personal",
    "personas",
    "persons",
    "personae",
    "parson",
    "manage",
    "managed",
    "manages",
    "managers",
    "manger",
    "advise",
    "adviser",
    "advised",
    "advisors",
    "advisory",
    "humans",
    "humane",
    "humanos",
    "humanas",
    "hunan",
    "asesoro",
    "asesores",
    "asesoras",
    "assessor",
    "assessora",
    "atendentes",
    "encargada",
    "encargados",
    "gerentes",
    "gerenta",
    "operado",
    "operadora",
    "operadores",
    "operators",
    "representantes",
    "representatives",
    "pessoa",
    "operatore",
    "operatori",
    "operatora",
    "operatoru",
    "operatorle",
    "operatrice",
    "operate",
    "operated",
    "operates",
    "persone",
    "personen",
    "persono",
    "personne",
    "personn",
    "humain",
    "humaine",
    "humains",
    "humanly",
    "asesoria",
    "asesorar",
    "asesoren",
    "agenti",
    "agenten",
    "agentur",
    "agencia",
    "agenda",
    "manajer",
    "menager",
    "managing",
    "gerencia",
    "gerentas",
    "representant",
    "representar",
    "arent",
    "agende",
    "pearson",
    "pierson",
    "persson",
    "perron",
    "peron",
    "asesore",
    "asesoran",
    "encargando",
    "aguente",
    "persoon",
];

/// The word that was meant, if `word` is one letter off.
pub(super) fn meant(word: &str) -> Option<&'static str> {
    if word.len() < 5 || !word.is_ascii() {
        return None;
    }
    let meant = WORDS
        .into_iter()
        .find(|meant| is_one_off(word.as_bytes(), meant.as_bytes()));
    // Few words come so far, so that the longer lists are seldom looked through.
    meant.filter(|_| !OTHERS.contains(&word) && !WORDS.contains(&word))
}

/// Whether one change, one letter more, one less, or one swap of neighbours makes `a` into `b`.
fn is_one_off(a: &[u8], b: &[u8]) -> bool {
    let same = a.iter().zip(b).take_while(|(x, y)| x == y).count();
    // A wrong first letter makes a word of its own more often than a slip.
    if same == 0 {
        return false;
    }
    let (Some(rest_a), Some(rest_b)) = (a.get(same..), b.get(same..)) else {
        return false;
    };
    match (rest_a, rest_b) {
        ([_, a @ ..], [_, b @ ..]) if a == b => true,
        ([x, y, a @ ..], [v, w, b @ ..]) if x == w && y == v && a == b => true,
        ([_, a @ ..], b) if a == b => true,
        (a, [_, b @ ..]) if a == b => true,
        _ => false,
    }
}
