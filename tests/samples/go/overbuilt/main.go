package main

import "example.com/shop/logs"

var orders = []func(string, string, bool) bool{byName}

func main() {
	println(check("a", "b"), logs.Set("a", "b"))
	show(disk{"/"}, local{1})
	show(disk{"/"}, utc{})
	println(total([]int{1, 2}, "EUR"), orders[0]("a", "b", true), ways[0]("a", 1, true))
}

func check(key, value string) bool {
	return key != "mail"
}
