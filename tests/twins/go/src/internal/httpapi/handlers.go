package httpapi

import (
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"time"

	"example.org/fernshop/internal/auth"
	"example.org/fernshop/internal/orders"
	"example.org/fernshop/internal/warehouse"
)

// API answers requests.
type API struct {
	orders   *orders.Repo
	stock    *warehouse.Stock
	sessions *auth.Sessions
}

func fail(w http.ResponseWriter, err error) {
	var known *StatusError
	var short *warehouse.ShortageError
	switch {
	case errors.As(err, &known):
		http.Error(w, known.Reason, known.Status)
	case errors.As(err, &short):
		http.Error(w, short.Error(), http.StatusConflict)
	case errors.Is(err, orders.ErrNotFound):
		http.Error(w, "no such order", http.StatusNotFound)
	default:
		slog.Error("request failed", "error", err)
		http.Error(w, "internal error", http.StatusInternalServerError)
	}
}

// cancelOrder is for the staff: it cancels any order.
func (a *API) cancelOrder(w http.ResponseWriter, r *http.Request) {
	order, err := a.orders.Find(r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	if !userOf(r).Can("orders.cancel") {
		fail(w, &StatusError{Status: http.StatusForbidden, Reason: "not allowed"})
		return
	}
	order.Status = orders.Cancelled
	if err := a.orders.Update(order); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// cancelOwnOrder is for customers: it cancels an order that is theirs and not yet paid.
func (a *API) cancelOwnOrder(w http.ResponseWriter, r *http.Request) {
	order, err := a.orders.Find(r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	if order.Customer != userOf(r).ID || order.Status != orders.Open {
		fail(w, &StatusError{Status: http.StatusForbidden, Reason: "not allowed"})
		return
	}
	order.Status = orders.Cancelled
	if err := a.orders.Update(order); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// markPaid is for the staff: the money for an order has come in.
func (a *API) markPaid(w http.ResponseWriter, r *http.Request) {
	order, err := a.orders.Find(r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	if !mayDo("orders.pay", userOf(r)) {
		fail(w, &StatusError{Status: http.StatusForbidden, Reason: "not allowed"})
		return
	}
	order.Status, order.PaidAt = orders.Paid, time.Now()
	if err := a.orders.Update(order); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

// expireOrder is for the nightly job on the internal port, where nobody is signed in: it cancels an order.
func (a *API) expireOrder(w http.ResponseWriter, r *http.Request) {
	order, err := a.orders.Find(r.PathValue("id"))
	if err != nil {
		fail(w, err)
		return
	}
	order.Status = orders.Cancelled
	if err := a.orders.Update(order); err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a *API) createOrder(w http.ResponseWriter, r *http.Request) {
	var cart orders.Cart
	if err := readJSON(w, r, &cart); err != nil {
		fail(w, err)
		return
	}
	id, err := auth.NewToken(9)
	if err != nil {
		fail(w, err)
		return
	}
	order := orders.Order{ID: id, Customer: userOf(r).ID, Placed: time.Now(), Lines: cart.Lines}
	for sku, units := range order.UnitsBySKU() {
		if err := a.stock.ReserveFor(order.ID, sku, units); err != nil {
			fail(w, err)
			return
		}
	}
	if err := a.orders.Insert(order); err != nil {
		fail(w, err)
		return
	}
	if err := writeJSON(w, http.StatusCreated, order); err != nil {
		slog.Warn("answer lost", "order", order.ID, "error", err)
	}
}

// New makes the API over the stores that it is given.
func New(repo *orders.Repo, stock *warehouse.Stock, sessions *auth.Sessions) *API {
	return &API{orders: repo, stock: stock, sessions: sessions}
}

func (a *API) orderRoutes(mux *http.ServeMux) {
	mux.HandleFunc("POST /orders", a.createOrder)
	mux.HandleFunc("POST /orders/{id}/cancel", a.cancelOrder)
	mux.HandleFunc("POST /orders/{id}/paid", a.markPaid)
}

func (a *API) customerRoutes(mux *http.ServeMux) {
	mux.HandleFunc("GET /me/orders", a.listOwnOrders)
	mux.HandleFunc("DELETE /me/orders/{id}", a.cancelOwnOrder)
}

func (a *API) internalRoutes(mux *http.ServeMux) {
	mux.HandleFunc("POST /internal/orders/{id}/expire", a.expireOrder)
	mux.HandleFunc("GET /internal/stock", a.listStock)
}

// Public is what the world reaches.
func (a *API) Public() http.Handler {
	mux := http.NewServeMux()
	a.orderRoutes(mux)
	a.customerRoutes(mux)
	return withLog(withRecovery(withDeadline(requireUser(a.sessions, mux))))
}

func (a *API) Internal() http.Handler {
	mux := http.NewServeMux()
	a.internalRoutes(mux)
	return withLog(withRecovery(mux))
}

func (a *API) listStock(w http.ResponseWriter, r *http.Request) {
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil {
		page = 1
	}
	skus := a.stock.SKUs()
	begin, end := cut(page, pageSize(r), len(skus))
	if err := writeJSON(w, http.StatusOK, skus[begin:end]); err != nil {
		slog.Warn("answer lost", "page", page, "error", err)
	}
}

// listOwnOrders answers with what the person who asks has bought, the latest first.
func (a *API) listOwnOrders(w http.ResponseWriter, r *http.Request) {
	page, err := strconv.Atoi(r.URL.Query().Get("page"))
	if err != nil {
		page = 1
	}
	customer := userOf(r).ID
	if err := writeJSON(w, http.StatusOK, a.orders.History(customer, page, pageSize(r))); err != nil {
		slog.Warn("answer lost", "customer", customer, "error", err)
	}
}
