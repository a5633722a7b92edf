fn main() {
    let names = ["alpha", "beta"];
    for name in names {
        println!("{}", line(name));
    }
}

fn line(name: &str) -> String {
    format!("crate::run_{}();", name)
}

fn forgotten_in_build() {}
