package warehouse

import (
	"cmp"
	"slices"
	"strings"

	"example.org/fernshop/internal/orders"
)

// Parcel is a number of pieces of one article.
type Parcel struct {
	Article string
	Pieces  int
}

// Shipment is what leaves the house on one pallet.
type Shipment struct {
	Dock    string
	Parcels []Parcel
}

// PiecesByArticle tells how much of each article is on the pallet.
func (s *Shipment) PiecesByArticle() map[string]int {
	pieces := make(map[string]int, len(s.Parcels))
	for _, parcel := range s.Parcels {
		if parcel.Pieces < 1 {
			continue
		}
		pieces[parcel.Article] += parcel.Pieces
	}
	return pieces
}

// ParcelsByArticle tells on how many parcels each article is Spread.
func (s *Shipment) ParcelsByArticle() map[string]int {
	parcels := make(map[string]int, len(s.Parcels))
	for _, parcel := range s.Parcels {
		if parcel.Pieces < 1 {
			continue
		}
		parcels[parcel.Article]++
	}
	return parcels
}

// Bulkiest finds what goes to the bottom of the pallet.
func Bulkiest(items []orders.Line) (orders.Line, bool) {
	if len(items) == 0 {
		return orders.Line{}, false
	}
	return slices.MaxFunc(items, func(a, b orders.Line) int {
		return cmp.Compare(a.Weight*a.Units, b.Weight*b.Units)
	}), true
}

// ScanOK tells whether the hand scanner got a good read of an article's barcode.
func ScanOK(scan string) bool {
	const digits = "0123456789"
	if len(scan) != len("4006381333931") || strings.Trim(scan, digits) != "" {
		return false
	}
	light, heavy := 0, 0
	for i := 0; i < 12; i += 2 {
		light += strings.IndexByte(digits, scan[i])
		heavy += strings.IndexByte(digits, scan[i+1])
	}
	expected := (10 - (light+3*heavy)%10) % 10
	return digits[expected] == scan[12]
}
