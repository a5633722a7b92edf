package main

var orders = []func(string, string, bool) bool{byName}

func main() {
	println(total([]int{1, 2}, "EUR"), orders[0]("a", "b", true))
}
