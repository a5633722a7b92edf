package a

func FuzzHidden() { hidden() }
