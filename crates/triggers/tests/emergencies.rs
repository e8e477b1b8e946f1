//! Life and limb come first: an emergency is told to a person though the message also says no to something.

mod said;

use conversation::signal::Trigger;
use said::read;
use triggers::{Guide, GuideSource};

#[test]
fn an_emergency_is_heard_beside_a_no() {
    let guide = Guide::new(&GuideSource::of_prompt("We open at 9. Cleaning costs 20."));
    for text in [
        "he is not waking up need an ambulance",
        "no one answers send an ambulance",
        "mi papá no reacciona manden una ambulancia",
        "minha mãe não respira chama o samu",
    ] {
        let reading = read(text, &guide);
        let first = reading.deciding().map(|signal| signal.trigger);
        assert_eq!(first, Some(Trigger::Compliance), "{text}");
    }
}
