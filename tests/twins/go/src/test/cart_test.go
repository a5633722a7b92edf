package test

import (
	"maps"
	"strings"
	"testing"

	"example.org/fernshop/internal/orders"
)

// wantedLines takes the lines of an expectation apart.
func wantedLines(raw string) []string {
	values := []string{}
	for _, part := range strings.Split(raw, ",") {
		value := strings.TrimSpace(part)
		if value != "" {
			values = append(values, value)
		}
	}
	return values
}

func TestPutAddsToTheLineOfTheArticle(t *testing.T) {
	var cart orders.Cart
	for _, sku := range wantedLines("fern, moss, fern") {
		cart.Put(orders.Line{SKU: sku, Units: 1, Price: 250})
	}
	order := orders.Order{Lines: cart.Lines}
	want := map[string]int{"fern": 2, "moss": 1}
	if got := order.UnitsBySKU(); !maps.Equal(got, want) {
		t.Fatalf("got %v, want %v", got, want)
	}
}

func TestMultipliedLeavesTheCartAlone(t *testing.T) {
	cart := orders.Cart{Lines: []orders.Line{{SKU: "fern", Units: 2}}}
	if got := cart.Multiplied(3).Lines[0].Units; got != 6 {
		t.Fatalf("got %d units, want 6", got)
	}
	if cart.Lines[0].Units != 2 {
		t.Fatalf("the cart has %d units, want 2", cart.Lines[0].Units)
	}
}
