pub fn greet() {
    super::for_shared();
}
