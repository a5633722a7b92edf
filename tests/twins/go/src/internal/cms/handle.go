// Package cms serves the pages that editors write.
package cms

import "strings"

func MakeHandle(headline string) string {
	parts := strings.FieldsFunc(strings.ToLower(headline), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	return strings.Join(parts, "-")
}
