#[path = "../common/common.rs"]
mod common;
mod generated;

use generated::*;

fn main() {
    common::greet();
    made();
    let vendored = "see vendor";
    drop(vendored);
}

pub fn for_common() {}

pub fn for_generated() {}

pub fn for_vendor() {}

pub fn for_nobody() {}

type Alias = Real;

struct Real;

impl Real {
    fn make() -> Real {
        Real
    }
}

pub fn uses_alias() {
    Alias::make();
}

static TABLE: [fn(); 1] = [uses_alias];
static USED: &[[fn(); 1]] = &[TABLE];
const _: usize = USED.len();
