package config

import (
	"os"
	"strconv"
	"strings"
)

// SettingError tells which setting cannot be used, and why.
type SettingError struct {
	Key   string
	Cause error
}

func (e *SettingError) Error() string {
	return "setting " + e.Key + ": " + e.Cause.Error()
}

func (e *SettingError) Unwrap() error { return e.Cause }

// Limits bounds what one installation takes on.
type Limits struct {
	Workers  int
	Uploads  int
	Sessions int
}

func quota(standard int, variable string) (limit int, err error) {
	text := strings.TrimSpace(os.Getenv(variable))
	if text != "" {
		parsed, cause := strconv.ParseInt(text, 10, strconv.IntSize)
		if cause != nil {
			return 0, &SettingError{Key: variable, Cause: cause}
		}
		standard = int(parsed)
	}
	return standard, nil
}

// LoadLimits reads all limits. The first that cannot be used is an error.
func LoadLimits() (Limits, error) {
	var limits Limits
	for _, wanted := range []struct {
		variable string
		standard int
		into     *int
	}{
		{"FERNSHOP_WORKERS", 4, &limits.Workers},
		{"FERNSHOP_UPLOADS", 20, &limits.Uploads},
		{"FERNSHOP_SESSIONS", 10_000, &limits.Sessions},
	} {
		limit, err := quota(wanted.standard, wanted.variable)
		if err != nil {
			return Limits{}, err
		}
		*wanted.into = limit
	}
	return limits, nil
}
