//! What crosses to a screen. Only these types, and the types of `conversation` they name, are
//! turned into TypeScript; nothing else leaves the engine.

/// Derives what every type that crosses needs.
macro_rules! crossing {
    ($($item:item)*) => {
        $(
            #[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize, ts_rs::TS)]
            $item
        )*
    };
}

mod commands;
mod error;
mod inbox;
mod insights;
mod numbers;
mod playbooks;
mod seat;
mod settings;
mod shifts;
mod thread;

pub use commands::*;
pub use error::*;
pub use inbox::*;
pub use insights::*;
pub use numbers::*;
pub use playbooks::*;
pub use seat::*;
pub use settings::*;
pub use shifts::*;
pub use thread::*;
