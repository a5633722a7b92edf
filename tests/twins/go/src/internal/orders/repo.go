package orders

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sync"
)

// ErrNotFound tells that there is no such order.
var ErrNotFound = errors.New("order not found")

// Repo keeps orders in memory. All of its methods may be called at once.
type Repo struct {
	mu     sync.RWMutex
	orders map[string]Order
}

func NewRepo() *Repo {
	return &Repo{
		orders: make(map[string]Order),
	}
}

func (r *Repo) Find(id string) (Order, error) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	order, known := r.orders[id]
	if !known {
		return Order{}, fmt.Errorf("order %s: %w", id, ErrNotFound)
	}
	return order, nil
}

// Insert stores a new order. An order with the same id is an error.
func (r *Repo) Insert(order Order) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.orders[order.ID]; known {
		return fmt.Errorf("order %s is already there", order.ID)
	}
	r.orders[order.ID] = order
	return nil
}

// Update stores an order in place of the one with the same id. There must be one.
func (r *Repo) Update(order Order) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if _, known := r.orders[order.ID]; !known {
		return fmt.Errorf("order %s: %w", order.ID, ErrNotFound)
	}
	r.orders[order.ID] = order
	return nil
}

func (r *Repo) History(customer string, page, size int) []Order {
	r.mu.RLock()
	defer r.mu.RUnlock()
	var theirs []Order
	for _, order := range r.orders {
		if order.Customer == customer {
			theirs = append(theirs, order)
		}
	}
	slices.SortFunc(theirs, func(a, b Order) int {
		return cmp.Or(b.Placed.Compare(a.Placed), cmp.Compare(a.ID, b.ID))
	})
	first, last := window(page, size, len(theirs))
	return theirs[first:last]
}

func window(page, size, total int) (int, int) {
	if page < 1 {
		page = 1
	}
	if size < 1 {
		size = 20
	}
	first := (page - 1) * size
	if first > total {
		first = total
	}
	last := first + size
	if last > total {
		last = total
	}
	return first, last
}
