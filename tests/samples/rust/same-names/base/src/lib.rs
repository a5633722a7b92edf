//! Names that the program has too.

pub fn run() {}

pub fn settle() {}

pub struct Gate;

impl Gate {
    pub fn unlock(&self) {}
    pub fn never_lock(&self) {}
}

pub trait Loud {
    fn shout(&self) {
        println!("!");
    }
}

impl<T> Loud for Vec<T> {}
