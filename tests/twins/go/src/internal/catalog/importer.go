package catalog

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"

	"example.org/fernshop/internal/money"
)

// ImportCSV reads the price list of a supplier: id;name;ean;price;stock;tags, with a header line.
// Rows with mistakes are left out and reported together, so that one typing error does not hold up a delivery.
func ImportCSV(r io.Reader, now time.Time) ([]Product, error) {
	rows := csv.NewReader(r)
	rows.Comma = ';'
	rows.FieldsPerRecord = 6
	rows.TrimLeadingSpace = true
	if _, err := rows.Read(); err != nil {
		return nil, fmt.Errorf("price list without header: %w", err)
	}

	var products []Product
	var mistakes []error
	known := make(map[string]int)
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		line, _ := rows.FieldPos(0)
		if err != nil {
			return nil, fmt.Errorf("price list: %w", err)
		}
		price, err := money.ParseDE(row[3])
		if err != nil || price <= 0 {
			mistakes = append(mistakes, fmt.Errorf("line %d: price %q", line, row[3]))
			continue
		}
		stock, err := strconv.Atoi(strings.TrimSpace(row[4]))
		if err != nil || stock < 0 {
			mistakes = append(mistakes, fmt.Errorf("line %d: stock %q", line, row[4]))
			continue
		}
		if !ValidEAN(row[2]) && !ValidISBN(row[2]) {
			mistakes = append(mistakes, fmt.Errorf("line %d: code %q", line, row[2]))
			continue
		}
		if first, twice := known[row[0]]; twice {
			mistakes = append(mistakes, fmt.Errorf("line %d: id %q stands on line %d already", line, row[0], first))
			continue
		}
		known[row[0]] = line
		product := Product{ID: row[0], Name: row[1], EAN: row[2], Price: price, Stock: stock, AddedAt: now}
		product.Retag(row[5])
		products = append(products, product)
	}
	return products, errors.Join(mistakes...)
}
