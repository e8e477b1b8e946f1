//! The two limits, at their edges.
