//! What a rule alone hands over, without the trained heads, of law, data, mood and large numbers, and the same
//! words where they say something else. Emergencies and requests for a person have files of their own.

mod said;

use conversation::signal::Trigger;
use said::unlike;

#[track_caller]
fn all_fire(trigger: Trigger, texts: &[&str]) {
    let deaf = unlike(texts, trigger, true);
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[track_caller]
fn none_fires(trigger: Trigger, texts: &[&str]) {
    let alarms = unlike(texts, trigger, false);
    assert!(alarms.is_empty(), "heard {trigger:?} in: {alarms:?}");
}

#[test]
fn a_threat_of_law_holds_though_it_has_a_condition() {
    all_fire(
        Trigger::Compliance,
        &[
            "if the deposit isn't back by friday i'm going to sue",
            "don't refund me and you'll see what happens. Otherwise I will take this to small claims",
            "unless you replace it my solicitor will write to you",
            "refund me or I'll see you in court",
            "si no me devuelven el anticipo voy a demandar",
            "si sigue así presento una denuncia",
            "si no voy a profeco no me hacen caso",
            "se não devolverem o sinal vou processar vocês",
            "ou resolvem hoje ou vou no procon",
            "vou denunciar vocês na vigilância",
        ],
    );
}

#[test]
fn courts_of_other_sorts_and_denied_threats_are_none() {
    none_fires(
        Trigger::Compliance,
        &[
            "if it rains we'll go to court 2 indoors",
            "if the driver is late I'll be in court until noon, leave it next door",
            "if all goes well I'll be a lawyer by june, so a grey suit please",
            "I'm not going to sue anyone, just tell me the price",
            "I don't think I'll need a lawyer for this",
            "no los voy a demandar, tranquilos, solo quiero mi cambio",
            "no pienso denunciar a nadie, ¿a qué hora abren?",
            "queda frente a la profeco, ¿verdad?",
            "não vou processar ninguém, só quero trocar",
            "vou denunciar vocês pro meu marido por excesso de bolo kkk",
        ],
    );
}

#[test]
fn ones_own_lawyer_set_to_work_is_a_threat() {
    all_fire(
        Trigger::Compliance,
        &[
            "I'm speaking to my lawyer about this bill",
            "getting my attorney involved now",
            "ya estoy hablando con mi abogada",
            "se van a ver con mi abogado",
            "vou acionar meu advogado",
            "vocês vão se entender com o meu advogado",
        ],
    );
}

#[test]
fn a_lawyer_who_reads_a_contract_or_comes_to_dinner_is_none() {
    none_fires(
        Trigger::Compliance,
        &[
            "I'm sending it to my lawyer to review first",
            "I'm taking my lawyer out to dinner, table for two",
            "I'm getting my lawyer a gift, what do you suggest?",
            "voy a hablarlo con mi abogado antes de firmar",
            "si puedo voy con un abogado amigo mío a cenar",
            "vou ver com minha advogada primeiro e te aviso",
            "vou chamar um advogado amigo meu pra almoçar, tem mesa?",
        ],
    );
}

#[test]
fn whoever_wants_the_own_data_gone_is_heard() {
    all_fire(
        Trigger::Compliance,
        &[
            "you have to delete my data",
            "could your team delete my details please",
            "what information do you have about me",
            "tienen que borrar mis datos de su sistema",
            "¿qué datos tienen de mí?",
            "vocês têm que apagar meus dados",
            "você precisa excluir meu cadastro",
            "quais dados vocês têm sobre mim?",
        ],
    );
}

#[test]
fn data_on_a_device_corrected_or_plainly_given_is_no_matter_of_privacy() {
    none_fires(
        Trigger::Compliance,
        &[
            "will the repair delete my data?",
            "do I need to delete my data before I bring the phone?",
            "delete my details and put in my husband's, he is the one coming",
            "what information do you have about the tours?",
            "¿al cambiar la pantalla se borran mis datos?",
            "borra mis datos de envío y pon los de mi hermana",
            "te paso la factura a nombre de otra persona, la de mi esposo",
            "precisa apagar meus dados antes de entregar o celular?",
            "apaga meu cadastro que vou fazer outro",
            "apaga meus dados de entrega e coloca esse endereço",
        ],
    );
}

#[test]
fn what_the_business_let_out_and_who_goes_by_its_name_is_heard() {
    all_fire(
        Trigger::Compliance,
        &[
            "somebody is pretending to be you and asking for deposits",
            "another number is asking me to pay for the order",
            "me mandaron la receta de otra paciente",
            "un número se está haciendo pasar por ustedes",
            "recebi o exame de outra pessoa",
            "tem alguém se passando por vocês",
        ],
    );
    none_fires(
        Trigger::Compliance,
        &[
            "I used your photos to choose the colour, the third one please",
            "I sent the photo to another friend and she loves it",
            "¿puedo mandar el pedido a la dirección de otra persona?",
            "estoy usando el logo de ustedes en el gafete, ¿está bien?",
            "posso mandar pro endereço de outra pessoa?",
            "tô usando a foto da loja no convite, tudo bem?",
        ],
    );
}

#[test]
fn plain_abuse_is_anger_in_whatever_message_it_stands() {
    all_fire(
        Trigger::Frustration,
        &[
            "fuck off",
            "three weeks of waiting. Go to hell",
            "you useless morons",
            "are you deaf? I said Tuesday",
            "dos semanas esperando. váyanse a la mierda",
            "malparidos",
            "ustedes son unos cabrones",
            "¿están sordos?",
            "vão se ferrar",
            "cansei. vai tomar no cu",
            "bando de babacas",
            "vocês são surdos?",
        ],
    );
}

#[test]
fn a_verdict_that_is_the_whole_message_is_anger() {
    all_fire(
        Trigger::Frustration,
        &[
            "This is completely ridiculous!",
            "three hours and nobody came. it's an absolute disgrace",
            "worst company ever",
            "son unos payasos",
            "esto es una burla",
            "la peor tienda de la ciudad",
            "que palhaçada",
            "isso é uma vergonha",
            "pior atendimento da minha vida",
        ],
    );
}

#[test]
fn the_words_of_abuse_beside_a_matter_are_none() {
    none_fires(
        Trigger::Frustration,
        &[
            "do you offer the go to hell workout week?",
            "how loud is this speaker, enough to piss off my neighbours?",
            "are you blind installers as well?",
            "are you deaf friendly?",
            "this is ridiculous value, two for one",
            "what is the worst service interval for this engine?",
            "el restaurante se llama vete al diablo, ¿queda cerca?",
            "¿son unos payasos o magos los de la fiesta?",
            "mis hijos son unos payasos",
            "me tienen hasta el viernes para entregar el local",
            "que palhaçada boa a do circo, ainda tem ingresso?",
            "o pior já passou, obrigada",
        ],
    );
}

#[test]
fn an_answer_beside_the_question_is_anger() {
    all_fire(
        Trigger::Frustration,
        &[
            "that's not what I asked",
            "can you read?",
            "do you even read what I write",
            "did you read what I wrote?",
            "no es lo que te pregunté",
            "lean bien lo que escribí",
            "não foi isso que eu perguntei",
            "lê direito o que eu mandei",
            "só mandam a mesma resposta",
            "thanks for nothing",
            "gracias por nada",
        ],
    );
}

#[test]
fn a_calm_word_about_reading_and_the_same_again_is_none() {
    none_fires(
        Trigger::Frustration,
        &[
            "did you read my message?",
            "can you read handwriting on the form?",
            "that is not what I asked for, can I exchange it?",
            "no es lo que pregunté pero gracias, me sirve",
            "lê o que eu escrevi por favor, o endereço está ali em cima",
            "só manda a mesma coisa que ontem, duas pizzas",
        ],
    );
}

#[test]
fn the_business_that_loses_a_customer_is_told_so() {
    all_fire(
        Trigger::Frustration,
        &[
            "well, you've just lost a loyal customer",
            "taking my business elsewhere",
            "I'd rather order from your competitors",
            "listo, perdieron un cliente",
            "perderam uma cliente",
        ],
    );
    none_fires(
        Trigger::Frustration,
        &[
            "I lost a customer because of the rain, can we move the shoot?",
            "we are losing a customer every week, do you do marketing?",
            "you lost a customer card at our place, shall I bring it?",
            "perdimos un cliente y queremos contratar publicidad",
            "perdi um cliente, vocês fazem anúncio?",
        ],
    );
}

#[test]
fn a_feast_for_hundreds_is_an_opportunity_without_a_verb() {
    all_fire(
        Trigger::HighValue,
        &[
            "catering for 300 people",
            "buffet 1,200 guests",
            "banquete para 180 personas",
            "paella 400 personas",
            "jantar para 250 convidados",
            "salgados pra 500 pessoas",
        ],
    );
    none_fires(
        Trigger::HighValue,
        &[
            "lunch for 12 people",
            "the dinner for 150 people last year was lovely, now a table for two",
            "paella de 250 gramos",
            "cena para 40 personas",
            "o almoço para 200 pessoas foi ótimo, agora só uma mesa para dois",
            "jantar para 2 pessoas",
        ],
    );
}
