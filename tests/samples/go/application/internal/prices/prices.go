package prices

// Rate is the tax.
var Rate = 1.2

// Reduced is exported for nobody.
var Reduced = 1.05

type currency string

type unit = currency

type Table map[currency]float64

type (
	kept  struct{ t Table }
	stale struct{ t Table }
)

var current kept
