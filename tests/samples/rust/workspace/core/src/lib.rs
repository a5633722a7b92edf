pub mod price;

pub use price::net;

/// ```
/// assert_eq!(shop_core::gross(shop_core::rounded_up(5)), 120);
/// ```
pub fn gross(cents: u64) -> u64 {
    cents + cents / 5
}

pub fn nobody_asks(cents: u64) -> u64 {
    cents
}

/// Rounds, as a test that lies in its own comment shows:
///
/// ```
/// assert_eq!(shop_core::rounded_down(105), 100);
/// ```
pub fn rounded_down(cents: u64) -> u64 {
    only_documented(cents)
}

fn only_documented(cents: u64) -> u64 {
    cents / 100 * 100
}

pub fn rounded_up(cents: u64) -> u64 {
    cents.div_ceil(100) * 100
}
