pub fn greet() {
    super::for_common();
}
