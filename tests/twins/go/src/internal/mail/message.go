package mail

import (
	"mime"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Message is a letter that has not been sent yet.
type Message struct {
	ID      string
	From    Address
	To      []Address
	Subject string
	Body    string
	SendAt  time.Time
}

func recipientHeader(addresses []Address) string {
	var header strings.Builder
	for i, address := range addresses {
		if i > 0 {
			header.WriteString(", ")
		}
		if address.Name == "" {
			header.WriteString(address.Box)
			continue
		}
		header.WriteString(address.Name)
		header.WriteString(" <")
		header.WriteString(address.Box)
		header.WriteByte('>')
	}
	return header.String()
}

func headerSafe(value string) string {
	var safe strings.Builder
	for _, r := range value {
		if r == unicode.ReplacementChar || unicode.IsControl(r) {
			continue
		}
		safe.WriteRune(r)
	}
	return strings.TrimSpace(safe.String())
}

func (m *Message) Render(extra map[string]string) []byte {
	var out strings.Builder
	out.WriteString("From: " + headerSafe(recipientHeader([]Address{m.From})) + "\r\n")
	out.WriteString("To: " + headerSafe(recipientHeader(m.To)) + "\r\n")

	var subject strings.Builder
	for _, letter := range m.Subject {
		if letter == unicode.ReplacementChar || unicode.IsControl(letter) {
			continue
		}
		subject.WriteRune(letter)
	}
	title := strings.TrimSpace(subject.String())
	out.WriteString("Subject: " + mime.QEncoding.Encode("utf-8", title) + "\r\n")

	for name, value := range extra {
		out.WriteString(headerSafe(name) + ": " + headerSafe(value) + "\r\n")
	}
	out.WriteString("Content-Type: text/plain; charset=utf-8\r\n\r\n")
	for _, line := range strings.Split(m.Body, "\n") {
		line = strings.TrimSuffix(line, "\r")
		if strings.HasPrefix(line, ".") {
			out.WriteByte('.')
		}
		out.WriteString(line + "\r\n")
	}
	return []byte(out.String())
}

const (
	ellipsis     = "…"
	previewRunes = 90
)

// Preview is the line that a mail program shows below the subject.
func (m *Message) Preview() string {
	return TruncateRunes(strings.Join(strings.Fields(m.Body), " "), previewRunes)
}

func TruncateRunes(s string, limit int) string {
	if limit <= 0 {
		return ""
	}
	// Most texts are short.
	if utf8.RuneCountInString(s) <= limit {
		return s
	}
	runes := []rune(s)
	kept := strings.TrimRight(string(runes[:limit-1]), " ")
	return kept + ellipsis
}
