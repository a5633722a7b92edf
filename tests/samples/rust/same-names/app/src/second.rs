use std::ops::Deref;

pub struct Inner;

impl Inner {
    pub fn peek(&self) {}

    pub fn hidden_behind(&self) {}
}

pub struct Door {
    pub inner: Inner,
}

impl Deref for Door {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.inner
    }
}

impl Door {
    pub fn start(&self) {
        self.hidden_behind();
    }
}

pub fn start() {
    Door { inner: Inner }.start();
}

pub struct Original;

pub type Shared = Original;

impl Original {
    pub fn shared_new() -> Self {
        Self
    }

    pub fn use_it(&self) {
        match 1 {
            1 => Self::step(),
            _ => (),
        }
    }

    fn step() {}

    fn misstep() {}
}
