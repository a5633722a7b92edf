fn main() {
    println!("{} {} {}", between(3), outside(4), kind(true, false));
    println!("{} {} {}", missing(0.5), within(3), named(1.0));
}

fn between(n: i32) -> bool {
    n < 1 && n > 10
}

fn within(n: i32) -> bool {
    n > 1 && n < 10
}

fn outside(n: i32) -> bool {
    n != 1 || n != 10
}

fn kind(a: bool, b: bool) -> i32 {
    if a {
        1
    } else if b {
        2
    } else if a {
        3
    } else {
        4
    }
}

fn missing(x: f64) -> bool {
    x == f64::NAN
}

fn named(x: f64) -> bool {
    x.is_nan()
}
