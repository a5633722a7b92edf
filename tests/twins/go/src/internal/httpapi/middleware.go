package httpapi

import (
	"context"
	"log/slog"
	"net/http"
	"strings"
	"time"

	"example.org/fernshop/internal/auth"
)

type contextKey int

const userKey contextKey = iota

func withLog(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		next.ServeHTTP(w, r)
		slog.Info("request", "method", r.Method, "path", r.URL.Path, "took", time.Since(begun))
	})
}

func withRecovery(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		defer func() {
			if cause := recover(); cause != nil {
				slog.Error("panic", "path", r.URL.Path, "cause", cause)
				http.Error(w, "internal error", http.StatusInternalServerError)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func withDeadline(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 20*time.Second)
		defer cancel()
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

// requireUser lets only those through who are signed in, with a bearer token or a cookie.
func requireUser(sessions *auth.Sessions, next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		key := ""
		kind, value, split := strings.Cut(r.Header.Get("Authorization"), " ")
		if split && strings.EqualFold(kind, "Bearer") {
			key = strings.TrimSpace(value)
		}
		if cookie, err := r.Cookie("session"); key == "" && err == nil {
			key = cookie.Value
		}
		user, open := sessions.Lookup(key, time.Now())
		if !open {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "sign in first", http.StatusUnauthorized)
			return
		}
		ctx := context.WithValue(r.Context(), userKey, user)
		next.ServeHTTP(w, r.WithContext(ctx))
	})
}

func userOf(r *http.Request) *auth.User {
	if user, ok := r.Context().Value(userKey).(*auth.User); ok {
		return user
	}
	return &auth.User{}
}
