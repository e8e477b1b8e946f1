//! What Meta's answers and codes lead to, and how long is waited.

use super::*;

#[test]
fn the_code_decides_and_not_the_http_status() {
    let seconds = Duration::from_secs;
    assert_eq!(refused_by_meta(131_047), SendError::WindowClosed);
    assert_eq!(
        refused_by_meta(131_056),
        SendError::PairLimited { after: seconds(1) }
    );
    let throttled = SendError::Throttled {
        after: Duration::from_millis(500),
        code: 130_429,
    };
    assert_eq!(refused_by_meta(130_429), throttled);
    let again = SendError::Retry {
        after: seconds(60),
        code: Some(131_057),
    };
    assert_eq!(refused_by_meta(131_057), again);
    assert!(matches!(
        refused_by_meta(190),
        SendError::ChannelStopped {
            code: 190,
            why: Stop::Token,
            ..
        }
    ));
    assert!(matches!(
        refused_by_meta(131_050),
        SendError::Refused {
            code: Some(131_050),
            refusal: Refusal::OptedOut,
            ..
        }
    ));
}

#[test]
fn a_refused_permission_stops_the_channel_whichever_of_the_hundred_codes_it_has() {
    for code in [200, 230, 299] {
        let stopped = outcome(code, Attempt::default());
        assert!(matches!(
            stopped,
            SendError::ChannelStopped {
                why: Stop::Permission,
                ..
            }
        ));
    }
    assert_eq!(look_up(300), None);
}

#[test]
fn a_code_that_came_after_us_goes_by_the_http_status() {
    let with = |status| answered(status, r#"{"error":{"code":999999}}"#, ONCE);
    assert!(matches!(
        with(400),
        SendError::Refused {
            refusal: Refusal::Unknown,
            ..
        }
    ));
    assert!(matches!(with(401), SendError::ChannelStopped { .. }));
    assert!(matches!(with(500), SendError::Retry { .. }));
}

#[test]
fn a_lost_answer_to_a_send_is_unclear_and_to_anything_else_a_retry() {
    for (status, body) in [(502, "<html>"), (504, ""), (200, "<html>"), (500, "{}")] {
        assert!(
            matches!(answered(status, body, ONCE), SendError::Unclear(_)),
            "{status}"
        );
        assert!(
            matches!(answered(status, body, ANY_TIME), SendError::Retry { .. }),
            "{status}"
        );
    }
}

#[test]
fn who_lets_nothing_through_is_asked_again() {
    for status in [503, 429, 404] {
        assert!(
            matches!(answered(status, "", ONCE), SendError::Retry { .. }),
            "{status}"
        );
    }
}

#[test]
fn a_malformed_token_that_meta_repeats_is_not_passed_on() {
    let said = r#"{"error":{"code":190,"message":"Malformed access token t0ken"}}"#;
    let SendError::ChannelStopped { text, .. } = answered(401, said, ONCE) else {
        panic!("the channel should stop");
    };
    assert_eq!(text, "Malformed access token …");
}

#[test]
fn retries_come_to_an_end_at_a_person() {
    let at = |number| outcome(131_000, Attempt { number, random: 0 });
    assert!(matches!(at(1), SendError::Retry { .. }));
    assert!(matches!(
        at(2),
        SendError::Refused {
            refusal: Refusal::GaveUp,
            ..
        }
    ));
}

#[test]
fn the_pair_limit_waits_four_to_the_power_of_the_attempt() {
    let seconds = |number| backoff::pair(Attempt { number, random: 9 }).as_secs();
    assert_eq!([0, 1, 2, 3, 99].map(seconds), [1, 4, 16, 64, 4_096]);
}

#[test]
fn pauses_grow_up_to_a_bound_and_chance_moves_the_upper_half() {
    for (number, most) in [
        (0, 1_000),
        (3, 8_000),
        (8, 256_000),
        (9, 300_000),
        (4_000, 300_000),
    ] {
        let millis = |random| backoff::trouble(Attempt { number, random }).as_millis();
        let chances = [0, 1, 499, 500, 77_777_777, u64::MAX].map(millis);
        assert!(
            chances
                .iter()
                .all(|pause| (most / 2..=most).contains(pause)),
            "{chances:?}"
        );
        assert_ne!(millis(0), millis(499));
    }
    let hour = backoff::quota(Attempt {
        number: 50,
        random: u64::MAX,
    });
    assert!(hour <= Duration::from_secs(3_600));
}
