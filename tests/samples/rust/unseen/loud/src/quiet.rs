fn allowed_by_the_crate() {}
