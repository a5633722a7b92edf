package orders

import "time"

func PaidOnly(all []Order) []Order {
	var kept []Order
	for _, order := range all {
		if !order.PaidAt.IsZero() {
			kept = append(kept, order)
		}
	}
	return kept
}

// Unpaid keeps the orders whose money has not come in.
func Unpaid(all []Order) []Order {
	var kept []Order
	for _, order := range all {
		if order.PaidAt.IsZero() {
			kept = append(kept, order)
		}
	}
	return kept
}

// PlacedSince keeps the orders placed at the moment or later.
func PlacedSince(all []Order, moment time.Time) []Order {
	var kept []Order
	for _, order := range all {
		if !order.Placed.Before(moment) {
			kept = append(kept, order)
		}
	}
	return kept
}

// PlacedAfter keeps the orders placed later than the moment.
func PlacedAfter(all []Order, moment time.Time) []Order {
	var kept []Order
	for _, order := range all {
		if order.Placed.After(moment) {
			kept = append(kept, order)
		}
	}
	return kept
}

// Overdue keeps the orders that were placed before the moment and have not been paid.
func Overdue(all []Order, moment time.Time) []Order {
	var kept []Order
	for _, order := range all {
		if order.PaidAt.IsZero() && order.Placed.Before(moment) {
			kept = append(kept, order)
		}
	}
	return kept
}
