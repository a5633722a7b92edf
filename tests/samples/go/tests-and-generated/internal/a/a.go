package a

func Live() { live() }

func live() {}

func exposed() int { return 1 }

func hidden() int { return 2 }

func byGenerated() {}

func (k Kind) byGenerated2() {}

func dead() {}

func inFixture() {}

// drain empties the queue. This is primarily for testing.
func drain() {}

// headerLayout describes the header. It serves only as documentation.
type headerLayout struct{ size int }
