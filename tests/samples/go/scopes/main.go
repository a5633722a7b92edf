package main

import "example.org/scopes/internal/store"

const limit = 3

const timeout = 4

func size() int { return 1 }

func inner() int { return 2 }

func count() int { return 3 }

func width() int { return 4 }

func label() {}

type Foo struct{}

type holder struct {
	foo  Foo
	next func() Foo
}

// Foo is a method that is called like a type.
func (h holder) Foo() Foo { return h.foo }

type list[T any] struct{ items []T }

func (l *list[T]) push(item T) { l.items = append(l.items, item) }

func (l *list[T]) pop() {}

func apply[F func(int)](f F) { f(1) }

func helperOf(n int) {}

type logger struct{}

func (logger) flush() {}

func (logger) drain() {}

type file struct{}

func (file) flush() {}

func (file) close() {}

func (*file) seek() {}

type conn struct{}

func (conn) close() {}

func (conn) seek() {}

func main() {
	if limit := size(); limit > 0 {
		println(limit)
	}
	println(limit)
	{
		inner := func() int { return 0 }
		inner()
	}
	println(inner())
	for count := 0; count < 3; count++ {
		println(count)
	}
	switch width := any(1).(type) {
	case int:
		println(width)
	}
	func(timeout int) { println(timeout) }(1)
label:
	for range 3 {
		break label
	}
	l := &list[int]{}
	l.push(1)
	apply(helperOf)
	h := holder{}
	h.Foo()
	store := store.Open()
	store.Get()
	logger{}.flush()
	var f file
	f.flush()
	f.close()
	(&f).seek()
	c := conn{}
	_ = c
}
