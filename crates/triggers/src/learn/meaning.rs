//! How the meanings come about: a large model of another maker says where texts lie, and the small
//! layers learn to put them there too. By a fixed number of passes in a fixed order, so that the same
//! lesson gives the same bytes. It knows nothing of triggers. Next: `meaning`.

use super::Dice;
use crate::meaning::{
    DIM, Forward, INPUTS, Layers, PATTERNS, Point, Prints, SIZE, SPECIAL, Word, near, neighbour,
    print_of, rows_of, to_bytes, unit,
};
use crate::text::Text;
use std::collections::BTreeMap;

/// What is learnt from.
#[derive(Clone, Debug, Default)]
pub struct Lesson {
    /// Folded words, how common each is, and where it stands at first.
    pub words: Vec<(String, f32, Vec<f32>)>,
    /// Texts, and where the large model puts them.
    pub texts: Vec<(String, Vec<f32>)>,
}

/// A lesson whose numbers don't fit the layers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the lesson wants words of {DIM} numbers and texts of {SIZE}")]
pub struct LessonFault;

const PASSES: usize = 8;
const BATCH: usize = 256;
/// Parts of a batch that are worked on side by side; their sums are added in order.
const PARTS: usize = 2;
/// The first step, which shrinks to nothing along half a cosine.
const RATE: f32 = 2e-3;
/// One word in so many is left out at random.
const LEFT_OUT: u64 = 16;

/// A text ready to be learnt: rows of the table, and where it should lie.
struct Task {
    rows: Vec<usize>,
    goal: Point,
}

/// The bytes of `weights/meaning.bin`, and how near the points came to their goals in the last pass.
pub fn teach(lesson: &Lesson) -> Result<(Vec<u8>, f32), LessonFault> {
    let (prints, mut words) = table(lesson)?;
    let tasks = tasks(lesson, Prints(&prints))?;
    let mut dice = Dice(0x3ea1_0001);
    let mut layers = started(&mut dice);
    let mut moments = Moments::new(words.len());
    let mut order: Vec<usize> = (0..tasks.len()).collect();
    let steps = (PASSES * tasks.len().div_ceil(BATCH)).max(1);
    let mut nearness = 0.0;
    for _ in 0..PASSES {
        dice.shuffle(&mut order);
        nearness = 0.0;
        for batch in order.chunks(BATCH) {
            let thinned: Vec<(Vec<usize>, &Point)> = batch
                .iter()
                .filter_map(|at| tasks.get(*at))
                .map(|task| (thinned(&task.rows, &mut dice), &task.goal))
                .collect();
            let slopes = slopes(&thinned, &words, &layers);
            nearness += slopes.nearness;
            let done = moments.steps as f32 / steps as f32;
            let rate = RATE * 0.5 * (1.0 + (std::f32::consts::PI * done).cos());
            moments.step(&mut words, &mut layers, &slopes, rate, batch.len() as f32);
        }
    }
    let bytes = to_bytes(&prints, &words, &layers);
    Ok((bytes, nearness / tasks.len().max(1) as f32))
}

/// Fingerprints in order with their words' numbers, the special rows last. Of two words with one
/// fingerprint the more common one stays.
fn table(lesson: &Lesson) -> Result<(Vec<u8>, Vec<Word>), LessonFault> {
    let mut rows: BTreeMap<u32, (f32, Word)> = BTreeMap::new();
    for (word, common, start) in &lesson.words {
        let start = Word::try_from(start.as_slice()).map_err(|_| LessonFault)?;
        let row = rows.entry(print_of(word)).or_insert((f32::MIN, start));
        if *common > row.0 {
            *row = (*common, start);
        }
    }
    let prints = rows.keys().flat_map(|print| print.to_le_bytes()).collect();
    let words = rows.into_values().map(|(_, word)| word);
    Ok((prints, words.chain([[0.0; DIM]; SPECIAL]).collect()))
}

fn tasks(lesson: &Lesson, prints: Prints<'_>) -> Result<Vec<Task>, LessonFault> {
    let task = |(text, goal): &(String, Vec<f32>)| {
        let goal = Point::try_from(goal.as_slice()).map_err(|_| LessonFault)?;
        let rows = rows_of(&Text::new(text), prints);
        Ok(Task {
            rows,
            goal: unit(goal),
        })
    };
    lesson.texts.iter().map(task).collect()
}

/// Layers as they stand before the first step.
fn started(dice: &mut Dice) -> Layers {
    let mut layers = Layers::zero();
    for row in layers.around.iter_mut().flatten() {
        row.iter_mut()
            .for_each(|value| *value = chance(dice, 3 * DIM));
    }
    for row in &mut layers.out {
        row.iter_mut()
            .for_each(|value| *value = chance(dice, INPUTS));
    }
    layers
}

/// A number by chance, evenly spread with a variance of one part in `inputs`.
fn chance(dice: &mut Dice, inputs: usize) -> f32 {
    let share = (dice.throw() >> 40) as f32 / (1_u32 << 24) as f32;
    (2.0 * share - 1.0) * (3.0 / inputs as f32).sqrt()
}

fn thinned(rows: &[usize], dice: &mut Dice) -> Vec<usize> {
    let kept = rows
        .iter()
        .filter(|_| !dice.throw().is_multiple_of(LEFT_OUT));
    kept.copied().collect()
}

/// Slopes of a batch.
struct Slopes {
    layers: Layers,
    words: BTreeMap<usize, Word>,
    nearness: f32,
}

impl Slopes {
    fn none() -> Self {
        Self {
            layers: Layers::zero(),
            words: BTreeMap::new(),
            nearness: 0.0,
        }
    }

    fn add(&mut self, other: &Self) {
        let weights = numbers(&mut self.layers);
        for (sum, value) in weights.zip(values(&other.layers)) {
            *sum += value;
        }
        for (row, slope) in &other.words {
            let sums = self.words.entry(*row).or_insert([0.0; DIM]);
            for (sum, value) in sums.iter_mut().zip(slope) {
                *sum += value;
            }
        }
        self.nearness += other.nearness;
    }
}

/// All numbers of the layers, in one order.
fn numbers(layers: &mut Layers) -> impl Iterator<Item = &mut f32> {
    let around = layers.around.iter_mut().flatten().flatten();
    around
        .chain(&mut layers.bias)
        .chain(layers.out.iter_mut().flatten())
}

fn values(layers: &Layers) -> impl Iterator<Item = &f32> {
    let around = layers.around.iter().flatten().flatten();
    around
        .chain(&layers.bias)
        .chain(layers.out.iter().flatten())
}

fn slopes(batch: &[(Vec<usize>, &Point)], words: &[Word], layers: &Layers) -> Slopes {
    let parts: Vec<Slopes> = std::thread::scope(|scope| {
        let handles: Vec<_> = batch
            .chunks(batch.len().div_ceil(PARTS).max(1))
            .map(|part| {
                scope.spawn(move || {
                    let mut slopes = Slopes::none();
                    for (rows, goal) in part {
                        slopes.learn(rows, goal, words, layers);
                    }
                    slopes
                })
            })
            .collect();
        let joined = handles.into_iter().filter_map(|handle| handle.join().ok());
        joined.collect()
    });
    let mut all = Slopes::none();
    parts.iter().for_each(|part| all.add(part));
    all
}

impl Slopes {
    /// Adds what one text teaches.
    fn learn(&mut self, rows: &[usize], goal: &Point, all: &[Word], layers: &Layers) {
        let words: Vec<Word> = rows
            .iter()
            .filter_map(|row| all.get(*row).copied())
            .collect();
        let forward = layers.forward(&words);
        let length = near(&forward.raw, &forward.raw).sqrt();
        if length < 1e-6 {
            return;
        }
        let point = unit(forward.raw);
        let nearness = near(&point, goal);
        self.nearness += nearness;
        let mut of_raw = [0.0; SIZE];
        for ((slope, point), goal) in of_raw.iter_mut().zip(point).zip(goal) {
            *slope = (nearness * point - goal) / length;
        }
        let mut of_inputs = [0.0; INPUTS];
        let inputs = of_inputs.iter_mut().zip(forward.inputs);
        let weights = layers.out.iter().zip(&mut self.layers.out);
        for ((slope, input), (row, sums)) in inputs.zip(weights) {
            *slope = near(row, &of_raw);
            for (sum, value) in sums.iter_mut().zip(of_raw) {
                *sum += input * value;
            }
        }
        let mut of_words = self.through_patterns(&words, &forward, &of_inputs, layers);
        let share = 1.0 / (words.len() as f32).sqrt();
        let of_sum = of_inputs.get(2 * PATTERNS..).unwrap_or_default();
        for (row, slope) in rows.iter().zip(&mut of_words) {
            let sums = self.words.entry(*row).or_insert([0.0; DIM]);
            for ((sum, value), direct) in sums.iter_mut().zip(slope).zip(of_sum) {
                *sum += *value + direct * share;
            }
        }
    }

    /// What the patterns pass on to their weights and to the words.
    fn through_patterns(
        &mut self,
        words: &[Word],
        forward: &Forward,
        of_inputs: &[f32; INPUTS],
        layers: &Layers,
    ) -> Vec<Word> {
        let mut of_words = vec![[0.0; DIM]; words.len()];
        let count = words.len() as f32;
        for (at, seen) in forward.seen.iter().enumerate() {
            let mut of_seen = [0.0; PATTERNS];
            for (pattern, (slope, value)) in of_seen.iter_mut().zip(seen).enumerate() {
                if *value <= 0.0 {
                    continue;
                }
                let is_most = forward.inputs.get(PATTERNS + pattern) == Some(value);
                let of_most = if is_most {
                    of_inputs[PATTERNS + pattern]
                } else {
                    0.0
                };
                *slope = of_inputs[pattern] / count + of_most;
            }
            for (sum, slope) in self.layers.bias.iter_mut().zip(of_seen) {
                *sum += slope;
            }
            let around = layers.around.iter().zip(&mut self.layers.around);
            for (place, (weights, sums)) in around.enumerate() {
                let Some(other) = neighbour(at, place) else {
                    continue;
                };
                let (Some(word), Some(of_word)) = (words.get(other), of_words.get_mut(other))
                else {
                    continue;
                };
                let numbers = word.iter().zip(of_word).zip(weights.iter().zip(sums));
                for ((value, of_value), (row, sums)) in numbers {
                    for ((sum, slope), weight) in sums.iter_mut().zip(of_seen).zip(row) {
                        *sum += value * slope;
                        *of_value += weight * slope;
                    }
                }
            }
        }
        of_words
    }
}

/// Running means of slopes and of their squares, by which each number gets its own step (Adam).
struct Moments {
    layers: [Layers; 2],
    words: Vec<[Word; 2]>,
    steps: i32,
}

const KEEPS: [f32; 2] = [0.9, 0.999];

impl Moments {
    fn new(n_words: usize) -> Self {
        Self {
            layers: [Layers::zero(), Layers::zero()],
            words: vec![[[0.0; DIM]; 2]; n_words],
            steps: 0,
        }
    }

    fn step(
        &mut self,
        words: &mut [Word],
        layers: &mut Layers,
        slopes: &Slopes,
        rate: f32,
        count: f32,
    ) {
        self.steps += 1;
        let [first, second] = KEEPS.map(|keep| 1.0 - keep.powi(self.steps));
        let rate = rate * second.sqrt() / first;
        let [means, squares] = &mut self.layers;
        let moments = numbers(means).zip(numbers(squares));
        for ((weight, slope), (mean, square)) in
            numbers(layers).zip(values(&slopes.layers)).zip(moments)
        {
            *weight -= rate * moved(mean, square, slope / count);
        }
        // Words that don't stand in the batch stay where they are.
        for (row, slope) in &slopes.words {
            let (Some(word), Some([means, squares])) =
                (words.get_mut(*row), self.words.get_mut(*row))
            else {
                continue;
            };
            let moments = means.iter_mut().zip(squares);
            for ((value, slope), (mean, square)) in word.iter_mut().zip(slope).zip(moments) {
                *value -= rate * moved(mean, square, slope / count);
            }
        }
    }
}

/// Takes a slope into its moments and says which way to go.
fn moved(mean: &mut f32, square: &mut f32, slope: f32) -> f32 {
    *mean += (1.0 - KEEPS[0]) * (slope - *mean);
    *square += (1.0 - KEEPS[1]) * (slope * slope - *square);
    *mean / (square.sqrt() + 1e-8)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lesson() -> Lesson {
        let start = |at: usize| {
            let mut start = vec![0.0; DIM];
            start[at] = 0.5;
            start
        };
        let goal = |at: usize| {
            let mut goal = vec![0.0; SIZE];
            goal[at] = 1.0;
            goal
        };
        let words = ["human", "person", "bike"].iter().enumerate();
        let texts = [("human", 0), ("a person", 0), ("the bike", 1)]
            .iter()
            .cycle()
            .take(600);
        Lesson {
            words: words
                .map(|(at, word)| ((*word).to_owned(), 1.0, start(at)))
                .collect(),
            texts: texts
                .map(|(text, at)| ((*text).to_owned(), goal(*at)))
                .collect(),
        }
    }

    #[test]
    fn points_come_near_their_goals_and_the_same_way_every_time() {
        let (bytes, nearness) = teach(&lesson()).expect("it fits");
        assert!(nearness > 0.5, "{nearness}");
        assert_eq!(teach(&lesson()).expect("it fits").0, bytes);
    }

    #[test]
    fn a_lesson_of_another_size_is_refused() {
        let mut lesson = lesson();
        lesson.texts[0].1.pop();
        assert_eq!(teach(&lesson).err(), Some(LessonFault));
    }
}
