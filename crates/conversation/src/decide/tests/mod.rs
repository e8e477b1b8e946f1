//! The rules as stories, by theme.

mod always;
mod answering;
mod baton;
mod burst;
mod calling;
mod closing;
mod edits;
mod guard;
mod handover;
mod late;
mod meanwhile;
mod sending;
mod turn;
