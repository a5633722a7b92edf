fn main() {
    shop_core::price::load();
}
