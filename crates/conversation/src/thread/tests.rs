//! What a thread looks like: what events put into it, and how a page of it is drawn.

mod drawing;
mod projecting;
mod text;
