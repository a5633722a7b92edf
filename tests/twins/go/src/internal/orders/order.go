// Package orders is about carts and what becomes of them.
package orders

import (
	"time"

	"example.org/fernshop/internal/money"
)

// Status tells how far an order has come.
type Status int

// The states of an order, in the order in which it passes them.
const (
	Open Status = iota
	Paid
	Shipped
	Cancelled
)

func (s Status) String() string {
	switch s {
	case Open:
		return "open"
	case Paid:
		return "paid"
	case Shipped:
		return "shipped"
	case Cancelled:
		return "cancelled"
	default:
		return "unknown"
	}
}

// Line is one article of an order.
type Line struct {
	SKU    string
	Units  int
	Price  money.Amount
	Weight int // grams a unit
}

// Order is what a customer bought.
type Order struct {
	ID       string
	Customer string
	Status   Status
	Placed   time.Time
	PaidAt   time.Time
	Lines    []Line
}

func linesSubtotal(lines []Line) money.Amount {
	var subtotal money.Amount
	for _, line := range lines {
		if line.Units > 0 {
			subtotal += money.Amount(line.Units) * line.Price
		}
	}
	return subtotal
}

func (o *Order) Total() money.Amount { return linesSubtotal(o.Lines) }

func (o *Order) UnitsBySKU() map[string]int {
	units := make(map[string]int, len(o.Lines))
	for _, line := range o.Lines {
		if line.Units < 1 {
			continue
		}
		units[line.SKU] += line.Units
	}
	return units
}
