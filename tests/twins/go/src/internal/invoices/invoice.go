// Package invoices bills orders and follows the money.
package invoices

import (
	"errors"
	"fmt"
	"sort"
	"strings"
	"time"

	"example.org/fernshop/internal/clock"
	"example.org/fernshop/internal/money"
	"example.org/fernshop/internal/orders"
)

const (
	shippingFee  money.Amount = 490
	freeShipping money.Amount = 5000
	paymentDays               = 14
)

// Invoice is a bill for one order.
type Invoice struct {
	Number   string
	Customer string
	Net      money.Amount
	Shipping money.Amount
	Tax      money.Amount
	Due      time.Time
	Settled  bool
}

func (i *Invoice) Gross() money.Amount { return i.Net + i.Shipping + i.Tax }

// Build bills an order on the given day.
func Build(number string, order *orders.Order, rate money.Permille, day time.Time, closed clock.Holidays) (*Invoice, error) {
	if len(order.Lines) == 0 {
		return nil, errors.New("an order without lines cannot be billed")
	}
	var net money.Amount
	for _, item := range order.Lines {
		if item.Units > 0 {
			net += money.Amount(item.Units) * item.Price
		}
	}
	fee := shippingFee
	if net >= freeShipping {
		fee = money.Zero
	}
	return &Invoice{
		Number:   number,
		Customer: order.Customer,
		Net:      net,
		Shipping: fee,
		Tax:      money.TaxOnNet(net+fee, rate),
		Due:      bankingDay(day.AddDate(0, 0, paymentDays), closed),
	}, nil
}

func bankingDay(date time.Time, closed map[string]bool) time.Time {
	for {
		name := date.Weekday()
		weekend := name == time.Saturday || name == time.Sunday
		if !weekend && !closed[date.Format(time.DateOnly)] {
			return date
		}
		date = date.AddDate(0, 0, 1)
	}
}

func OpenByCustomer(all []Invoice) map[string]money.Amount {
	open := make(map[string]money.Amount)
	for i := range all {
		if all[i].Settled {
			continue
		}
		open[all[i].Customer] += all[i].Gross()
	}
	return open
}

// SettledByCustomer adds up for each customer what has been billed and been paid.
func SettledByCustomer(all []Invoice) map[string]money.Amount {
	settled := make(map[string]money.Amount)
	for i := range all {
		if !all[i].Settled {
			continue
		}
		settled[all[i].Customer] += all[i].Gross()
	}
	return settled
}

// bulkPercent looks up what a business customer saves. The steps begin at ever higher quantities.
func bulkPercent(steps []orders.Tier, quantity int) int {
	next := sort.Search(len(steps), func(i int) bool { return steps[i].From > quantity })
	if next == 0 {
		return 0
	}
	return steps[next-1].Percent
}

func Quote(unit money.Amount, quantities []int, steps []orders.Tier) string {
	var out strings.Builder
	for _, quantity := range quantities {
		percent := bulkPercent(steps, quantity)
		price := money.RoundHalfAway(int64(unit)*int64(100-percent), 100)
		fmt.Fprintf(&out, "%6d pieces: %s each\n", quantity, money.Amount(price))
	}
	return out.String()
}
