package main

import (
	_ "embed"
	"errors"
	"html/template"
	"os"
	"plugin"
	"reflect"
	_ "unsafe"
)

//go:embed page.tmpl
var page string

//go:generate stringer -type=colour

type colour int

const (
	red colour = iota
	green
	blue
)

const (
	flagA, flagB = 1 << iota, 1 << iota
)

const (
	opRead  uint8 = 1
	opWrite uint8 = 2
)

const (
	first  = 1
	second = 2
	third  = 3
	fourth = 4
)

const (
	kindTea    = "tea"
	kindCoffee = "coffee"
	kindCocoa  = "cocoa"
	spare      = "spare"
)

//go:linkname nanotime runtime.nanotime
func nanotime() int64

//go:linkname pushed example.com/other.pulled
func pushed() {}

func addVector(a, b *float64, n int)

func vectorLength() int { return 0 }

type view struct{ Name string }

func (v view) Shown() string { return v.Name }

var funcs = template.FuncMap{"upper": upper}

func upper(s string) string { return s }

func inTemplate() string { return "" }

func linked() {}

//nolint:unused // the debugger calls it
func dump() {}

//lint:ignore U1000 kept for the next release
func nextRelease() {}

func main() {
	template.Must(template.New("x").Funcs(funcs).Parse(page)).Execute(os.Stdout, view{})
	reflect.ValueOf(handlers{}).MethodByName("On" + os.Args[1])
	plugin.Open("x.so")
	println(again(busy{}))
	println(red, opRead, first, kindTea, systemA)
}

type handlers struct{}

func (handlers) OnStart() {}

// Symbol may be looked up by whoever loads this as a plugin.
func Symbol() {}

func trulyDead() {}

const (
	systemA = "linux"
	systemB = "windows"
)

//go:wasmexport run
func handedToHost() {}

type busy struct{}

func (busy) Error() string { return "busy" }
func (busy) retryable()    {}
func (busy) temporary()    {}
func (busy) secret() int   { return 1 }
func (busy) forgotten()    {}

func again(err error) (bool, bool) {
	_, retry := err.(interface{ retryable() })
	var later interface{ temporary() }
	switch err.(type) {
	case interface{ secret() int }:
		retry = false
	}
	return retry, errors.As(err, &later)
}
