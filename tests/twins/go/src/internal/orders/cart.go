package orders

import "example.org/fernshop/internal/money"

// Cart is what a customer has picked so far.
type Cart struct {
	Lines   []Line
	Voucher string
}

func (c *Cart) Heaviest() (Line, bool) {
	heaviest, most := Line{}, -1
	for _, line := range c.Lines {
		if grams := line.Units * line.Weight; grams > most {
			heaviest, most = line, grams
		}
	}
	return heaviest, most >= 0
}

// Multiply changes the cart: each line gets factor times its units.
func (c *Cart) Multiply(factor int) {
	for i := range c.Lines {
		c.Lines[i].Units *= factor
	}
	if factor == 0 {
		c.Voucher = ""
	}
}

// Multiplied is a new cart with factor times the units. The cart itself stays as it is.
func (c *Cart) Multiplied(factor int) *Cart {
	scaled := &Cart{Lines: make([]Line, len(c.Lines)), Voucher: c.Voucher}
	for i, line := range c.Lines {
		line.Units *= factor
		scaled.Lines[i] = line
	}
	return scaled
}

// Put adds units of an article to its line, or a new line if the cart has none for it.
func (c *Cart) Put(added Line) {
	for i := range c.Lines {
		if c.Lines[i].SKU == added.SKU {
			c.Lines[i].Units += added.Units
			return
		}
	}
	c.Lines = append(c.Lines, added)
}

// Set gives an article's line exactly these units, or adds a new line if the cart has none for it.
func (c *Cart) Set(wanted Line) {
	for i := range c.Lines {
		if c.Lines[i].SKU == wanted.SKU {
			c.Lines[i].Units = wanted.Units
			return
		}
	}
	c.Lines = append(c.Lines, wanted)
}

// Tier is a discount that holds from a number of units on.
type Tier struct {
	From    int
	Percent int
}

// rateFor is the percentage of the highest tier that the units reach. Tiers are in ascending order.
func rateFor(units int, tiers []Tier) int {
	rate := 0
	for _, tier := range tiers {
		if tier.From > units {
			break
		}
		rate = tier.Percent
	}
	return rate
}

func (c *Cart) Discount(tiers []Tier) money.Amount {
	units := 0
	for _, line := range c.Lines {
		units += line.Units
	}
	subtotal := linesSubtotal(c.Lines)
	return money.Amount(money.RoundHalfAway(int64(subtotal)*int64(rateFor(units, tiers)), 100))
}
