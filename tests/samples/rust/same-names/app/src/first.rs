pub fn run() {
    let open = 1;
    drop(open);
}

pub struct Door;

impl Door {
    pub fn close(&self) {}
    pub fn shut(&self) {}
    pub fn peek(&self) {}

    fn open(&self) {}
}

#[derive(Default)]
pub struct Kit {
    pub weight: u8,
}

impl Kit {
    pub fn weight(&self) -> u8 {
        self.weight
    }

    fn disassemble(self) {}
}

impl crate::traits::Makes for Kit {
    fn assemble() -> Self {
        Kit { weight: 1 }
    }
}
