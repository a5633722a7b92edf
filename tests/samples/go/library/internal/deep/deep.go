package deep

import "strings"

// Upper is used by the other module of the repository.
func Upper(s string) string { return strings.ToUpper(s) }

// Lower is used by nobody, and nobody else may import it.
func Lower(s string) string { return strings.ToLower(s) }
