// Package netutil holds what the shop needs to talk to other services.
package netutil

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"
)

const bodyLimit = 1 << 20

// Client is shared by all callers, so that connections are used again.
var Client = &http.Client{Timeout: 10 * time.Second}

func GetJSON(ctx context.Context, url string, out any) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return fmt.Errorf("get %s: %w", url, err)
	}
	request.Header.Set("Accept", "application/json")
	response, err := Client.Do(request)
	if err != nil {
		return fmt.Errorf("get %s: %w", url, err)
	}
	defer response.Body.Close()
	if response.StatusCode != http.StatusOK {
		return fmt.Errorf("get %s: %s", url, response.Status)
	}
	return json.NewDecoder(io.LimitReader(response.Body, bodyLimit)).Decode(out)
}

// PostJSON sends in to url as JSON. The answer's body is thrown away.
func PostJSON(ctx context.Context, url string, in any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("post %s: %w", url, err)
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, url, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("post %s: %w", url, err)
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := Client.Do(request)
	if err != nil {
		return fmt.Errorf("post %s: %w", url, err)
	}
	defer response.Body.Close()
	if response.StatusCode/100 != 2 {
		return fmt.Errorf("post %s: %s", url, response.Status)
	}
	return nil
}

// ErrPermanent marks a failure that no second try can heal.
var ErrPermanent = errors.New("permanent failure")

// Retry calls the action up to tries times, with the same pause between them, whatever the failure.
func Retry(ctx context.Context, tries int, pause time.Duration, action func(context.Context) error) error {
	for try := 1; ; try++ {
		err := action(ctx)
		if err == nil || try >= tries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// RetryDoubling calls the action up to tries times. The pause doubles after each failure.
func RetryDoubling(ctx context.Context, tries int, pause time.Duration, action func(context.Context) error) error {
	for try := 1; ; try++ {
		err := action(ctx)
		if err == nil || try >= tries {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
		pause *= 2
	}
}

// RetryTransient calls the action up to tries times, but gives up at once when the failure is permanent.
func RetryTransient(ctx context.Context, tries int, pause time.Duration, action func(context.Context) error) error {
	for try := 1; ; try++ {
		err := action(ctx)
		if err == nil || try >= tries || errors.Is(err, ErrPermanent) {
			return err
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(pause):
		}
	}
}

// HostList reads "a.example, b.example" and leaves out what is empty between two commas.
func HostList(raw string) []string {
	hosts := []string{}
	for _, piece := range strings.Split(raw, ",") {
		host := strings.TrimSpace(piece)
		if host != "" {
			hosts = append(hosts, host)
		}
	}
	return hosts
}

// Normalize gives two spellings of an address the same text: lower case host, no default port, no dots in the path.
func Normalize(raw string) (string, error) {
	address, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", err
	}
	address.Scheme = strings.ToLower(address.Scheme)
	host := strings.ToLower(address.Host)
	if address.Scheme == "http" {
		host = strings.TrimSuffix(host, ":80")
	}
	if address.Scheme == "https" {
		host = strings.TrimSuffix(host, ":443")
	}
	address.Host = host
	address.Path = path.Clean("/" + address.Path)
	address.Fragment = ""
	return address.String(), nil
}
