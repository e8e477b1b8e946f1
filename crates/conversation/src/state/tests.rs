//! What a state says after a story of events.
