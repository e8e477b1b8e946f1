//! What operators' marks moved, and what the owner does about it.

use conversation::ids::PlaybookId;
use conversation::signal::Trigger;
use conversation::time::Timestamp;

crossing! {
    /// By how much operators' marks move the strength from which a trigger hands over.
    pub struct ThresholdShift {
        /// Which.
        pub trigger: Trigger,
        /// In thousandths of strength; above zero it hands over less easily.
        pub shift: i16,
        /// Whether the owner holds it there, so that marks move it no more.
        pub pinned: bool,
        /// The most that marks move it, either way.
        pub most: i16,
        /// Marks count from here.
        pub since: Timestamp,
        /// Escalations marked as right since then.
        pub right: u32,
        /// Marked as needless.
        pub needless: u32,
        /// Hand-overs because of it that were missing.
        pub missed: u32,
    }

    /// Change what marks moved.
    pub struct SetShift {
        /// In which playbook.
        pub playbook: PlaybookId,
        /// Of which trigger.
        pub trigger: Trigger,
        /// How.
        pub change: ShiftChange,
    }

    /// What the owner does about what marks moved.
    #[derive(Copy, Eq)]
    #[serde(tag = "change", rename_all = "snake_case")]
    pub enum ShiftChange {
        /// Forgets the marks so far: it begins at zero again, and later marks count.
        Forget,
        /// Holds it at this shift.
        Pin {
            /// In thousandths of strength.
            shift: i16,
        },
        /// Lets marks move it again.
        Free,
    }
}
