package invoices

import (
	"time"

	"example.org/fernshop/internal/money"
)

// Entry is one booking. What comes in is positive, what goes out is negative.
type Entry struct {
	Account string
	Booked  time.Time
	Amount  money.Amount
}

// Ledger is all bookings in the order in which they were made.
type Ledger struct {
	entries []Entry
}

func (l *Ledger) Book(entry Entry) { l.entries = append(l.entries, entry) }

// Balance adds up all entries of an account.
func (l *Ledger) Balance(account string) money.Amount {
	var sum money.Amount
	for _, entry := range l.entries {
		if entry.Account == account {
			sum += entry.Amount
		}
	}
	return sum
}

func (l *Ledger) Received(account string) money.Amount {
	var sum money.Amount
	for _, entry := range l.entries {
		if entry.Account == account && entry.Amount > 0 {
			sum += entry.Amount
		}
	}
	return sum
}

// Spent adds up what went out from an account, as a positive amount.
func (l *Ledger) Spent(account string) money.Amount {
	var sum money.Amount
	for _, entry := range l.entries {
		if entry.Account == account && entry.Amount < 0 {
			sum -= entry.Amount
		}
	}
	return sum
}

// OpeningBalance adds up the entries of an account before a day, without that day.
func (l *Ledger) OpeningBalance(account string, day time.Time) money.Amount {
	var sum money.Amount
	for _, entry := range l.entries {
		if entry.Account == account && entry.Booked.Before(day) {
			sum += entry.Amount
		}
	}
	return sum
}

// BalanceUpTo adds up the entries of an account up to a moment, that moment included.
func (l *Ledger) BalanceUpTo(account string, moment time.Time) money.Amount {
	var sum money.Amount
	for _, entry := range l.entries {
		if entry.Account == account && !entry.Booked.After(moment) {
			sum += entry.Amount
		}
	}
	return sum
}
