//! Reads what a customer wrote and answers with signals and their evidence.
