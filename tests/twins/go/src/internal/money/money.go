// Package money keeps prices as whole cents, so that no sum ever drifts.
package money

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Amount is a sum of money in cents. It may be negative.
type Amount int64

// Zero is no money at all.
const Zero Amount = 0

// String prints the amount with two decimals and a point.
func (a Amount) String() string {
	sign := ""
	if a < 0 {
		sign, a = "-", -a
	}
	return fmt.Sprintf("%s%d.%02d", sign, a/100, a%100)
}

// RoundHalfAway divides n by d. Halves go away from zero, as on a till receipt.
func RoundHalfAway(n, d int64) int64 {
	q, r := n/d, n%d
	if 2*abs(r) >= abs(d) {
		q += direction(n, d)
	}
	return q
}

// RoundHalfZero divides n by d. Halves go towards zero.
func RoundHalfZero(n, d int64) int64 {
	q, r := n/d, n%d
	if 2*abs(r) > abs(d) {
		q += direction(n, d)
	}
	return q
}

// RoundHalfEven divides n by d. Halves go to the even neighbour, as bookkeeping wants it.
func RoundHalfEven(n, d int64) int64 {
	q, r := n/d, n%d
	twice := 2 * abs(r)
	if twice > abs(d) || (twice == abs(d) && q%2 != 0) {
		q += direction(n, d)
	}
	return q
}

func RoundUp(n, d int64) int64 {
	q, r := n/d, n%d
	if r != 0 && direction(n, d) > 0 {
		q++
	}
	return q
}

func RoundDown(n, d int64) int64 {
	q, r := n/d, n%d
	if r != 0 && direction(n, d) < 0 {
		q--
	}
	return q
}

func abs(n int64) int64 {
	if n < 0 {
		return -n
	}
	return n
}

// direction is the sign of n divided by d: 1 or -1.
func direction(n, d int64) int64 {
	if (n < 0) == (d < 0) {
		return 1
	}
	return -1
}

// Permille is a tax rate in thousandths: 190 is 19 %.
type Permille int64

// TaxOnNet is the tax that comes on top of a net amount.
func TaxOnNet(net Amount, rate Permille) Amount {
	if rate <= 0 {
		return Zero
	}
	return Amount(RoundHalfAway(int64(net)*int64(rate), 1000))
}

// TaxInGross is the tax that a gross amount already holds.
func TaxInGross(gross Amount, rate Permille) Amount {
	if rate <= 0 {
		return Zero
	}
	return Amount(RoundHalfAway(int64(gross)*int64(rate), 1000+int64(rate)))
}

// ErrPrice tells that a text is no price.
var ErrPrice = errors.New("not a price")

// ParseUS reads a price such as "1,234.50".
func ParseUS(raw string) (Amount, error) {
	clean := strings.ReplaceAll(strings.TrimSpace(raw), ",", "")
	whole, frac, _ := strings.Cut(clean, ".")
	if whole == "" || len(frac) > 2 {
		return 0, fmt.Errorf("price %q: %w", raw, ErrPrice)
	}
	cents, err := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("price %q: %w", raw, ErrPrice)
	}
	return Amount(cents), nil
}

// ParseDE reads a price such as "1.234,50".
func ParseDE(raw string) (Amount, error) {
	clean := strings.ReplaceAll(strings.TrimSpace(raw), ".", "")
	whole, frac, _ := strings.Cut(clean, ",")
	if whole == "" || len(frac) > 2 {
		return 0, fmt.Errorf("price %q: %w", raw, ErrPrice)
	}
	cents, err := strconv.ParseInt(whole+(frac + "00")[:2], 10, 64)
	if err != nil {
		return 0, fmt.Errorf("price %q: %w", raw, ErrPrice)
	}
	return Amount(cents), nil
}
