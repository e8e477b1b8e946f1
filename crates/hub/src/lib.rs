//! The headless host of Relevo: the command line, and the browser form of the inbox.
//!
//! It gives the engine its ports and bridges the API list over HTTP. It holds no rule about
//! conversations and knows nothing of the desktop shell. [`command`] is the way in.

mod alerts;
pub mod command;
pub mod eval;
pub mod http;
mod secrets;
pub mod tell;
