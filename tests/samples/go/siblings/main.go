package main

import (
	"fmt"
	"sync"
)

// Stock counts things; each method unlocks what it locked, but one.
type Stock struct {
	mu    sync.Mutex
	count map[string]int
}

func (s *Stock) Put(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count[name]++
}

func (s *Stock) Take(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count[name]--
}

func (s *Stock) Has(name string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.count[name] > 0
}

func (s *Stock) Reset() {
	s.mu.Lock()
	s.count = map[string]int{}
	s.mu.Unlock()
}

func (s *Stock) Size() int {
	s.mu.Lock()
	return len(s.count)
}

func main() {
	stock := &Stock{count: map[string]int{}}
	stock.Put("a")
	stock.Take("a")
	stock.Reset()
	fmt.Println(stock.Has("a"), stock.Size())
}
