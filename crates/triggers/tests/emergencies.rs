//! Life and limb come first: an emergency is told to a person though the message also says no to something, and
//! by a rule alone. What is only called so, the shop's own trade, a joke, happier days, is none.

mod said;

use conversation::signal::Trigger;
use said::{read, unlike};
use triggers::{Guide, GuideSource};

#[track_caller]
fn all_alarm(texts: &[&str]) {
    let deaf = unlike(texts, Trigger::Compliance, true);
    assert!(deaf.is_empty(), "not heard: {deaf:?}");
}

#[track_caller]
fn none_alarms(texts: &[&str]) {
    let alarms = unlike(texts, Trigger::Compliance, false);
    assert!(alarms.is_empty(), "heard an emergency in: {alarms:?}");
}

#[test]
fn an_emergency_is_heard_beside_a_no() {
    let guide = Guide::new(&GuideSource::of_prompt("We open at 9. Cleaning costs 20."));
    for text in [
        "he is not waking up need an ambulance",
        "no one answers send an ambulance",
        "mi papá no reacciona manden una ambulancia",
        "minha mãe não respira chama o samu",
    ] {
        let reading = read(text, &guide);
        let first = reading.deciding().map(|signal| signal.trigger);
        assert_eq!(first, Some(Trigger::Compliance), "{text}");
    }
}

#[test]
fn gas_in_the_air_is_an_emergency() {
    all_alarm(&[
        "I can smell gas in the kitchen since your fitter left",
        "we have a gas leak at the flat, can you fix it",
        "the hob is hissing and there's a strong smell of gas",
        "huele mucho a gas en el pasillo",
        "hay una fuga de gas en mi casa",
        "el boiler está tirando gas",
        "tá cheirando a gás aqui na cozinha",
        "tem um vazamento de gás no prédio",
    ]);
}

#[test]
fn gas_in_a_trade_and_in_a_machine_is_none() {
    none_alarms(&[
        "do you fix a gas leak or is that the gas company's job?",
        "how much is a gas leak repair on average",
        "my fridge has a gas leak, how much to recharge it",
        "do you sell a gas leak detector",
        "ha, it smells like gas station coffee in here",
        "there is no smell of gas, I checked",
        "¿ustedes reparan fugas o escape de gas? ¿cuánto cobran la visita?",
        "mi minisplit tiene una fuga de gas, ¿hacen recarga?",
        "fuga de gas refrigerante del congelador, ¿la revisan?",
        "no huele a gas, solo quiero el mantenimiento",
        "vocês consertam vazamento de gás? qual o valor da visita",
        "meu ar do carro está com vazamento de gás, fazem recarga?",
        "vazamento de gás na geladeira, quanto fica a recarga?",
    ]);
}

#[test]
fn who_is_out_of_breath_is_heard_wherever_that_is() {
    all_alarm(&[
        "my father can't breathe",
        "me falta el aire desde anoche",
        "a mi abuela le falta el aire",
        "minha mãe tá sem ar em casa",
        "tô sem ar e com dor no peito",
    ]);
}

#[test]
fn air_of_tyres_rooms_cloth_and_delight_is_none() {
    none_alarms(&[
        "the jacket does not breathe, is there a cotton one?",
        "my skin can't breathe in polyester",
        "a la bici le falta aire en la rueda de atrás",
        "me falta el aire acondicionado en el presupuesto",
        "esa tela no respira nada",
        "estou sem ar no carro, vocês fazem a recarga?",
        "o quarto é sem ar condicionado?",
        "o pneu está sem ar",
        "fiquei sem ar com a beleza do vestido",
    ]);
}

#[test]
fn a_child_struck_or_touched_by_who_looks_after_it_is_heard() {
    all_alarm(&[
        "your teacher slapped my daughter",
        "the coach grabbed our son and shouted at him",
        "my son was pushed by the driver",
        "la maestra le pegó a mi hijo",
        "el chofer tocó a mi niña",
        "la maestra le pegó a mi hija una cachetada",
        "a professora bateu no meu filho",
        "o monitor está mexendo com minha filha",
    ]);
}

#[test]
fn care_and_play_with_a_child_are_no_harm() {
    none_alarms(&[
        "the teacher beat my son at chess and he loved it",
        "the coach pushed my daughter to try the advanced class, thank you!",
        "the instructor grabbed my kid a helmet, well done",
        "the nurse kissed our baby goodbye, so sweet",
        "do your staff hurt the kids when they cut their nails?",
        "la maestra le pegó a mi hija una estrellita en la frente",
        "¿qué maestra le tocó a mi hija este año?",
        "la instructora empujó a mi hijo en el columpio, se rieron mucho",
        "a professora empurrou meu filho no balanço e ele amou",
        "la profe besó a mi niña al despedirse, es un amor",
        "o dentista mexeu no dente do meu filho e não doeu nada",
        "a professora beijou minha filha na saída, que carinho",
    ]);
}

#[test]
fn whom_the_food_made_ill_is_heard() {
    all_alarm(&[
        "your chicken made my kids sick",
        "we have all been throwing up since your buffet",
        "I got food poisoning from your place",
        "me enfermé con su comida",
        "nos pusimos muy mal anoche después de comer el pastel",
        "me intoxiqué con los camarones",
        "passei mal depois de comer o bolo de vocês",
        "todo mundo ficou mal com a maionese",
    ]);
}

#[test]
fn who_is_ill_and_therefore_did_not_come_for_the_food_is_none_of_them() {
    none_alarms(&[
        "I was ill and couldn't collect my order from your catering",
        "the cake made us ill with envy, gorgeous",
        "me enfermé y no pude ir por el pastel",
        "me puse mal por no haber ido a la cena",
        "se puso mala la señora y ya no recogió el pedido",
        "passei mal ontem e não busquei o bolo",
        "fiquei mal e vou desmarcar o jantar",
        "a carne veio mal passada no prato?",
    ]);
}

#[test]
fn what_the_business_fitted_and_may_hurt_is_heard() {
    all_alarm(&[
        "the heater you installed caught fire",
        "the wheel you changed came off on the motorway",
        "la lámpara que instalaron echa chispas",
        "el estante que montaron se vino abajo",
        "o ventilador que vocês instalaram pegou fogo",
        "o freio que vocês trocaram não segura",
    ]);
}

#[test]
fn what_only_smokes_by_name_had_failed_before_or_adorns_is_none() {
    none_alarms(&[
        "you installed a smoke detector for us, do you test them too?",
        "you fixed the shelf that fell off, looks great",
        "the nails you put on came off after a week",
        "la uña que me pusieron se cayó a los dos días",
        "vi que pusieron promoción y se cayó la página",
        "o botão que vocês colocaram soltou",
    ]);
}

#[test]
fn an_animal_in_danger_is_heard() {
    all_alarm(&[
        "my puppy ate rat poison",
        "our cat hasn't eaten since sunday",
        "mi perra vomita sangre",
        "mi gato no come desde ayer",
        "minha cachorra comeu chocolate, é grave?",
        "meu gato não faz xixi faz dois dias",
    ]);
}

#[test]
fn what_a_pet_likes_and_what_only_bears_its_name_is_none() {
    none_alarms(&[
        "the hot dog we ate had onions, can I get one without?",
        "my dog hasn't eaten any chicken flavour since you changed it",
        "my cat hasn't eaten your kibble for two weeks because it's out of stock",
        "mi perro no come nada con pollo, ¿qué croquetas tienen?",
        "el perrito caliente que comió mi hijo era con cebolla",
        "meu gato não come ração seca tem sachê?",
        "o cachorro quente que ele comeu era com cebola",
    ]);
}

#[test]
fn weariness_of_life_is_heard_and_a_joke_about_it_is_not() {
    all_alarm(&[
        "I wish I was dead",
        "i keep hurting myself",
        "no quiero seguir viviendo",
        "hoy me mato",
        "não aguento mais viver",
        "ando querendo me cortar",
    ]);
    none_alarms(&[
        "i want to die lol i sent it to my boss",
        "hahaha wanna die, that was my ex",
        "me quiero morir jajajaja se me olvidó la cita",
        "me quiero morir de la pena con ustedes jaja",
        "quero morrer kkkkk mandei no grupo errado",
        "vou me matar rsrs comprei o tamanho errado de novo",
        "no puedo respirar jajaja qué buen meme",
        "I don't want to hurt myself on that bench, is it sturdy?",
        "quero me cortar o cabelo bem curtinho",
    ]);
}
