package invoices

import (
	"fmt"
	"strings"
	"time"

	"example.org/fernshop/internal/mail"
	"example.org/fernshop/internal/money"
	"example.org/fernshop/internal/orders"
	"example.org/fernshop/internal/text"
)

const lineWidth = 64

// RenderText sets an invoice as plain text, for mail programs that show nothing else.
func RenderText(invoice *Invoice, order *orders.Order, to mail.Address) string {
	var out strings.Builder
	rule := strings.Repeat("-", lineWidth) + "\n"
	fmt.Fprintf(&out, "INVOICE %s\n\n", invoice.Number)
	if to.Name != "" {
		fmt.Fprintf(&out, "To: %s\n", to.Name)
	}
	fmt.Fprintf(&out, "Order: %s of %s\n\n", order.ID, order.Placed.Format(time.DateOnly))

	fmt.Fprintf(&out, "%-34s %5s %11s %11s\n", "Article", "Units", "Each", "Sum")
	out.WriteString(rule)
	gifts := 0
	for _, line := range order.Lines {
		if line.Units <= 0 {
			gifts++
			continue
		}
		name := text.TruncateRunes(text.Normalize(line.SKU), 34)
		sum := line.Price * money.Amount(line.Units)
		fmt.Fprintf(&out, "%-34s %5d %11s %11s\n", name, line.Units, line.Price, sum)
	}
	if gifts > 0 {
		fmt.Fprintf(&out, "and %d for free\n", gifts)
	}
	out.WriteString(rule)

	fmt.Fprintf(&out, "%-52s %11s\n", "Net", invoice.Net)
	if invoice.Shipping > 0 {
		fmt.Fprintf(&out, "%-52s %11s\n", "Shipping", invoice.Shipping)
	}
	fmt.Fprintf(&out, "%-52s %11s\n", "Tax", invoice.Tax)
	fmt.Fprintf(&out, "%-52s %11s\n", "To pay", invoice.Gross())
	out.WriteString(rule)

	if invoice.Settled {
		out.WriteString("Paid. Thank you!\n")
	} else {
		fmt.Fprintf(&out, "Please pay by %s and name %s.\n", invoice.Due.Format(time.DateOnly), invoice.Number)
	}
	return out.String()
}
