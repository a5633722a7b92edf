package orders

import (
	"errors"
	"regexp"
	"time"
)

var errEmpty = errors.New("the basket is empty")

var errGone = errors.New("the thing is gone")

var pattern = regexp.MustCompile(`^\w+$`)

var registered = register("orders")

func register(name string) bool { return name != "" }

// Clock is called by an initialiser of another package.
func Clock() time.Time { return time.Now() }

const (
	maxLines    = 100
	legacyLines = 10
	pageTitle   = "orders"
)

const deadlineText = "late"

// Basket holds what somebody wants.
type Basket struct {
	lines []line
	rate  float64
	hook  func()
}

type line struct {
	Name string `json:"name"`
}

// NewBasket makes an empty one.
func NewBasket(rate float64) *Basket { return &Basket{rate: rate} }

// Add puts a thing in.
func (b *Basket) Add(name string) error {
	const local = 3
	const unusedLocal = 4
	type pair struct{ a, b int }
	type unusedPair struct{ a, b int }
	if len(b.lines) > maxLines || name == pageTitle {
		return errEmpty
	}
	b.append(line{Name: name})
	_ = pair{local, local}
	return nil
}

func (b *Basket) append(one line) { b.lines = append(b.lines, one) }

func (b *Basket) shrink() { b.lines = nil }

// Total may be called by a template.
func (b *Basket) Total() float64 { return b.sum() * b.rate }

func (b *Basket) sum() float64 { return float64(len(b.lines)) }

// Forgotten can be called by reflection.
func (b *Basket) Forgotten() {}

type abandoned struct{ next *abandoned }

func newAbandoned() *abandoned { return &abandoned{} }

func (a *abandoned) walk() *abandoned { return a.next }

func even(n int) bool { return n == 0 || odd(n-1) }

func odd(n int) bool { return n != 0 && even(n-1) }

// Discount is offered to nobody: the package is internal.
func Discount(total float64) float64 { return total * 0.9 }

// Parity is used by the test alone.
func Parity(n int) bool { return n%2 == 0 }
