fn without_a_manifest() {}
