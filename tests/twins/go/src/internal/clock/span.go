package clock

import "time"

// Span is a stretch of time. From is not after To.
type Span struct {
	From time.Time
	To   time.Time
}

// Covers tells whether t lies in the span, both ends included.
func (s Span) Covers(t time.Time) bool {
	if t.Before(s.From) {
		return false
	}
	return !t.After(s.To)
}

// Surrounds tells whether t lies in the span, both ends left out.
func (s Span) Surrounds(t time.Time) bool {
	if !t.After(s.From) {
		return false
	}
	return t.Before(s.To)
}

// Holds tells whether t lies in the span, with its beginning and without its end.
func (s Span) Holds(t time.Time) bool {
	if t.Before(s.From) {
		return false
	}
	return t.Before(s.To)
}

// Overlaps tells whether both spans have more than a single moment in common.
func (s Span) Overlaps(other Span) bool {
	if !s.From.Before(other.To) {
		return false
	}
	return other.From.Before(s.To)
}

func (s Span) Encloses(other Span) bool {
	if other.From.Before(s.From) {
		return false
	}
	return !other.To.After(s.To)
}

// Days lists midnight (UTC) of each calendar day that the span touches, its last day included.
func (s Span) Days() []time.Time {
	var days []time.Time
	last := utcMidnight(s.To)
	for day := utcMidnight(s.From); !day.After(last); day = day.AddDate(0, 0, 1) {
		days = append(days, day)
	}
	return days
}

func utcMidnight(t time.Time) time.Time { return t.UTC().Truncate(24 * time.Hour) }
