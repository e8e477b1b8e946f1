//! The kinds of values a text holds or asks for: money, a time of day, a length of time, a day, a
//! share, a contact. A question that asks for money is answered by a sentence that has some. It
//! reads no meaning beyond that. Next: `scope`.

use crate::text::Text;
use std::sync::LazyLock;

/// A kind of value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value {
    /// An amount, or that it is free.
    Money,
    /// A time of day.
    Clock,
    /// A length of time.
    Period,
    /// A day or a date.
    Day,
    /// A share, a discount.
    Share,
    /// A way to reach somebody, a link.
    Contact,
    /// An address.
    Place,
    /// An age.
    Age,
    /// How many.
    Count,
}

impl Value {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Money,
        Self::Clock,
        Self::Period,
        Self::Day,
        Self::Share,
        Self::Contact,
        Self::Place,
        Self::Age,
        Self::Count,
    ];
}

/// A set of kinds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Values(u16);

impl Values {
    /// Whether `value` is among them.
    pub fn has(self, value: Value) -> bool {
        self.0 & (1 << value as u16) != 0
    }

    /// These and `value`.
    pub fn with(self, value: Value) -> Self {
        Self(self.0 | (1 << value as u16))
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// These but for `other`.
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those in both.
    pub fn shared(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// How many kinds.
    pub fn count(self) -> u32 {
        self.0.count_ones()
    }
}

/// A pattern per kind, over text in lower case.
struct Patterns(Vec<(Value, regex::Regex)>);

impl Patterns {
    /// The patterns are constants; one that doesn't compile is left out, which the tests show.
    fn new(sources: &[(Value, &str)]) -> Self {
        Self(
            sources
                .iter()
                .filter_map(|(value, source)| Some((*value, regex::Regex::new(source).ok()?)))
                .collect(),
        )
    }

    fn of(&self, text: &str) -> Values {
        self.0
            .iter()
            .filter(|(_, pattern)| pattern.is_match(text))
            .fold(Values::default(), |values, (value, _)| values.with(*value))
    }
}

static HELD: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new(&[
        (
            Value::Money,
            r"[$£€]|r\$|\b\d{1,3}[.,]\d{3}\b|\b\d+[.,]\d{2}\b|\b\d+ ?(?:pesos|euros|reais|pounds|usd|mxn|rupees|lakh)\b|\br\d|\brs\.? ?\d|(?:gratis|gratuit[oa]|free of charge|\bfree\b|de gra[cç]a|sem custo|sin costo|no se cobra)",
        ),
        (
            Value::Clock,
            r"\b\d{1,2}(?::|h)\d{2}\b|\b\d{1,2} ?(?:am|pm|a\.? ?m\.?|p\.? ?m\.?|hs|hrs|h)\b|\b\d{1,2} (?:a|to|às|as|-|–) \d{1,2}\b|\bnoon\b|mediod[ií]a|midnight|medianoche|meia-noite|\b\d{1,2}[-–]\d{1,2}\b|24 (?:hours|horas)",
        ),
        (
            Value::Period,
            r"(?:\b\d+|\bone|\btwo|\bthree|\bfour|\buna?|\buma?|\bdos|\btres|\bdois|\bduas|\bmedia|\bmeia)(?:[ -](?:working|dias?|business|full|whole|complet[oa]s?))?[ -]?(?:days?|hours?|hrs?|hs|h\b|minutes?|mins?|weeks?|months?|years?|d[ií]as?|horas?|minutos?|min\b|semanas?|mes(?:es)?|m[eê]s|a[nñ]os?|anos?)|(?:mismo d[ií]a|same day|mesmo dia|next day|d[ií]a siguiente|dia seguinte)",
        ),
        (
            Value::Day,
            r"\b(?:mon|tue|wed|thu|fri|sat|sun)(?:day|nesday|rsday|urday|s|sday)?s?\b|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|segunda|ter[cç]a|quarta|quinta|sexta|\b(?:seg|ter|qua|qui|sex)\b|\b\d{1,2}(?:st|nd|rd|th)\b|(?:january|february|march|april|june|july|august|september|october|november|december)|\b\d{1,2} de [a-zç]{4,}|(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept?iembre|octubre|noviembre|diciembre|janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro)|d[ií]as? h[aá]bil|dias? [uú]te[ils]|every day|todos los d[ií]as|todo dia|todos os dias",
        ),
        (Value::Share, r"\d ?%|por ciento|por cento|percent"),
        (
            Value::Contact,
            r"@|https?://|\bwww\.|\.(?:com|mx|br|co|org|net)\b|\+?\d[\d .-]{7,}\d|\blink\b|whatsapp|\bapp\b|\bsite\b|\balias\b",
        ),
        (
            Value::Place,
            r"\b(?:street|st|road|rd|avenue|ave|unit|floor|lane|drive|square|park|av|avenida|calle|rua|r\.|col|colonia|piso|andar|esquina|plaza|pra[cç]a|km|kil[oó]metro|paseo|barrio|bairro|sur|norte|vereda|near|opposite|behind|frente|entre|metro|subte|station|estaci[oó]n)\b",
        ),
        (
            Value::Age,
            r"\b\d+ ?(?:years|yrs|a[nñ]os|anos)|\b(?:over|under|ages?|aged) \d|\d+ (?:or over|and over)|mayores de \d|menores de \d|maiores de \d|menores de \d|desde los \d|a partir d[eo]s? \d+ anos",
        ),
        (
            Value::Count,
            r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|uno|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|um|dois|duas|quatro|sete|oito|nove|dez|doze)\b",
        ),
    ])
});

static WANTED: LazyLock<Patterns> = LazyLock::new(|| {
    Patterns::new(&[
        (
            Value::Money,
            r"what (?:do|does|would|will|am) [a-z ]*pay|cuanto pago|\bhow much (?:is|are|for|to|does|do|did|would|will|the|it|its|a|an|u|you|ye|per|just|extra|more|if|i|we)\b|\bhow much\W*$|price|\bcosts?\b|\bcharges?\b|\bfees?\b|\brates?\b|quanto (?:[eé]|fica|sai|custa|t[aá]|est[aá]|vale|cobra|pra|por|pago|a mais|o |a |os |as |d[aá])|cuanto (?:sale|cuesta|es\b|esta|vale|cobra|hay que (?:dar|pagar)|por|el|la|los|las|un|una|al mes|pago|me (?:sale|cuesta|cobra)|de|seria|en|cambiar|mas)|precio|preco|valor|cuestan|tarifa|mensalidade|\bpor cuanto\b|\ben cuanto\b|quanto$|cuanto$|a como|salen?\b.*cuanto|expensive|\bcaro\b|\bcheap|\bbarat|set me back|\bfine\b|\bmulta\b|\bcuestan?\b|\bcustam?\b|\bcobran?\b|\bcobram\b|do i (?:have to |need to )?pay|(?:pagar|pago|pay|cobran?) (?:algo|extra|aparte|more|mas|mais)|hay que pagar|tem que pagar|what.{1,20}paying",
        ),
        (
            Value::Clock,
            r"what time|when (?:do|are|does) (?:you|u|ye|the|it) (?:open|close|shut|start)|que hor|q hor|q hrs|a que hrs|hasta cuando abren|opening hours|horarios?|how late|what hours|\bopen (?:at|til|until|till)\b|cierran|fecham|abren|abrem|till what|cuando abren|que horas",
        ),
        (
            Value::Period,
            r"how (?:long|soon|far ahead|far in advance|early|many (?:days|hours|weeks|months|minutes|years)|much (?:notice|time))|cuanto (?:tiempo|tarda|demora|dura|me (?:dura|aguanta|tarda))|cuant[ao]s? (?:tiempo|dias|horas|meses|anticipacion|semanas)|quant[ao]s? (?:tempo|dias|horas|meses|demora|dura|leva|antecedencia)|prazo|plazo|\bdemora|\btarda|\bdura[n]?\b|anticipacion|antecedencia|hasta cuando|ate quando|by when|when (?:should|will|can|must|do i|would)|deadline|cuando (?:llega|esta|me|la|lo|puedo|hay)|quando (?:chega|fica|sai|vejo)|is it an hour|how old does",
        ),
        (
            Value::Day,
            r"(?:what|which) (?:day|days|date|dates|night|nights)|\bwhens?\b|(?:que|q|cuales?|quais|qual) dias?|\bcuando\b|\bquando\b|day of the month|en que fecha|que data",
        ),
        (
            Value::Share,
            r"discount|percent|descuento|desconto|promo|\boff\b|interest rate|\bapr\b|(?:que|cuantos?|quantos?|qual|how much) (?:de |o |los |os )?(?:juros|intereses|interest)|\btasa\b|porcentaje|deposit|anticipo|sinal|adelanto|enganche",
        ),
        (
            Value::Contact,
            r"e-?mail|correo|\blink\b|website|telefono|telefone|phone number|a donde (?:pido|mando|escribo|envio)|pra onde mando|where do i (?:send|write|email)|que numero|instagram",
        ),
        (
            Value::Place,
            r"\bwhere(?:abouts)? (?:are|r|is|s|do i find)|whereabouts|wheres|donde (?:estan|queda|es|se ubican|los encuentro|esta)|onde (?:fica|e\b|voces|vcs|ces|esta)|direccion|ubicacion|endereco|address|location|ubicados|localizacao|morada",
        ),
        (
            Value::Age,
            r"how old|what age|age limit|minimum age|\bedad\b|idade|desde que edad|a partir de que idade|\baños tiene|which age|up to which age|old enough",
        ),
        (
            Value::Count,
            r"how many|\bcuant[oa]s\b|\bquant[oa]s\b|capacidad|\bcabem?\b|maximum|minimum|\bmax\b|minimo|maximo",
        ),
    ])
});

/// What a piece of the playbook holds.
pub fn held(text: &str) -> Values {
    HELD.of(&text.to_lowercase())
}

/// What a question asks for.
pub fn wanted(text: &Text) -> Values {
    // The line has a space around every token, also at its ends.
    let values = WANTED.of(text.line.trim());
    let how_much = text.words().any(|word| {
        matches!(
            word,
            "cuanto" | "quanto" | "qto" | "qnto" | "qnt" | "kuanto"
        )
    });
    // "¿Cuánto?" alone asks for money, "¿cuánto tarda?" doesn't.
    if how_much && !values.has(Value::Period) && !values.has(Value::Count) {
        values.with(Value::Money)
    } else {
        values
    }
}

#[cfg(test)]
mod tests;
