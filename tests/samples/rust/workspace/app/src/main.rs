use base::gross;
use shop_derive::Label;

mod helpers;

#[derive(Label)]
struct Product;

fn main() {
    println!("{}", gross(helpers::load()));
    Product.label_it();
}
