pub fn prepare() {}
pub fn prepare_for_another_test() {}
