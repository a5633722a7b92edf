pub fn in_an_orphan() {}
