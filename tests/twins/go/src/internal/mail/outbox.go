package mail

import (
	"slices"
	"sync"
	"time"
)

// Outbox holds the messages that wait for their time.
type Outbox struct {
	mu      sync.Mutex
	letters []Message
}

// Add puts a message in. One with the same id takes the place of the older one.
func (o *Outbox) Add(letter Message) {
	o.mu.Lock()
	defer o.mu.Unlock()
	for i := range o.letters {
		if o.letters[i].ID == letter.ID {
			o.letters[i] = letter
			return
		}
	}
	o.letters = append(o.letters, letter)
}

func (o *Outbox) TakeDue(moment time.Time) (Message, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	earliest := -1
	for n, letter := range o.letters {
		if letter.SendAt.After(moment) {
			continue
		}
		if earliest < 0 || letter.SendAt.Before(o.letters[earliest].SendAt) {
			earliest = n
		}
	}
	if earliest < 0 {
		return Message{}, false
	}
	letter := o.letters[earliest]
	o.letters = slices.Delete(o.letters, earliest, earliest+1)
	return letter, true
}
