fn main() {}

fn allowed_by_the_manifest() {}
