package v

func vendored() {}

func use() { inFixture() }
