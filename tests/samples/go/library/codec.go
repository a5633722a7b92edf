// Package codec can be imported by anybody.
package codec

// Encode is for users.
func Encode(v any) ([]byte, error) { return encode(v) }

// Limit is for users, too.
const Limit = 10

// Options are given to nobody here.
type Options struct{ Strict bool }

// Validate is for users of Options.
func (o Options) Validate() error { return check(o) }

func encode(any) ([]byte, error) { return nil, nil }

func check(Options) error { return nil }

func decodeOld([]byte) error { return nil }

type visitor interface {
	visit(node) bool
	leave(node)
}

type node struct{ children []node }

type counter struct{ n int }

func (c *counter) visit(node) bool { c.n++; return true }

func (c *counter) leave(node) {}

func (c *counter) rewind() { c.n = 0 }

// Walk hands a counter to an interface.
func Walk(n node) int {
	c := &counter{}
	walk(n, c)
	return c.n
}

func walk(n node, v visitor) {
	if v.visit(n) {
		v.leave(n)
	}
}

type sealed interface{ isSealed() }

type one struct{}

func (one) isSealed() {}

// Seal keeps the interface in use.
func Seal(s sealed) sealed { return s }

// One makes one.
func One() any { return one{} }

var _ sealed = (*other)(nil)

type other struct{ one }

type base struct{}

func (base) start() { stopper.stop(nil) }

type stopper func()

func (s stopper) stop() {}

// Derived gets start from base.
type Derived struct{ *base }

// Run calls it.
func (d Derived) Run() { d.start() }
