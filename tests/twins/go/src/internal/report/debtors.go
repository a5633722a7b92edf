// Package report makes the tables for the Monday meeting.
package report

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"sort"

	"example.org/fernshop/internal/invoices"
	"example.org/fernshop/internal/money"
)

// owedPerClient is what each debtor still has to pay us.
func owedPerClient(bills []invoices.Invoice) map[string]money.Amount {
	unpaid := slices.DeleteFunc(slices.Clone(bills), func(bill invoices.Invoice) bool { return bill.Settled })
	slices.SortFunc(unpaid, func(a, b invoices.Invoice) int { return cmp.Compare(a.Customer, b.Customer) })
	owed := make(map[string]money.Amount)
	for len(unpaid) > 0 {
		client, sum, n := unpaid[0].Customer, money.Zero, 0
		for n < len(unpaid) && unpaid[n].Customer == client {
			sum += unpaid[n].Gross()
			n++
		}
		owed[client] = sum
		unpaid = unpaid[n:]
	}
	return owed
}

func alphabetical[V any](table map[string]V) []string {
	names := make([]string, 0, len(table))
	for name := range table {
		at := sort.SearchStrings(names, name)
		names = append(names, "")
		copy(names[at+1:], names[at:])
		names[at] = name
	}
	return names
}

func Debtors(w io.Writer, bills []invoices.Invoice) error {
	owed := owedPerClient(bills)
	for _, client := range alphabetical(owed) {
		if _, err := fmt.Fprintf(w, "%-30s %12s\n", client, owed[client]); err != nil {
			return err
		}
	}
	return nil
}
