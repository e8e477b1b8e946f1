//! What a page of entries looks like when it is drawn.
