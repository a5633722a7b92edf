// Package auth tells who somebody is and what they may do.
package auth

import "slices"

// Level tells how sure we are who somebody is.
type Level int

// The levels, from the weakest on.
const (
	Guest Level = iota
	Password
	TwoFactor
)

func (l Level) String() string {
	switch l {
	case Guest:
		return "guest"
	case Password:
		return "password"
	case TwoFactor:
		return "two-factor"
	default:
		return "unknown"
	}
}

// User is somebody who has signed in.
type User struct {
	ID    string
	Level Level
	Roles []string
}

var grants = map[string][]string{
	"clerk":      {"orders.read", "orders.pay"},
	"packer":     {"orders.read", "stock.ship"},
	"supervisor": {"orders.read", "orders.pay", "orders.cancel", "stock.ship", "stock.writeoff"},
}

func GrantsOf(role string) []string { return slices.Clone(grants[role]) }

// Can tells whether one of the user's roles has the permission.
func (u *User) Can(permission string) bool {
	for _, role := range u.Roles {
		for _, granted := range grants[role] {
			if granted == permission {
				return true
			}
		}
	}
	return false
}
