mod helpers;

fn helper_in_the_root_of_a_test() {}
