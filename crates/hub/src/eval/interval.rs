//! 95 % intervals by the bootstrap: the measure is taken again on a thousand samples drawn with
//! replacement from the same items. The draw is seeded, so the same file gives the same interval.

use serde::Serialize;

/// How often the measure is taken again.
const SAMPLES: usize = 1000;

/// Low and high end.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Interval(pub f64, pub f64);

/// The interval of `measure` over `items`.
pub fn interval_of<T: Clone>(items: &[T], measure: impl Fn(&[T]) -> f64) -> Interval {
    if items.is_empty() {
        return Interval::default();
    }
    let mut dice = 0x5eed_u64;
    let mut values: Vec<f64> = (0..SAMPLES)
        .map(|_| {
            let sample: Vec<T> = (0..items.len())
                .filter_map(|_| items.get(throw(&mut dice) % items.len()).cloned())
                .collect();
            measure(&sample)
        })
        .collect();
    Interval(
        super::percentile(&mut values, 0.025),
        super::percentile(&mut values, 0.975),
    )
}

fn throw(dice: &mut u64) -> usize {
    *dice = dice
        .wrapping_mul(6_364_136_223_846_793_005)
        .wrapping_add(1_442_695_040_888_963_407);
    // The upper half is the random one; the cast keeps 31 bits of it.
    (*dice >> 33) as usize
}

impl std::fmt::Display for Interval {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:.2}–{:.2}", self.0, self.1)
    }
}
