pub struct Deep;

impl Deep {
    pub fn reach(&self) {}

    fn drown(&self) {}
}

pub fn split(text: &str) -> &str {
    text.split(' ').next().unwrap_or(text)
}

pub fn reachable_for_all_we_know() {}

pub(super) fn helper_of_nobody() {}

struct Hidden;

impl Hidden {
    pub fn shown_to_nobody(&self) {}
}

pub fn hides() -> impl Sized {
    Hidden
}
