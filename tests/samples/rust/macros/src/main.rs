macro_rules! call {
    ($object:expr, $method:ident) => {
        $object.$method()
    };
}

macro_rules! handlers {
    ($($name:ident),*) => {
        paste::paste! { $( [<handle_ $name>](); )* }
    };
}

macro_rules! declares {
    ($name:ident) => {
        paste::paste! { fn [<made_ $name>]() {} }
    };
}

struct Robot;

impl Robot {
    fn wave(&self) {}
    fn bow(&self) {}
    fn nod(&self) {}
    fn jump_once(&self) {}
}

fn handle_open() {}

fn handle_close() {}

fn unhandled_open() {}

fn made_by_hand() {}

declares!(up);

fn main() {
    let robot = Robot;
    call!(robot, wave);
    handlers!(open, close);
    sql_like!("select bow from robots");
    lazy_like! {
        static ref VALUE: u8 = make_value();
    }
    println!("{:?} {}", robot.nod(), robot.jump_twice);
}

fn make_value() -> u8 {
    MASK
}

const MASK: u8 = 1;

fn bow() {}
