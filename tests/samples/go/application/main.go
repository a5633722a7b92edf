// Command shop sells things.
package main

import (
	"fmt"
	"os"

	"github.com/acme/shop/internal/orders"
	"github.com/acme/shop/internal/prices"
)

var version = "dev"

var startedAt = orders.Clock()

func main() {
	if len(os.Args) > 1 {
		usage()
	}
	basket := orders.NewBasket(prices.Rate)
	basket.Add("tea")
	fmt.Println(basket.Total(), version)
}

func usage() {
	fmt.Println("shop")
}

// oldUsage was the text of the first release.
func oldUsage() {
	fmt.Println(oldBanner())
}

func oldBanner() string { return greeting + "!" }

const greeting = "welcome"

// ServeForever is exported, but nobody can import a command.
func ServeForever() {}

type flags struct {
	verbose bool
}

func (f *flags) enable() { f.verbose = true }

func (f *flags) Reset() { f.verbose = false }

var fallbackName string
