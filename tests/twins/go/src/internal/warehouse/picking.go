package warehouse

import (
	"context"
	"fmt"
	"slices"
	"sort"

	"golang.org/x/sync/errgroup"

	"example.org/fernshop/internal/orders"
)

// Stop is one bin on a picker's way.
type Stop struct {
	Aisle int
	Bin   int
	SKU   string
	Units int
}

func Shortages(needed, held map[string]int) map[string]int {
	missing := make(map[string]int)
	for sku, units := range needed {
		if gap := units - held[sku]; gap > 0 {
			missing[sku] = gap
		}
	}
	return missing
}

// PlanPicking makes the way through the aisles for an order. It fails if the bins hold too little.
func PlanPicking(order *orders.Order, bins []Stop) ([]Stop, error) {
	stored := make(map[string]int)
	for _, bin := range bins {
		stored[bin.SKU] += bin.Units
	}
	wanted := order.UnitsBySKU()
	lacking := make(map[string]int)
	for article, count := range wanted {
		if short := count - stored[article]; short > 0 {
			lacking[article] = short
		}
	}
	if len(lacking) > 0 {
		return nil, fmt.Errorf("order %s cannot be picked: %d articles short", order.ID, len(lacking))
	}

	var way []Stop
	for _, bin := range bins {
		units := min(bin.Units, wanted[bin.SKU])
		if units < 1 {
			continue
		}
		wanted[bin.SKU] -= units
		way = append(way, Stop{Aisle: bin.Aisle, Bin: bin.Bin, SKU: bin.SKU, Units: units})
	}
	snake(way)
	return way, nil
}

// snake orders the stops up one aisle and down the next.
func snake(way []Stop) {
	sort.Slice(way, func(i, j int) bool {
		if way[i].Aisle != way[j].Aisle {
			return way[i].Aisle < way[j].Aisle
		}
		if way[i].Aisle%2 == 1 {
			return way[i].Bin > way[j].Bin
		}
		return way[i].Bin < way[j].Bin
	})
}

// Restock lists the articles that have to be ordered, so that the orders can be picked.
func Restock(waiting []orders.Order, held map[string]int) []string {
	needed := make(map[string]int)
	for i := range waiting {
		for sku, units := range waiting[i].UnitsBySKU() {
			needed[sku] += units
		}
	}
	var skus []string
	for sku := range Shortages(needed, held) {
		skus = append(skus, sku)
	}
	slices.Sort(skus)
	return skus
}

// AskAll asks for each id at once, at most limit at a time. The answers stand in the order of the ids.
// The first failure stops the rest and is returned.
func AskAll[T any](ctx context.Context, ids []string, limit int, ask func(context.Context, string) (T, error)) ([]T, error) {
	answers := make([]T, len(ids))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(limit)
	for i, id := range ids {
		group.Go(func() error {
			answer, err := ask(ctx, id)
			if err != nil {
				return err
			}
			answers[i] = answer
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, err
	}
	return answers, nil
}
