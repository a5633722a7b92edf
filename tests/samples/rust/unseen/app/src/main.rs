include!(concat!(env!("OUT_DIR"), "/calls.rs"));
include!("included.rs");

fn main() {}

fn run_alpha() {}

fn computed_elsewhere() {}
