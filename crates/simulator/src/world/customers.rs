//! The eight customers of the demo. What they write is in `scripts/demo.json`.

use crate::customer::Customer;

/// Id, name, phone, business-scoped user id, and a username for those who hide their number.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
);

const ROWS: &[Row] = &[
    (
        "mariela",
        "Mariela Cantú",
        "+528155500201",
        "MX.8120450011736201",
        None,
    ),
    (
        "jorge",
        "Jorge Villarreal",
        "+528155500202",
        "MX.8120450011736202",
        None,
    ),
    (
        "beto",
        "Beto Garza",
        "+528155500203",
        "MX.8120450011736203",
        None,
    ),
    (
        "carmen",
        "Carmen Leal",
        "+528155500204",
        "MX.8120450011736204",
        None,
    ),
    (
        "sofia",
        "Sofía Treviño",
        "+528155500205",
        "MX.8120450011736205",
        Some("sofi.tr"),
    ),
    (
        "hannah",
        "Hannah Price",
        "+447700900301",
        "GB.8120450011736301",
        None,
    ),
    (
        "marcus",
        "Marcus Bell",
        "+447700900302",
        "GB.8120450011736302",
        None,
    ),
    (
        "priya",
        "Priya Nair",
        "+447700900303",
        "GB.8120450011736303",
        None,
    ),
];

/// The customers that write by themselves in the demo.
#[must_use]
pub fn customers() -> Vec<Customer> {
    let customer = |&(id, name, phone, bsuid, username): &Row| Customer {
        username: username.map(str::to_owned),
        ..Customer::new(id, name, phone, bsuid)
    };
    ROWS.iter().map(customer).collect()
}
