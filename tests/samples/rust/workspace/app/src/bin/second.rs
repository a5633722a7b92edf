fn main() {
    run_second();
}

fn run_second() {}

fn run_third() {}
