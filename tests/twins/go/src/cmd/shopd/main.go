// Command shopd serves the shop and does its background jobs.
package main

import (
	"context"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"example.org/fernshop/internal/auth"
	"example.org/fernshop/internal/config"
	"example.org/fernshop/internal/httpapi"
	"example.org/fernshop/internal/jobs"
	"example.org/fernshop/internal/orders"
	"example.org/fernshop/internal/warehouse"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx); err != nil {
		slog.Error("shopd failed", "error", err)
		os.Exit(1)
	}
}

// run serves until ctx is done and then gives what is under way ten seconds to end.
func run(ctx context.Context) error {
	limits, err := config.LoadLimits()
	if err != nil {
		return err
	}
	port, err := config.EnvInt("FERNSHOP_PORT", 8080)
	if err != nil {
		return err
	}
	sessions := auth.NewSessions()
	api := httpapi.New(orders.NewRepo(), warehouse.NewStock(), sessions)

	queue := jobs.NewQueue()
	pool := jobs.NewPool(queue, map[string]jobs.Handler{
		"sweep": func(_ context.Context, job jobs.Job) error {
			slog.Info("sessions closed", "count", sessions.Sweep(time.Now()))
			job.Due, job.Tries = time.Now().Add(15*time.Minute), 0
			queue.Push(job)
			return nil
		},
	}, jobs.WithWorkers(limits.Workers), jobs.WithTimeout(2*time.Minute))
	queue.Push(jobs.Job{ID: "sweep", Kind: "sweep", Due: time.Now()})
	go pool.Run(ctx)

	public := &http.Server{Addr: address(port), Handler: api.Public(), ReadHeaderTimeout: 5 * time.Second}
	internal := &http.Server{Addr: address(port + 1), Handler: api.Internal(), ReadHeaderTimeout: 5 * time.Second}
	ended := make(chan error, 2)
	for _, server := range []*http.Server{public, internal} {
		go func() { ended <- server.ListenAndServe() }()
	}
	select {
	case err = <-ended:
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	if errors.Is(err, http.ErrServerClosed) {
		err = nil
	}
	return errors.Join(err, public.Shutdown(grace), internal.Shutdown(grace))
}

// address is where a server listens: on all interfaces, unless the operator has named one.
func address(port int) string {
	return net.JoinHostPort(os.Getenv("FERNSHOP_HOST"), strconv.Itoa(port))
}
