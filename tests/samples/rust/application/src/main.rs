//! Books and their totals.

mod account;
mod report;
mod shapes;

use account::{Account, Currency};
use report::{print_report, Summary as Totals};

const RATE_LIMIT: u32 = 40;
const FORGOTTEN_LIMIT: u32 = 12;
static BANNER: &str = "books";
static mut OLD_COUNTER: u64 = 0;

type Cents = i64;
type Farthings = i64;

fn main() {
    let mut account = Account::open("main", Currency::Euro);
    account.deposit(i64::from(RATE_LIMIT) as Cents);
    println!("{BANNER} {}", account.balance());
    let totals = Totals::of(&account);
    print_report(&totals);
    let area = shapes::total_area(&[Box::new(shapes::Square(2.0))]);
    assert!(area > 0.0, "{}", describe(area));
}

fn describe(area: f64) -> String {
    fn rounded(value: f64) -> f64 {
        value.round()
    }
    fn ceiled(value: f64) -> f64 {
        value.ceil()
    }
    format!("{}", rounded(area))
}

/// Nobody calls this one.
pub fn leftover_entry(first: u8) -> u8 {
    leftover_step(first) + leftover_step(first + 1)
}

fn leftover_step(first: u8) -> u8 {
    first.wrapping_mul(LEFTOVER_FACTOR)
}

const LEFTOVER_FACTOR: u8 = 3;

fn ping_circle(depth: u8) {
    if depth > 0 {
        pong_circle(depth - 1);
    }
}

fn pong_circle(depth: u8) {
    ping_circle(depth);
}

async fn fetch_later() -> u8 {
    1
}

macro_rules! square {
    ($x:expr) => {
        $x * $x
    };
}

macro_rules! unused_square {
    ($x:expr) => {
        square!($x)
    };
}

pub(crate) const SIDE: u32 = square!(3);
const _: () = assert!(SIDE > 0);
