package catalog

import (
	"sort"
	"strings"
)

func Cheapest(products []Product) (Product, bool) {
	if len(products) == 0 {
		return Product{}, false
	}
	best := products[0]
	for _, product := range products[1:] {
		if product.Price < best.Price {
			best = product
		}
	}
	return best, true
}

func Dearest(products []Product) (Product, bool) {
	if len(products) == 0 {
		return Product{}, false
	}
	best := products[0]
	for _, product := range products[1:] {
		if product.Price > best.Price {
			best = product
		}
	}
	return best, true
}

func Oldest(products []Product) (Product, bool) {
	if len(products) == 0 {
		return Product{}, false
	}
	best := products[0]
	for _, product := range products[1:] {
		if product.AddedAt.Before(best.AddedAt) {
			best = product
		}
	}
	return best, true
}

// Newest is the product that came last.
func Newest(products []Product) (Product, bool) {
	if len(products) == 0 {
		return Product{}, false
	}
	best := products[0]
	for _, product := range products[1:] {
		if product.AddedAt.After(best.AddedAt) {
			best = product
		}
	}
	return best, true
}

// CheapestInStock is the product with the lowest price among those that can be sent today.
func CheapestInStock(products []Product) (Product, bool) {
	var best Product
	found := false
	for _, product := range products {
		if product.Stock < 1 {
			continue
		}
		if !found || product.Price < best.Price {
			best, found = product, true
		}
	}
	return best, found
}

func SortByPrice(products []Product) {
	sort.SliceStable(products, func(i, j int) bool {
		if products[i].Price != products[j].Price {
			return products[i].Price < products[j].Price
		}
		return products[i].ID < products[j].ID
	})
}

func SortByPriceDown(products []Product) {
	sort.SliceStable(products, func(i, j int) bool {
		if products[i].Price != products[j].Price {
			return products[i].Price > products[j].Price
		}
		return products[i].ID < products[j].ID
	})
}

// SortByName orders by name as written: all capitals come before the small letters.
func SortByName(products []Product) {
	sort.SliceStable(products, func(i, j int) bool {
		if products[i].Name != products[j].Name {
			return products[i].Name < products[j].Name
		}
		return products[i].ID < products[j].ID
	})
}

// SortByNameFold orders by name without regard to capitals.
func SortByNameFold(products []Product) {
	sort.SliceStable(products, func(i, j int) bool {
		left, right := strings.ToLower(products[i].Name), strings.ToLower(products[j].Name)
		if left != right {
			return left < right
		}
		return products[i].ID < products[j].ID
	})
}

// SortedByStock is a copy with the fullest shelves first; the slice itself stays as it is.
func SortedByStock(products []Product) []Product {
	sorted := append([]Product(nil), products...)
	sort.SliceStable(sorted, func(i, j int) bool {
		if sorted[i].Stock != sorted[j].Stock {
			return sorted[i].Stock > sorted[j].Stock
		}
		return sorted[i].ID < sorted[j].ID
	})
	return sorted
}
