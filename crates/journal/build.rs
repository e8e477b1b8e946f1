//! Tells Cargo that the migrations are part of this crate: `sqlx::migrate!` reads them at compile
//! time, but Cargo would not notice a new one. It does nothing else.

fn main() {
    println!("cargo:rerun-if-changed=migrations");
    println!("cargo:rerun-if-changed=.sqlx");
}
