package test

import (
	"errors"
	"strings"
	"testing"

	"example.org/fernshop/internal/warehouse"
)

// articles takes a list of article numbers apart.
func articles(list string) []string {
	skus := []string{}
	for _, part := range strings.Split(list, ",") {
		sku := strings.TrimSpace(part)
		if sku != "" {
			skus = append(skus, sku)
		}
	}
	return skus
}

func TestReserveRefusesWhatIsNotThere(t *testing.T) {
	stock := warehouse.NewStock()
	for _, sku := range articles("fern, moss") {
		if err := stock.Receive(sku, 5); err != nil {
			t.Fatal(err)
		}
	}
	var short *warehouse.ShortageError
	if err := stock.Reserve("fern", 6); !errors.As(err, &short) {
		t.Fatalf("got %v, want a shortage", err)
	}
	if short.Free != 5 {
		t.Fatalf("got %d free, want 5", short.Free)
	}
}

func TestReleaseMakesUnitsFreeAgain(t *testing.T) {
	stock := warehouse.NewStock()
	for _, step := range []error{stock.Receive("fern", 5), stock.Reserve("fern", 5), stock.Release("fern", 5), stock.Reserve("fern", 5)} {
		if step != nil {
			t.Fatal(step)
		}
	}
}
