package main

import "example.org/gen/internal/a"

func main() { a.Live() }
