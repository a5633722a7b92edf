// Package clock does calendar sums. All of its days begin at midnight in the location of the given time.
package clock

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"
)

func StartOfDay(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day, 0, 0, 0, 0, t.Location())
}

// EndOfDay is midnight of the day after t: the first moment that no longer belongs to the day.
func EndOfDay(t time.Time) time.Time {
	year, month, day := t.Date()
	return time.Date(year, month, day+1, 0, 0, 0, 0, t.Location())
}

// StartOfWeek is midnight of the Monday on or before t.
func StartOfWeek(t time.Time) time.Time {
	year, month, day := t.Date()
	sinceMonday := (int(t.Weekday()) + 6) % 7
	return time.Date(year, month, day-sinceMonday, 0, 0, 0, 0, t.Location())
}

func StartOfMonth(t time.Time) time.Time {
	year, month, _ := t.Date()
	return time.Date(year, month, 1, 0, 0, 0, 0, t.Location())
}

// LastOfMonth is midnight of the last day of the month of t, the day on which the rent is due.
func LastOfMonth(t time.Time) time.Time {
	year, month, _ := t.Date()
	return time.Date(year, month+1, 0, 0, 0, 0, 0, t.Location())
}

// Holidays holds the days on which nobody works, written 2006-01-02.
type Holidays map[string]bool

// FirstWorkday is t itself if people work on that day, or else the next day on which they do.
func FirstWorkday(t time.Time, holidays map[string]bool) time.Time {
	for {
		weekday := t.Weekday()
		rest := weekday == time.Saturday || weekday == time.Sunday
		if !rest && !holidays[t.Format(time.DateOnly)] {
			return t
		}
		t = t.AddDate(0, 0, 1)
	}
}

// NextWorkday is the first day after t on which people work, never t itself.
func NextWorkday(t time.Time, holidays map[string]bool) time.Time {
	for {
		t = t.AddDate(0, 0, 1)
		weekday := t.Weekday()
		rest := weekday == time.Saturday || weekday == time.Sunday
		if !rest && !holidays[t.Format(time.DateOnly)] {
			return t
		}
	}
}

func PreviousWorkday(t time.Time, holidays map[string]bool) time.Time {
	for {
		t = t.AddDate(0, 0, -1)
		weekday := t.Weekday()
		rest := weekday == time.Saturday || weekday == time.Sunday
		if !rest && !holidays[t.Format(time.DateOnly)] {
			return t
		}
	}
}

// ErrDate tells that a text is no date.
var ErrDate = errors.New("not a date")

// ParseUS reads 12/31/2024.
func ParseUS(raw string) (time.Time, error) {
	parts := strings.Split(strings.TrimSpace(raw), "/")
	if len(parts) != 3 {
		return time.Time{}, fmt.Errorf("date %q: %w", raw, ErrDate)
	}
	return utcDate(raw, parts[2], parts[0], parts[1])
}

// ParseDE reads 31.12.2024.
func ParseDE(raw string) (time.Time, error) {
	parts := strings.Split(strings.TrimSpace(raw), ".")
	if len(parts) != 3 {
		return time.Time{}, fmt.Errorf("date %q: %w", raw, ErrDate)
	}
	return utcDate(raw, parts[2], parts[1], parts[0])
}

// utcDate refuses what the calendar does not have, such as February 30.
func utcDate(raw, year, month, day string) (time.Time, error) {
	y, yErr := strconv.Atoi(year)
	m, mErr := strconv.Atoi(month)
	d, dErr := strconv.Atoi(day)
	if err := errors.Join(yErr, mErr, dErr); err != nil {
		return time.Time{}, fmt.Errorf("date %q: %w", raw, ErrDate)
	}
	date := time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC)
	if date.Month() != time.Month(m) || date.Day() != d {
		return time.Time{}, fmt.Errorf("date %q: %w", raw, ErrDate)
	}
	return date, nil
}
