fn main() {}

fn in_a_template() {}
