package names

func ByOwnName() {}

func ByNobody() {}

type Kind struct{}

func (Kind) lower() {}

func Of(names Kind) { names.lower() }
