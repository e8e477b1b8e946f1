//! Who asks: a seat, and the operator who sits there.

use super::types::{ApiError, Problem};
use crate::Engine;
use conversation::ids::OperatorId;

/// One desktop or browser on which an operator works. The host names it; a request can't.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeatId(String);

impl SeatId {
    /// Takes `text` as a seat's name.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Who asks.
#[derive(Clone, Debug)]
pub struct Caller {
    /// The seat.
    pub seat: SeatId,
}

impl Caller {
    /// Whoever sits at `seat`.
    pub fn at(seat: SeatId) -> Self {
        Self { seat }
    }

    /// The operator who sits there. Who has left the team does nothing more.
    pub(super) async fn operator(&self, engine: &Engine) -> Result<OperatorId, ApiError> {
        let kept = engine.seat(&self.seat).await?;
        let houses = engine.houses();
        kept.operator
            .filter(|operator| houses.team().get(operator).is_some())
            .ok_or_else(|| Problem::NobodySits.into())
    }
}
