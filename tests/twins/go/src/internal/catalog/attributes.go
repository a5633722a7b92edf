package catalog

import (
	"slices"
	"strings"
)

// tagsFrom takes what an editor typed, such as "new, sale,, vegan".
func tagsFrom(input string) []string {
	typed := strings.FieldsFunc(input, func(r rune) bool { return r == ',' })
	for i := range typed {
		typed[i] = strings.TrimSpace(typed[i])
	}
	cleaned := slices.DeleteFunc(typed, func(tag string) bool { return tag == "" })
	return append([]string{}, cleaned...)
}

func withoutRepeats(tags []string) []string {
	var single []string
	for i, tag := range tags {
		if slices.Index(tags, tag) == i {
			single = append(single, tag)
		}
	}
	return single
}

// Retag replaces the product's tags by those in the input.
func (p *Product) Retag(input string) {
	p.Tags = withoutRepeats(tagsFrom(strings.ToLower(input)))
}

func SharedStem(codes []string) string {
	if len(codes) == 0 {
		return ""
	}
	stem := codes[0]
	for _, code := range codes[1:] {
		for !strings.HasPrefix(code, stem) {
			stem = stem[:len(stem)-1]
		}
	}
	return stem
}

func ValidEAN(code string) bool {
	if len(code) != 13 {
		return false
	}
	sum := 0
	for i, r := range code {
		if r < '0' || r > '9' {
			return false
		}
		digit := int(r - '0')
		if i%2 == 1 {
			digit *= 3
		}
		sum += digit
	}
	return sum%10 == 0
}

func ValidISBN(code string) bool {
	if len(code) != 10 {
		return false
	}
	sum := 0
	for i, r := range code {
		digit := int(r - '0')
		if i == 9 && r == 'X' {
			digit = 10
		} else if r < '0' || r > '9' {
			return false
		}
		sum += digit * (10 - i)
	}
	return sum%11 == 0
}
