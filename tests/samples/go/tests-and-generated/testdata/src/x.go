package x

func neverBuilt() {}
