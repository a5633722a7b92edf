package a_test

import (
	"testing"

	"example.org/gen/internal/a"
)

func TestIt(t *testing.T) { a.Exposed() }

func BenchmarkIt(b *testing.B) { a.Live() }

func ExampleLive() {}
