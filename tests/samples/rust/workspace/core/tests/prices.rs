use shop_core::price::Tag;

mod common;

#[test]
fn prices_are_shown() {
    common::prepare();
    Tag.show();
}
