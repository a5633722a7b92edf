use std::fmt;

#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Currency {
    Euro,
    Pound,
}

pub struct Account {
    name: String,
    cents: i64,
    currency: Currency,
}

impl Account {
    pub const SMALLEST: i64 = 1;
    pub const LARGEST_EVER: i64 = 1_000_000;

    pub fn open(name: &str, currency: Currency) -> Self {
        Self { name: name.to_owned(), cents: Self::SMALLEST, currency }
    }

    pub fn deposit(&mut self, cents: i64) {
        self.cents += cents;
        self.check();
    }

    pub fn balance(&self) -> i64 {
        self.cents
    }

    /// A getter that is named like its field.
    pub fn currency(&self) -> Currency {
        self.currency
    }

    pub fn close_forever(self) {
        drop(self);
    }

    fn check(&self) {
        assert!(self.cents >= 0, "{}", self.name);
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.cents)
    }
}

impl Drop for Account {
    fn drop(&mut self) {
        self.cents = 0;
    }
}

impl std::ops::Add<i64> for Account {
    type Output = i64;

    fn add(self, other: i64) -> i64 {
        self.cents + other
    }
}

#[derive(Debug, Default)]
struct Voucher {
    code: String,
}

impl Voucher {
    fn redeem(&self) -> usize {
        self.code.len()
    }
}

impl From<Voucher> for String {
    fn from(voucher: Voucher) -> String {
        voucher.code
    }
}

impl fmt::Display for Voucher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code)
    }
}

pub enum Season {
    Spring,
}

union Bits {
    whole: u32,
}
