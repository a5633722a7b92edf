// Package feeds writes what price comparison sites and partners fetch.
package feeds

import (
	"cmp"
	"encoding/csv"
	"io"
	"math/bits"
	"slices"
	"strconv"
	"time"

	"example.org/fernshop/internal/catalog"
)

func rankOffers(offers []catalog.Product) {
	slices.SortStableFunc(offers, func(a, b catalog.Product) int {
		return cmp.Or(
			cmp.Compare(a.Price, b.Price),
			cmp.Compare(a.ID, b.ID),
		)
	})
}

func BranchIDs(root *catalog.Category) []string {
	var order []string
	stack := []*catalog.Category{root}
	for len(stack) > 0 {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		order = append(order, top.ID)
		for _, next := range slices.Backward(top.Children) {
			stack = append(stack, next)
		}
	}
	return order
}

func EachDate(first, final time.Time) []time.Time {
	const day = 24 * time.Hour
	begin := first.UTC().Truncate(day)
	n := int(final.UTC().Truncate(day).Sub(begin)/day) + 1
	if n < 1 {
		return nil
	}
	dates := make([]time.Time, n)
	for i := range dates {
		dates[i] = begin.Add(time.Duration(i) * day)
	}
	return dates
}

// PrettyBytes labels the download links.
func PrettyBytes(n int64) string {
	if n < 1<<10 {
		return strconv.FormatInt(n, 10) + " B"
	}
	power := (bits.Len64(uint64(n)) - 1) / 10
	scaled := float64(n) / float64(int64(1)<<(10*power))
	return strconv.FormatFloat(scaled, 'f', 1, 64) + " " + string("KMGTPE"[power-1]) + "iB"
}

func WriteCSV(w io.Writer, offers []catalog.Product) error {
	offers = slices.Clone(offers)
	rankOffers(offers)
	out := csv.NewWriter(w)
	if err := out.Write([]string{"id", "name", "price"}); err != nil {
		return err
	}
	for _, offer := range offers {
		if err := out.Write([]string{offer.ID, offer.Name, offer.Price.String()}); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}
