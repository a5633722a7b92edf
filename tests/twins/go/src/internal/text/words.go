package text

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// Normalize puts one space for every run of white space and none at the ends.
func Normalize(s string) string {
	var out strings.Builder
	pending := false
	for _, r := range strings.TrimSpace(s) {
		if r == ' ' || r == '\t' || r == '\n' || r == '\r' {
			pending = true
			continue
		}
		if pending {
			out.WriteByte(' ')
			pending = false
		}
		out.WriteRune(r)
	}
	return out.String()
}

// CommonPrefix returns the longest beginning that all words share, byte by byte.
func CommonPrefix(words []string) string {
	if len(words) == 0 {
		return ""
	}
	prefix := words[0]
	for _, word := range words[1:] {
		for !strings.HasPrefix(word, prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix
}

func CommonSuffix(words []string) string {
	if len(words) == 0 {
		return ""
	}
	suffix := words[0]
	for _, word := range words[1:] {
		for !strings.HasSuffix(word, suffix) {
			suffix = suffix[1:]
		}
	}
	return suffix
}

var notSlug = regexp.MustCompile(`[^a-z0-9]+`)

func Slugify(title string) string {
	lowered := strings.ToLower(title)
	dashed := notSlug.ReplaceAllString(lowered, "-")
	dashed = strings.TrimPrefix(dashed, "-")
	return strings.TrimSuffix(dashed, "-")
}

const ellipsis = "…"

// TruncateRunes cuts s so that it has at most limit characters, the ellipsis among them.
func TruncateRunes(s string, limit int) string {
	if limit <= 0 {
		return ""
	}
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)
	kept := strings.TrimRight(string(runes[:limit-1]), " ")
	return kept + ellipsis
}

func Teaser(body string, limit int) string {
	first, _, _ := strings.Cut(strings.TrimSpace(body), "\n\n")
	return TruncateRunes(Normalize(first), limit)
}
