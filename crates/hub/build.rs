//! Has the hub compiled again when the inbox was built anew: it is embedded in the binary. Nothing is
//! built or fetched here.

fn main() {
    println!("cargo:rerun-if-changed=../../ui/dist/index.html");
}
