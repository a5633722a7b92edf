pub fn fake_text() -> &'static str {
    "fake"
}
