package a

func FuzzHidden() {
	hidden()
	drain()
	println(headerLayout{}.size)
}
