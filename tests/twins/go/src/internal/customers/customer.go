// Package customers knows who buys.
package customers

import (
	"strings"

	"example.org/fernshop/internal/mail"
)

const longestEmail = 254

// Customer is a person or company that has bought or may buy.
type Customer struct {
	ID    string
	Name  string
	Email string
	VIP   bool
}

func ByEmail(all []Customer, email string) (Customer, bool) {
	for _, customer := range all {
		if strings.EqualFold(customer.Email, email) {
			return customer, true
		}
	}
	return Customer{}, false
}

func ByID(all []Customer, id string) (Customer, bool) {
	for _, customer := range all {
		if customer.ID == id {
			return customer, true
		}
	}
	return Customer{}, false
}

func PlausibleEmail(email string) bool {
	if len(email) > longestEmail {
		return false
	}
	user, host, found := strings.Cut(email, "@")
	if !found || user == "" || host == "" {
		return false
	}
	if strings.ContainsAny(email, " \t\r\n<>,;") || strings.Contains(host, "@") {
		return false
	}
	if strings.HasPrefix(host, ".") || strings.HasSuffix(host, ".") {
		return false
	}
	return strings.Contains(host, ".") && !strings.Contains(host, "..")
}

// CCLine names all who get a copy of a letter.
func CCLine(people []mail.Address) string {
	shown := make([]string, len(people))
	for i, person := range people {
		shown[i] = person.Box
		if person.Name != "" {
			shown[i] = person.Name + " <" + person.Box + ">"
		}
	}
	return strings.Join(shown, ", ")
}
