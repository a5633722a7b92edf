// Package catalog knows what the shop sells.
package catalog

import (
	"time"

	"example.org/fernshop/internal/money"
)

// Product is one thing on sale.
type Product struct {
	ID      string
	Name    string
	EAN     string
	Price   money.Amount
	Stock   int
	Tags    []string
	AddedAt time.Time
}

// Category is a node of the tree in which products are filed.
type Category struct {
	ID       string
	Title    string
	Children []*Category
}

func (c *Category) Descendants() []string {
	ids := []string{c.ID}
	for _, child := range c.Children {
		ids = append(ids, child.Descendants()...)
	}
	return ids
}

// Leaves lists the ids of the categories that have none below them.
func (c *Category) Leaves() []string {
	if len(c.Children) == 0 {
		return []string{c.ID}
	}
	var ids []string
	for _, child := range c.Children {
		ids = append(ids, child.Leaves()...)
	}
	return ids
}
