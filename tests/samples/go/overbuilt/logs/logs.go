package logs

func Set(key, value string) bool {
	return check(key, value)
}

func check(key, value string) bool {
	return key != value
}
