package auth

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"time"
)

func NewToken(n int) (string, error) {
	raw := make([]byte, n)
	if _, err := rand.Read(raw); err != nil {
		return "", fmt.Errorf("no randomness: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(raw), nil
}

// BearerToken takes the token out of a request.
func BearerToken(r *http.Request) string {
	token := ""
	scheme, rest, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if found && strings.EqualFold(scheme, "Bearer") {
		token = strings.TrimSpace(rest)
	}
	return token
}

type session struct {
	user    *User
	expires time.Time
}

// Sessions remembers who is signed in. All of its methods may be called at once.
type Sessions struct {
	mu   sync.Mutex
	open map[string]session
}

func NewSessions() *Sessions {
	return &Sessions{
		open: make(map[string]session),
	}
}

func (s *Sessions) Begin(user *User, lasts time.Duration) (string, error) {
	key, err := NewToken(32)
	if err != nil {
		return "", err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.open[key] = session{user: user, expires: time.Now().Add(lasts)}
	return key, nil
}

func (s *Sessions) Lookup(key string, now time.Time) (*User, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, known := s.open[key]
	if !known || !now.Before(found.expires) {
		return nil, false
	}
	return found.user, true
}

// Renew returns whose session it is, if it is still open, and lets it last longer from now on.
func (s *Sessions) Renew(key string, now time.Time, lasts time.Duration) (*User, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	found, known := s.open[key]
	if !known || !now.Before(found.expires) {
		return nil, false
	}
	found.expires = now.Add(lasts)
	s.open[key] = found
	return found.user, true
}

// Sweep closes the sessions that have run out and tells how many.
func (s *Sessions) Sweep(now time.Time) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	closed := 0
	for key, found := range s.open {
		if !now.Before(found.expires) {
			delete(s.open, key)
			closed++
		}
	}
	return closed
}
