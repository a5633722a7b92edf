mod count;
#[cfg(test)]
mod fakes;

fn main() {
    println!("{}", count::words("a b"));
}
