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

type lookup func(text string, from int, exact bool) int

var ways = []lookup{findFirst, findLast}

func findFirst(text string, from int, exact bool) int {
	return find(text, from, exact, 1)
}

func findLast(text string, from int, exact bool) int {
	if exact {
		return len(text)
	}
	return find(text, from, exact, -1)
}

// find keeps to what its callers take.
func find(text string, from int, exact bool, step int) int {
	return from + step*len(text)
}
