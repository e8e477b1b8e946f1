//! A cart that a customer sends from the catalogue.
//!
//! Amounts stay as Meta wrote them: adding up money in floating point is not this file's job.

use serde::Serialize;
use serde_json::Value;

use super::loose;

/// An order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Order {
    /// The catalogue it was made from.
    pub catalog_id: Option<String>,
    /// What the customer wrote with it.
    pub text: Option<String>,
    /// What is ordered.
    pub lines: Vec<OrderLine>,
}

/// One product of an order.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct OrderLine {
    /// The business's own id of the product.
    pub product: Option<String>,
    /// How many.
    pub quantity: Option<String>,
    /// Price of one.
    pub price: Option<String>,
    /// Such as `MXN`.
    pub currency: Option<String>,
}

impl Order {
    pub(super) fn read(from: &Value) -> Option<Self> {
        from.is_object().then(|| Self {
            catalog_id: loose::id(from, "catalog_id"),
            text: loose::id(from, "text"),
            lines: loose::list(from, "product_items")
                .into_iter()
                .map(line)
                .collect(),
        })
    }
}

fn line(from: &Value) -> OrderLine {
    OrderLine {
        product: loose::id(from, "product_retailer_id"),
        quantity: loose::id(from, "quantity"),
        price: loose::id(from, "item_price"),
        currency: loose::id(from, "currency"),
    }
}
