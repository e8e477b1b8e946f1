//! What the door promises Meta and the owner.
