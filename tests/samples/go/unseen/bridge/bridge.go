package main

/*
static void call(void) { goCallback(); }
*/
import "C"

//export goCallback
func goCallback() {}

//export goInit
func goInit() {}

func goHelper() {}

func main() {}

// Start is called by C.
func Start() {}

const (
	kindTea    = "tea"
	kindCoffee = "coffee"
	kindCocoa  = "cocoa"
	spare      = "spare"
)
