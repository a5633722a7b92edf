package catalog

import "strings"

const (
	smallestPage = 12
	largestPage  = 96
)

func clampInt(n, low, high int) int {
	if n < low {
		return low
	}
	if n > high {
		return high
	}
	return n
}

func Page(products []Product, page, size int) []Product {
	from, to := pageBounds(page, clampInt(size, smallestPage, largestPage), len(products))
	return products[from:to]
}

func pageBounds(page, size, total int) (int, int) {
	if page < 1 {
		page = 1
	}
	from := (page - 1) * size
	if from > total {
		from = total
	}
	to := from + size
	if to > total {
		to = total
	}
	return from, to
}

// NameContains finds the products whose name holds the text exactly as written.
func NameContains(products []Product, text string) []Product {
	var found []Product
	for _, product := range products {
		if strings.Contains(product.Name, text) {
			found = append(found, product)
		}
	}
	return found
}

func NameContainsFold(products []Product, text string) []Product {
	var found []Product
	wanted := strings.ToLower(text)
	for _, product := range products {
		if strings.Contains(strings.ToLower(product.Name), wanted) {
			found = append(found, product)
		}
	}
	return found
}
