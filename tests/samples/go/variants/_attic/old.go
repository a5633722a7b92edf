package attic

func nobodyBuildsThis() {}
