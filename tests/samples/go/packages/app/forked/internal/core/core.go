package core

func Kept() {}
func Never() {}
