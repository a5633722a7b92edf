package main

func total(prices []int, currency string) int {
	return sum(prices, 0)
}

func sum(prices []int, from int) int {
	for _, one := range prices {
		from += one
	}
	return from
}

func byName(a, b string, strict bool) bool {
	return a < b
}
