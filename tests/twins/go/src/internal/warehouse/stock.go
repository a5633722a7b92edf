// Package warehouse knows what lies where and what leaves the house.
package warehouse

import (
	"fmt"
	"log/slog"
	"sync"

	"example.org/fernshop/internal/collect"
)

// Level is what the warehouse has of one article.
type Level struct {
	OnHand   int
	Reserved int
	Lost     int
}

func (l Level) Free() int { return l.OnHand - l.Reserved }

// Stock holds the level of each article. All of its methods may be called at once.
type Stock struct {
	mu     sync.Mutex
	levels map[string]Level
}

func NewStock() *Stock {
	return &Stock{
		levels: make(map[string]Level),
	}
}

// ShortageError tells that there is less of an article than was asked for.
type ShortageError struct {
	SKU    string
	Wanted int
	Free   int
}

func (e *ShortageError) Error() string {
	return fmt.Sprintf("%s: %d wanted, %d free", e.SKU, e.Wanted, e.Free)
}

func (s *Stock) SKUs() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return collect.SortedKeys(s.levels)
}

func (s *Stock) Receive(sku string, units int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	level := s.levels[sku]
	if units < 1 {
		return fmt.Errorf("receive %d of %s", units, sku)
	}
	level.OnHand += units
	s.levels[sku] = level
	return nil
}

func (s *Stock) Reserve(sku string, units int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	level := s.levels[sku]
	if units > level.Free() {
		return &ShortageError{SKU: sku, Wanted: units, Free: level.Free()}
	}
	level.Reserved += units
	s.levels[sku] = level
	return nil
}

// ReserveFor promises units that are still free and notes for which order.
func (s *Stock) ReserveFor(order, sku string, units int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	level := s.levels[sku]
	if units > level.Free() {
		return &ShortageError{SKU: sku, Wanted: units, Free: level.Free()}
	}
	level.Reserved += units
	s.levels[sku] = level
	slog.Info("reserved", "order", order, "sku", sku, "units", units)
	return nil
}

func (s *Stock) Release(sku string, units int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	level := s.levels[sku]
	if units > level.Reserved {
		return &ShortageError{SKU: sku, Wanted: units, Free: level.Reserved}
	}
	level.Reserved -= units
	s.levels[sku] = level
	return nil
}

// Ship sends promised units away: they are neither on the shelf nor promised any more.
func (s *Stock) Ship(sku string, units int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	level := s.levels[sku]
	if units > level.Reserved {
		return &ShortageError{SKU: sku, Wanted: units, Free: level.Reserved}
	}
	level.Reserved -= units
	level.OnHand -= units
	s.levels[sku] = level
	return nil
}

// WriteOff takes broken or lost units, which nobody was promised, from the shelf.
func (s *Stock) WriteOff(sku string, units int) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	level := s.levels[sku]
	if units > level.Free() {
		return &ShortageError{SKU: sku, Wanted: units, Free: level.Free()}
	}
	level.OnHand -= units
	level.Lost += units
	s.levels[sku] = level
	return nil
}

const (
	aisles      = 24
	binsInAisle = 80
)

// BinLabel is what is printed on a bin. Numbers that do not exist become the nearest one that does.
func BinLabel(aisle, bin int) string {
	return fmt.Sprintf("%02d-%02d", clampInt(aisle, 1, aisles), clampInt(bin, 1, binsInAisle))
}

func clampInt(n, low, high int) int {
	if n < low {
		return low
	}
	if n > high {
		return high
	}
	return n
}
