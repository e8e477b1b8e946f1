//! Of what sort the wish in a message is, as chances: a look at the own order, a change to it, something
//! lost, a price, a detail, an exception, or no wish at all. It goes by the words and by where the meaning lies
//! and knows no playbook; what a sort means beside what that covers is for the trees to say. How it learns is
//! `learn::asks`. Next: `model`.

use crate::bytes::{of_short, short, take};
use crate::features::BUCKETS;
use crate::meaning::SIZE;
use crate::rows::{Kept, Row, step_for};
use serde::Deserialize;

/// The sort of a wish.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Ask {
    /// None: a greeting, thanks, an answer, a story.
    Tell,
    /// To book, order, choose or confirm in the usual way.
    Book,
    /// Whether a thing or a service is offered.
    Offer,
    /// What something costs.
    Price,
    /// A detail of a thing or a service.
    Detail,
    /// When something comes, or how long it takes.
    When,
    /// Opening hours, address, parking.
    Hours,
    /// Whether they come or deliver to a place.
    Reach,
    /// How ordering, paying, returning works.
    Terms,
    /// A look at the own order, repair, invoice, result.
    Record,
    /// A change to what was booked or ordered.
    Change,
    /// Something lost or left behind.
    Lost,
    /// An exception to a rule.
    Exception,
    /// A lower price or something for free.
    Discount,
    /// To pay later or otherwise, to have something kept.
    Later,
    /// A letter, a certificate, a copy.
    Paper,
    /// A favour, something not usual.
    Favour,
    /// Advice on using, caring, choosing.
    Advice,
    /// Why something was decided or happened.
    Reason,
    /// Who works there, how things are made, an offer to the business.
    House,
    /// A difficulty or a complaint.
    Trouble,
}

impl Ask {
    /// All sorts, in order.
    const ALL: [Self; SORTS] = [
        Self::Tell,
        Self::Book,
        Self::Offer,
        Self::Price,
        Self::Detail,
        Self::When,
        Self::Hours,
        Self::Reach,
        Self::Terms,
        Self::Record,
        Self::Change,
        Self::Lost,
        Self::Exception,
        Self::Discount,
        Self::Later,
        Self::Paper,
        Self::Favour,
        Self::Advice,
        Self::Reason,
        Self::House,
        Self::Trouble,
    ];
}

/// How many sorts there are.
pub(crate) const SORTS: usize = 21;

/// The logarithms of the chances of all sorts, in the order of [`Ask`].
pub type AskChances = [f32; SORTS];

/// Rows of the table of words. A wish is called by few words, so that the pieces of text that tell most
/// are kept, each for itself, and the others are not looked at.
pub(crate) const ROWS: usize = 1 << 16;

/// What tells the sorts apart: weights of hashed pieces of the text in small integers, weights of where its
/// meaning lies, and what is added to each sort.
#[derive(Clone, Debug, PartialEq)]
pub struct Asks {
    kept: Kept,
    table: Vec<Row<SORTS>>,
    /// What one step of the table is worth.
    step: f32,
    /// What each number of the meaning weighs for all sorts.
    meaning: [AskChances; SIZE],
    added: AskChances,
}

impl Asks {
    /// From learnt weights of the buckets that are kept, in order; the table loses what its small
    /// integers can't hold.
    pub(crate) fn new(
        kept: &[(usize, [f32; SORTS])],
        meaning: [[f32; SIZE]; SORTS],
        added: AskChances,
    ) -> Self {
        let weights = kept.iter().flat_map(|(_, row)| row);
        let step = step_for(weights.fold(0.0, |most: f32, w| most.max(w.abs())));
        let table = kept.iter().map(|(_, row)| Row::of(row.map(|w| w / step)));
        Self {
            table: table.collect(),
            kept: Kept::new(kept.iter().map(|(at, _)| *at), BUCKETS),
            step,
            meaning: by_number(&meaning),
            added,
        }
    }

    /// The chances of a message, by its hashed pieces and the numbers of its meaning.
    pub(crate) fn chances(&self, sparse: &[(u32, f32)], meaning: &[f32]) -> AskChances {
        let mut sums = [0.0_f32; SORTS];
        for (bucket, value) in sparse {
            let row = self
                .kept
                .row_of(*bucket as usize)
                .and_then(|at| self.table.get(at));
            if let Some(row) = row {
                row.add(*value, &mut sums);
            }
        }
        let mut of_meaning = [0.0_f32; SORTS];
        for (row, number) in self.meaning.iter().zip(meaning) {
            for (sum, weight) in of_meaning.iter_mut().zip(row) {
                *sum += weight * number;
            }
        }
        let mut scores = self.added;
        for ((score, of_meaning), sum) in scores.iter_mut().zip(of_meaning).zip(sums) {
            *score += sum * self.step + of_meaning;
        }
        chances(scores)
    }

    /// As bytes for a file.
    pub(crate) fn write(&self, bytes: &mut Vec<u8>) {
        bytes.extend(self.step.to_le_bytes());
        let of_sort = |sort: usize| self.meaning.iter().map(move |row| row[sort]);
        let numbers = (0..SORTS).flat_map(of_sort).chain(self.added);
        bytes.extend(numbers.flat_map(short));
        self.kept.write(bytes);
        self.table.iter().for_each(|row| row.write(bytes));
    }

    /// From the bytes of a file, which are taken off `rest`; `None` if it ends too early.
    pub(crate) fn read(rest: &mut &[u8]) -> Option<Self> {
        let step = f32::from_le_bytes(take(rest)?);
        let (mut meaning, mut added) = ([[0.0; SIZE]; SORTS], [0.0; SORTS]);
        for value in meaning.iter_mut().flatten().chain(&mut added) {
            *value = of_short(take(rest)?);
        }
        let kept = Kept::read(rest, BUCKETS)?;
        let rows = (0..kept.len()).map(|_| Row::read(rest));
        let table = rows.collect::<Option<_>>()?;
        Some(Self {
            kept,
            table,
            step,
            meaning: by_number(&meaning),
            added,
        })
    }
}

/// From sort by sort to number by number, in which order they are read: one number for all sorts at once.
fn by_number(meaning: &[[f32; SIZE]; SORTS]) -> [AskChances; SIZE] {
    std::array::from_fn(|number| meaning.each_ref().map(|row| row[number]))
}

/// From scores to the logarithms of chances.
pub(crate) fn chances(scores: AskChances) -> AskChances {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let all: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    scores.map(|score| (score - most - all.ln()).max(LEAST))
}

/// The sort that is likely enough to be told to a person.
pub(crate) fn surely(chances: &AskChances) -> Option<Ask> {
    let sort = chances.iter().position(|chance| *chance >= TOLD)?;
    Ask::ALL.get(sort).copied()
}

/// The logarithm of six in ten: below it two sorts lie too near each other to name one.
const TOLD: f32 = -0.51;

/// Chances below this one say nothing more: one in ten thousand.
const LEAST: f32 = -9.2;

#[cfg(test)]
mod tests {
    use super::{Ask, Asks, LEAST, SORTS, surely};
    use crate::features::BUCKETS;
    use crate::meaning::SIZE;

    #[test]
    fn sorts_stand_in_the_order_of_their_numbers() {
        let numbers = Ask::ALL.map(|ask| ask as usize);
        assert!(numbers.into_iter().eq(0..SORTS));
    }

    #[test]
    fn a_sort_is_told_only_where_it_is_clear() {
        let mut chances = [LEAST; SORTS];
        chances[Ask::Lost as usize] = 0.7_f32.ln();
        assert_eq!(surely(&chances), Some(Ask::Lost));
        chances[Ask::Lost as usize] = 0.5_f32.ln();
        assert_eq!(surely(&chances), None);
    }

    #[test]
    fn what_is_written_is_read_again_each_row_at_its_bucket() {
        let mut row = [0.0; SORTS];
        row[Ask::Lost as usize] = 2.0;
        let kept = [(0, [1.0; SORTS]), (7, row), (BUCKETS - 1, [-2.0; SORTS])];
        let asks = Asks::new(&kept, [[0.5; SIZE]; SORTS], [0.25; SORTS]);
        let mut bytes = Vec::new();
        asks.write(&mut bytes);
        let mut rest = bytes.as_slice();
        let read = Asks::read(&mut rest);
        assert_eq!((read.as_ref(), rest), (Some(&asks), [].as_slice()));
        let likeliest = surely(&asks.chances(&[(7, 3.0), (8, 9.0)], &[]));
        assert_eq!(likeliest, Some(Ask::Lost));
        assert_eq!(Asks::read(&mut &bytes[..bytes.len() - 1]), None);
    }
}
