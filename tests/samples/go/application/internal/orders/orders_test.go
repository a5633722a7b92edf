package orders

import "testing"

func TestParity(t *testing.T) {
	if !Parity(2) {
		helper(t)
	}
}

func helper(t *testing.T) { t.Fatal("wrong") }

func helperNobodyCalls() {}
