package main

import (
	"example.org/app/internal/api/v2"
	"example.org/app/internal/go-names"
	_ "example.org/app/internal/side"
	"example.org/forked"
	"example.org/shared"
)

func main() {
	names.ByOwnName()
	names.Of(names.Kind{})
	v2.Handler()
	original.Kept()
	shared.Send()
}
