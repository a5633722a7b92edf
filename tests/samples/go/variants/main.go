package main

import "acme/pkg/text"

func main() {
	println(now(), onlyLinux(), text.Used())
}

func init() { prepare() }

func prepare() {}
