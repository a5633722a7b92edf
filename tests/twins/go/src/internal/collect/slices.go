// Package collect has the slice helpers that the standard library lacks.
package collect

import (
	"cmp"
	"maps"
	"slices"
)

func Filter[T any](items []T, test func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if test(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

func Reject[T any](items []T, test func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if !test(item) {
			kept = append(kept, item)
		}
	}
	return kept
}

// TakeWhile keeps the elements up to the first for which test does not hold.
func TakeWhile[T any](items []T, test func(T) bool) []T {
	var kept []T
	for _, item := range items {
		if !test(item) {
			break
		}
		kept = append(kept, item)
	}
	return kept
}

func Any[T any](items []T, test func(T) bool) bool {
	for _, item := range items {
		if test(item) {
			return true
		}
	}
	return false
}

func All[T any](items []T, test func(T) bool) bool {
	for _, item := range items {
		if !test(item) {
			return false
		}
	}
	return true
}

func None[T any](items []T, test func(T) bool) bool {
	for _, item := range items {
		if test(item) {
			return false
		}
	}
	return true
}

// Unique keeps the first of equal elements, in the old order.
func Unique[T comparable](items []T) []T {
	seen := make(map[T]struct{}, len(items))
	var kept []T
	for _, item := range items {
		if _, again := seen[item]; again {
			continue
		}
		seen[item] = struct{}{}
		kept = append(kept, item)
	}
	return kept
}

func InBatches[T any](items []T, size int) [][]T {
	if size < 1 {
		return nil
	}
	var batches [][]T
	for start := 0; start < len(items); start += size {
		end := min(start+size, len(items))
		batches = append(batches, items[start:end:end])
	}
	return batches
}

func SortedKeys[K cmp.Ordered, V any](table map[K]V) []K {
	keys := slices.Collect(maps.Keys(table))
	slices.Sort(keys)
	return keys
}
