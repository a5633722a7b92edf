// Package mail writes and sends the shop's letters.
package mail

import (
	"fmt"
	"slices"
	"strings"
)

// Address is a mailbox and, perhaps, whose it is.
type Address struct {
	Name string
	Box  string
}

// AddressError tells that a text is no mail address, and why.
type AddressError struct {
	Raw    string
	Reason string
}

func (e *AddressError) Error() string {
	return fmt.Sprintf("address %q: %s", e.Raw, e.Reason)
}

// validBox tells whether mail to the box can be tried at all.
func validBox(box string) bool {
	local, domain, found := strings.Cut(box, "@")
	if !found || local == "" || domain == "" {
		return false
	}
	if strings.ContainsAny(box, " \t\r\n<>,;") || strings.Contains(domain, "@") {
		return false
	}
	if strings.HasPrefix(domain, ".") || strings.HasSuffix(domain, ".") {
		return false
	}
	return strings.Contains(domain, ".") && !strings.Contains(domain, "..")
}

// Parse reads "Ann Example <ann@example.org>" or "ann@example.org".
func Parse(raw string) (Address, error) {
	name, rest, angled := strings.Cut(strings.TrimSpace(raw), "<")
	if !angled {
		name, rest = "", name
	} else if !strings.HasSuffix(rest, ">") {
		return Address{}, &AddressError{Raw: raw, Reason: "no closing bracket"}
	}
	if strings.ContainsAny(name, `,;"`) {
		return Address{}, &AddressError{Raw: raw, Reason: "name needs quotes"}
	}
	box := normalize(strings.TrimSuffix(rest, ">"))
	if !validBox(box) {
		return Address{}, &AddressError{Raw: raw, Reason: "no mailbox"}
	}
	return Address{Name: strings.TrimSpace(name), Box: box}, nil
}

// normalize makes the domain small. What stands before the at sign is the receiver's business and stays.
func normalize(box string) string {
	box = strings.TrimSpace(box)
	at := strings.LastIndexByte(box, '@')
	if at < 0 {
		return box
	}
	return box[:at] + strings.ToLower(box[at:])
}

// Boxes is a list of mailboxes.
type Boxes []string

// Distinct leaves out the boxes that stand further up already.
func (b Boxes) Distinct() Boxes {
	known := map[string]bool{}
	return slices.DeleteFunc(slices.Clone(b), func(box string) bool {
		before := known[box]
		known[box] = true
		return before
	})
}

// Without leaves out the boxes that are in the other list, such as those that bounced.
func (b Boxes) Without(other Boxes) Boxes {
	unwanted := map[string]bool{}
	for _, box := range other {
		unwanted[box] = true
	}
	return slices.DeleteFunc(slices.Clone(b), func(box string) bool {
		return unwanted[box]
	})
}

// Within leaves out the boxes that are not in the other list, such as that of the subscribers.
func (b Boxes) Within(other Boxes) Boxes {
	wanted := map[string]bool{}
	for _, box := range other {
		wanted[box] = true
	}
	return slices.DeleteFunc(slices.Clone(b), func(box string) bool {
		return !wanted[box]
	})
}
