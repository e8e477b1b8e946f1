//! What is held back because nobody ever said it.

use super::Ground;

const PLAYBOOK: &str = "Limpieza $1,850, dura 45 minutos. Abrimos de 9:00 a 20:00. El Dr. Garza va los \
    martes. Facturas: pagos@lumbre.mx. Aceptamos tres pagos.";

fn lacks(answer: &str) -> Option<String> {
    Ground::of([PLAYBOOK, "soy Ana, para 2 personas?"]).lacks(answer)
}

#[test]
fn what_the_owner_wrote_may_be_said() {
    assert_eq!(lacks("La limpieza cuesta $1,850 y dura 45 minutos."), None);
}

#[test]
fn a_price_that_stands_nowhere_is_found() {
    assert_eq!(lacks("Cuesta $1,900.").as_deref(), Some("1,900"));
}

#[test]
fn the_same_number_may_be_written_another_way() {
    assert_eq!(
        lacks("Son 1850 pesos, abrimos a las 9 y cerramos a las 8 pm."),
        None
    );
    assert_eq!(lacks("Puedes pagar en 3 pagos."), None);
}

#[test]
fn a_number_in_words_is_a_number() {
    assert_eq!(lacks("Hay cinco sucursales.").as_deref(), Some("cinco"));
}

#[test]
fn a_link_that_nobody_gave_is_found() {
    assert_eq!(lacks("Escribe a pagos@lumbre.mx"), None);
    assert_eq!(
        lacks("Mira lumbre.com/citas").as_deref(),
        Some("lumbre.com/citas")
    );
}

#[test]
fn a_name_that_nobody_gave_is_found() {
    assert_eq!(lacks("Te atiende el Dr. Garza, Ana."), None);
    assert_eq!(
        lacks("Te atiende el Dr. Salinas.").as_deref(),
        Some("Salinas")
    );
}

#[test]
fn the_customers_own_numbers_may_be_repeated() {
    assert_eq!(lacks("Claro, para 2 personas."), None);
}
