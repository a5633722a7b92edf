// Package httpapi is what browsers and the shop's own apps talk to.
package httpapi

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"

	"example.org/fernshop/internal/auth"
)

const largestBody = 1 << 20

// StatusError is a failure that has an HTTP status of its own.
type StatusError struct {
	Status int
	Reason string
}

func (e *StatusError) Error() string {
	return fmt.Sprintf("%d: %s", e.Status, e.Reason)
}

func readJSON(w http.ResponseWriter, r *http.Request, into any) error {
	body := http.MaxBytesReader(w, r.Body, largestBody)
	decoder := json.NewDecoder(body)
	if err := decoder.Decode(into); err != nil {
		return &StatusError{Status: http.StatusBadRequest, Reason: err.Error()}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return &StatusError{Status: http.StatusBadRequest, Reason: "more than one value"}
	}
	return nil
}

func writeJSON(w http.ResponseWriter, status int, value any) error {
	body, err := json.Marshal(value)
	if err != nil {
		return &StatusError{Status: http.StatusInternalServerError, Reason: err.Error()}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_, err = w.Write(body)
	return err
}

func clampInt(n, low, high int) int {
	if n < low {
		return low
	}
	if n > high {
		return high
	}
	return n
}

// pageSize is the size that a request asks for, within reason.
func pageSize(r *http.Request) int {
	size, err := strconv.Atoi(r.URL.Query().Get("size"))
	if err != nil {
		return 25
	}
	return clampInt(size, 1, 200)
}

// cut tells which rows of a list a page shows.
func cut(page, size, rows int) (begin, end int) {
	page = max(page, 1)
	begin = (page - 1) * size
	if begin > rows {
		begin = rows
	}
	end = begin + size
	if end > rows {
		end = rows
	}
	return begin, end
}

func mayDo(action string, who *auth.User) bool {
	rights := make(map[string]struct{})
	for _, role := range who.Roles {
		for _, right := range auth.GrantsOf(role) {
			rights[right] = struct{}{}
		}
	}
	_, has := rights[action]
	return has
}

// Cursor tells where the next page of a list begins.
type Cursor struct {
	After string `json:"a"`
	Size  int    `json:"s"`
}

func EncodeCursor(cursor Cursor) (string, error) {
	raw, err := json.Marshal(cursor)
	if err != nil {
		return "", fmt.Errorf("cursor: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

func DecodeCursor(text string) (Cursor, error) {
	var cursor Cursor
	raw, err := base64.RawURLEncoding.DecodeString(text)
	if err != nil {
		return Cursor{}, fmt.Errorf("cursor: %w", err)
	}
	if err := json.Unmarshal(raw, &cursor); err != nil {
		return Cursor{}, fmt.Errorf("cursor: %w", err)
	}
	return cursor, nil
}

// EncodeLegacyCursor makes the text that apps before version 3 understand: hex instead of Base64.
func EncodeLegacyCursor(cursor Cursor) (string, error) {
	raw, err := json.Marshal(cursor)
	if err != nil {
		return "", fmt.Errorf("cursor: %w", err)
	}
	return hex.EncodeToString(raw), nil
}

func DecodeLegacyCursor(text string) (Cursor, error) {
	var cursor Cursor
	raw, err := hex.DecodeString(text)
	if err != nil {
		return Cursor{}, fmt.Errorf("cursor: %w", err)
	}
	if err := json.Unmarshal(raw, &cursor); err != nil {
		return Cursor{}, fmt.Errorf("cursor: %w", err)
	}
	return cursor, nil
}
