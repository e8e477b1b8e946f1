//! Where a prompt is cut, and what each piece stands under.

use super::cut;

fn texts(prompt: &str) -> Vec<&str> {
    cut(prompt)
        .into_iter()
        .map(|piece| &prompt[piece.span])
        .collect()
}

#[test]
fn sentences_and_list_items_are_pieces() {
    let prompt =
        "Abrimos a las 9:00. El Dr. Garza va los martes.\n- Limpieza: $850\n- Resina: $1,100";
    assert_eq!(
        texts(prompt),
        [
            "Abrimos a las 9:00.",
            "El Dr. Garza va los martes.",
            "Limpieza: $850",
            "Resina: $1,100"
        ]
    );
}

#[test]
fn a_piece_knows_its_heading_and_its_question() {
    let pieces = cut("# Clases\n¿Qué días? Lunes y jueves. Cupo 18.\n¿Wifi?\nSí, gratis.");
    assert_eq!(pieces[0].context, ["Clases", "¿Qué días?"]);
    assert_eq!(pieces[1].context, ["Clases", "¿Qué días?"]);
    assert_eq!(pieces[2].context, ["Clases", "¿Wifi?"]);
}

#[test]
fn a_line_wrapped_by_hand_is_one_sentence() {
    let prompt = "We are a small guesthouse above the sea, and children under six stay free in\n\
        their parents' room, but we only have two baby cots.\n- Wi-Fi is free";
    assert_eq!(texts(prompt).len(), 2);
}

#[test]
fn a_long_enumeration_is_cut_at_its_semicolons() {
    let prompt = "La cama en habitación compartida de seis vale $58.000 por noche y trae desayuno; la \
        habitación doble con baño privado vale $185.000; la triple con vista al lago vale $240.000";
    assert_eq!(texts(prompt).len(), 3);
}

#[test]
fn the_title_of_a_list_ends_with_the_list() {
    let pieces =
        cut("Precios, con IVA:\n- Resina $1,100\n- Corona $7,800\n\nNo se juntan las promos.");
    assert_eq!(pieces[1].context, ["Precios, con IVA"]);
    assert!(pieces[2].context.is_empty());
}

#[test]
fn a_row_of_a_table_is_one_piece_under_the_names_of_its_columns() {
    let prompt =
        "# Bikes\n| Model | Price |\n|---|---|\n| City step-through | $2,190 |\n\nAll have lights.";
    let pieces = cut(prompt);
    assert_eq!(
        texts(prompt),
        ["City step-through | $2,190", "All have lights."]
    );
    assert_eq!(
        pieces[0].context,
        ["Model | Price", "Bikes"].map(plain_bars)
    );
}

fn plain_bars(text: &str) -> String {
    text.replace('|', " ")
}

#[test]
fn prose_goes_on_where_one_line_is_longer_than_the_others() {
    let line = "We are a small shop by the harbour and people come back for the lenses and the";
    let prompt = format!("{line} nice sea view\n{line}\nvarifocals in 8 to 10 days.\n");
    let pieces = texts(&prompt);
    assert!(
        pieces
            .iter()
            .any(|piece| piece.ends_with("and the\nvarifocals in 8 to 10 days.")),
        "{pieces:?}"
    );
}
