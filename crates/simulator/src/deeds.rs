//! What can be done in a chat, by the customer and by the business.
//!
//! Each deed changes the state and puts down what it causes. It never refuses for Meta's reasons;
//! that is the Graph side's part, see [`crate::graph`].

mod business;
mod customer;

pub(crate) use business::Accepted;
