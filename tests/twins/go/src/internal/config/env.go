// Package config reads what differs from one installation to the next.
package config

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
)

// EnvInt is the whole number in an environment variable, or the fallback if it is not set or blank.
func EnvInt(key string, fallback int) (int, error) {
	raw, set := os.LookupEnv(key)
	raw = strings.TrimSpace(raw)
	if !set || raw == "" {
		return fallback, nil
	}
	value, err := strconv.Atoi(raw)
	if err != nil {
		return 0, fmt.Errorf("setting %s: %w", key, err)
	}
	return value, nil
}

func EnvBool(key string, fallback bool) (bool, error) {
	raw, set := os.LookupEnv(key)
	raw = strings.TrimSpace(raw)
	if !set || raw == "" {
		return fallback, nil
	}
	value, err := strconv.ParseBool(raw)
	if err != nil {
		return false, fmt.Errorf("setting %s: %w", key, err)
	}
	return value, nil
}

func splitList(setting string) []string {
	values := []string{}
	for _, part := range strings.Split(setting, ",") {
		value := strings.TrimSpace(part)
		if value != "" {
			values = append(values, value)
		}
	}
	return values
}

func EnvList(key string, fallback []string) []string {
	if values := splitList(os.Getenv(key)); len(values) > 0 {
		return values
	}
	return fallback
}

// meaningful gives what an installer wrote, without remarks and gaps.
func meaningful(source io.Reader) ([]string, error) {
	content, err := io.ReadAll(source)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	var rows []string
	for _, row := range strings.Split(string(content), "\n") {
		row = strings.TrimSpace(row)
		if row != "" && row[0] != '#' {
			rows = append(rows, row)
		}
	}
	return rows, nil
}

// Parse reads one row, such as `name = value` or `name = "a value"`.
func Parse(row string) (string, string, error) {
	name, value, found := strings.Cut(row, "=")
	name = strings.TrimSpace(name)
	if !found || name == "" {
		return "", "", fmt.Errorf("row %q has no name and value", row)
	}
	value = strings.TrimSpace(value)
	if !strings.HasPrefix(value, `"`) {
		return name, value, nil
	}
	unquoted, err := strconv.Unquote(value)
	if err != nil {
		return "", "", fmt.Errorf("value of %s: %w", name, err)
	}
	return name, unquoted, nil
}

func Load(source io.Reader) (map[string]string, error) {
	rows, err := meaningful(source)
	if err != nil {
		return nil, err
	}
	settings := make(map[string]string, len(rows))
	for _, row := range rows {
		name, value, err := Parse(row)
		if err != nil {
			return nil, err
		}
		settings[name] = value
	}
	return settings, nil
}
