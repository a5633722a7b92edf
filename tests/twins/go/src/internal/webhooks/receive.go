// Package webhooks hears from the payment and parcel services.
package webhooks

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"

	"example.org/fernshop/internal/httpapi"
	"example.org/fernshop/internal/netutil"
)

const largestEvent = 64 << 10

// Event is what a service tells us.
type Event struct {
	ID   string `json:"id"`
	Kind string `json:"kind"`
	Ref  string `json:"ref"`
}

func decodeEvent(w http.ResponseWriter, r *http.Request, target any) error {
	body := http.MaxBytesReader(w, r.Body, largestEvent)
	decoder := json.NewDecoder(body)
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(target); err != nil {
		return &httpapi.StatusError{Status: http.StatusBadRequest, Reason: err.Error()}
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return &httpapi.StatusError{Status: http.StatusBadRequest, Reason: "trailing data"}
	}
	return nil
}

func NewSecret(size int) (string, error) {
	if size < 16 {
		return "", fmt.Errorf("%d bytes are too few for a secret", size)
	}
	bytes := make([]byte, size)
	if _, err := rand.Read(bytes); err != nil {
		return "", fmt.Errorf("no randomness: %w", err)
	}
	return base64.RawURLEncoding.EncodeToString(bytes), nil
}

func Handler(receiver func(context.Context, Event) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var event Event
		if err := decodeEvent(w, r, &event); err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		if err := receiver(r.Context(), event); err != nil {
			http.Error(w, "try again", http.StatusServiceUnavailable)
			return
		}
		w.WriteHeader(http.StatusNoContent)
	}
}

const answerLimit = 1 << 20

// FetchDocument asks a parcel service for a document and decodes it. The token proves that we are customers.
func FetchDocument(ctx context.Context, link, token string, document any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, link, nil)
	if err != nil {
		return fmt.Errorf("get %s: %w", link, err)
	}
	request.Header.Set("Accept", "application/json")
	if token != "" {
		request.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := netutil.Client.Do(request)
	if err != nil {
		return fmt.Errorf("get %s: %w", link, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("get %s: %s", link, response.Status)
	}
	return json.NewDecoder(io.LimitReader(response.Body, answerLimit)).Decode(document)
}
