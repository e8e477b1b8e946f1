//! The TypeScript form of the list: one file with every type and an `Api` interface.

use super::types::{ApiError, Changed};
use std::collections::BTreeMap;
use std::fmt::Write as _;
use ts_rs::{Config, TS, TypeVisitor};

/// One request of the list.
pub(super) struct Request {
    name: &'static str,
    doc: &'static str,
    input: String,
    output: String,
    types: BTreeMap<String, String>,
}

impl Request {
    pub(super) fn of<I: TS + 'static, O: TS + 'static>(
        name: &'static str,
        doc: &'static str,
    ) -> Self {
        let mut found = Found::default();
        found.visit::<I>();
        found.visit::<O>();
        Self {
            name,
            doc,
            input: I::name(&config()),
            output: O::name(&config()),
            types: found.types,
        }
    }
}

/// JavaScript's numbers hold every time and size we have exactly.
fn config() -> Config {
    Config::new().with_large_int("number")
}

/// Declarations by name, collected along the types' own dependencies.
#[derive(Default)]
struct Found {
    types: BTreeMap<String, String>,
}

impl TypeVisitor for Found {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Only derived types have a file of their own; primitives and containers are written inline.
        if T::output_path().is_some() {
            let ident = T::ident(&config());
            if self.types.contains_key(&ident) {
                return;
            }
            let docs = T::docs().unwrap_or_default();
            self.types
                .insert(ident, format!("{docs}export {}", T::decl(&config())));
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

/// The whole file.
pub fn bindings() -> String {
    let requests = super::list::requests();
    // What is pushed, and what comes instead of an answer, stands in no request.
    let mut changed = Found::default();
    changed.visit::<Changed>();
    changed.visit::<ApiError>();
    let mut types = changed.types;
    types.extend(requests.iter().flat_map(|request| request.types.clone()));
    let mut file = String::from(
        "// Generated from crates/engine/src/api by `cargo test -p engine`. Do not edit.\n\n",
    );
    for declaration in types.values() {
        let _ = writeln!(file, "{declaration}\n");
    }
    let _ = write!(file, "{}{}", interface(&requests), names(&requests));
    file
}

fn interface(requests: &[Request]) -> String {
    let mut text = String::from("/** Everything a screen can ask. */\nexport interface Api {\n");
    for request in requests {
        let argument = if request.input == "Nothing" {
            String::new()
        } else {
            format!("input: {}", request.input)
        };
        let name = camel(request.name);
        let _ = writeln!(text, "\t/** {} */", request.doc.trim());
        let _ = writeln!(text, "\t{name}({argument}): Promise<{}>;", request.output);
    }
    text + "}\n\n"
}

fn names(requests: &[Request]) -> String {
    let mut text = String::from(
        "/** The name each request has on the bridge. */\nexport const requests = {\n",
    );
    for request in requests {
        let _ = writeln!(text, "\t{}: '{}',", camel(request.name), request.name);
    }
    text + "} as const satisfies Record<keyof Api, string>;\n"
}

fn camel(snake: &str) -> String {
    let mut words = snake.split('_');
    let mut name = words.next().unwrap_or_default().to_owned();
    for word in words {
        let mut letters = word.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.extend(letters);
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    /// Set to write the file instead of comparing it.
    const WRITE: &str = "RELEVO_WRITE_BINDINGS";

    #[test]
    fn the_typescript_of_the_api_is_up_to_date() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../ui/src/api/bindings.gen.ts");
        let fresh = bindings();
        if std::env::var_os(WRITE).is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &fresh).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            kept == fresh,
            "ui/src/api/bindings.gen.ts is stale: run {WRITE}=1 cargo test -p engine typescript"
        );
    }
}
