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

#[cfg(test)]
mod tests {
    use super::{Interval, interval_of};

    fn mean(values: &[f64]) -> f64 {
        values.iter().sum::<f64>() / values.len() as f64
    }

    #[test]
    fn the_interval_lies_around_the_mean_and_narrows_with_more_items() {
        let items = |n: u32| -> Vec<f64> { (0..n).map(|at| f64::from(at % 2)).collect() };
        let Interval(low, high) = interval_of(&items(40), mean);
        assert!(low < 0.5 && 0.5 < high, "{low} {high}");
        // The mean of forty coins has a standard error of 0.079, and 95 % lie within twice that.
        assert!(
            (0.3..0.4).contains(&low) && (0.6..0.7).contains(&high),
            "{low} {high}"
        );
        let Interval(lower, higher) = interval_of(&items(400), mean);
        assert!(higher - lower < (high - low) / 2.0, "{lower} {higher}");
    }

    #[test]
    fn the_same_items_give_the_same_interval() {
        let items = [0.1, 0.9, 0.4, 0.7];
        assert_eq!(interval_of(&items, mean), interval_of(&items, mean));
    }

    #[test]
    fn what_never_varies_has_an_interval_of_one_point() {
        assert_eq!(interval_of(&[0.25; 8], mean), Interval(0.25, 0.25));
        assert_eq!(interval_of(&[], mean), Interval::default());
    }
}
