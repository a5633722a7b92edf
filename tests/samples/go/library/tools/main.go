package main

import d "github.com/acme/codec/v2/internal/deep"

func main() { println(d.Upper("x")) }
