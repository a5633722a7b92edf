pub trait Makes {
    fn assemble() -> Self;
}

pub trait Named {
    fn name(&self) {}
}

impl Named for str {}

pub trait Numbered {
    fn number(&self);
}

impl Numbered for u8 {
    fn number(&self) {
        count_up();
    }
}

fn count_up() {}

fn count_down() {}
