#![allow(dead_code)]

mod quiet;

fn main() {}
