macro_rules! step {
    () => {
        $crate::macros::STEP
    };
}

macro_rules! stumble {
    () => {};
}

pub(crate) const STEP: usize = 1;
