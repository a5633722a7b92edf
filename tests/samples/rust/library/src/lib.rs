//! Parsing.
//!
//! ```
//! let word = small_parse::first_word("a b");
//! assert_eq!(word, "a");
//! ```

mod inner;
pub use inner::Deep;

#[macro_use]
mod macros;

pub fn first_word(text: &str) -> &str {
    inner::split(text)
}

pub const VERSION: &str = "1";

pub trait Visitor {
    fn visit(&mut self);

    fn visit_later(&mut self) {}
}

pub struct Cursor {
    at: usize,
}

impl Cursor {
    pub fn advance(&mut self) {
        self.at += step!();
    }

    fn rewind(&mut self) {
        self.at = 0;
    }

    pub(crate) fn peek_behind(&self) -> usize {
        self.at
    }
}

#[macro_export]
macro_rules! offered {
    () => {
        $crate::__for_macros()
    };
}

#[doc(hidden)]
pub fn __for_macros() {}
