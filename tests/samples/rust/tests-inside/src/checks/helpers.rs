pub fn helper_of_a_test() {}
