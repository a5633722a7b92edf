package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Handler does one kind of job.
type Handler func(ctx context.Context, job Job) error

const (
	maxTries  = 8
	idlePause = 500 * time.Millisecond
)

// ErrNoHandler tells that nobody can do a job of this kind.
var ErrNoHandler = errors.New("no handler")

// Pool takes jobs from a queue and has several workers do them.
type Pool struct {
	queue    *Queue
	handlers map[string]Handler
	workers  int
	timeout  time.Duration
	delay    func(try int) time.Duration
}

// Option changes how a pool works.
type Option func(*Pool)

// WithWorkers sets how many jobs run at once.
func WithWorkers(n int) Option {
	return func(p *Pool) {
		p.workers = n
	}
}

func WithTimeout(limit time.Duration) Option {
	return func(p *Pool) {
		p.timeout = limit
	}
}

func WithDelay(delay func(try int) time.Duration) Option {
	return func(p *Pool) {
		p.delay = delay
	}
}

func NewPool(queue *Queue, handlers map[string]Handler, options ...Option) *Pool {
	pool := &Pool{queue: queue, handlers: handlers, workers: 4, timeout: time.Minute, delay: DoublingDelay}
	for _, option := range options {
		option(pool)
	}
	return pool
}

// Run does jobs until ctx is done, and comes back when the last worker has.
func (p *Pool) Run(ctx context.Context) {
	feed := make(chan Job)
	var workers sync.WaitGroup
	for range p.workers {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for job := range feed {
				p.attempt(ctx, job)
			}
		}()
	}
	for ctx.Err() == nil {
		job, ready := p.queue.PopReady(time.Now())
		if ready {
			feed <- job
			continue
		}
		select {
		case <-ctx.Done():
		case <-time.After(idlePause):
		}
	}
	close(feed)
	workers.Wait()
}

// attempt does a job once. A job that fails goes back into the queue until it has used up its tries.
func (p *Pool) attempt(ctx context.Context, job Job) {
	job.Tries++
	err := p.do(ctx, job)
	if err == nil {
		slog.Debug("job done", "id", job.ID, "state", Done)
		return
	}
	if job.Tries >= maxTries || errors.Is(err, ErrNoHandler) {
		slog.Error("job given up", "id", job.ID, "tries", job.Tries, "state", Failed, "error", err)
		return
	}
	job.Due = time.Now().Add(p.delay(job.Tries))
	p.queue.Push(job)
}

func (p *Pool) do(ctx context.Context, job Job) error {
	handler, known := p.handlers[job.Kind]
	if !known {
		return fmt.Errorf("job %s of kind %q: %w", job.ID, job.Kind, ErrNoHandler)
	}
	limited, cancel := context.WithTimeout(ctx, p.timeout)
	defer cancel()
	return handler(limited, job)
}

// Spread runs work for each key on several goroutines and puts the results where the keys stand.
// When one fails the others are told to stop, and its error comes back.
func Spread[R any](parent context.Context, keys []string, width int, work func(context.Context, string) (R, error)) ([]R, error) {
	ctx, cancel := context.WithCancel(parent)
	defer cancel()
	results := make([]R, len(keys))
	failures := make(chan error, len(keys))
	slots := make(chan struct{}, width)
	var running sync.WaitGroup
	for i, key := range keys {
		slots <- struct{}{}
		running.Add(1)
		go func() {
			defer running.Done()
			defer func() { <-slots }()
			result, err := work(ctx, key)
			if err != nil {
				failures <- err
				cancel()
				return
			}
			results[i] = result
		}()
	}
	running.Wait()
	close(failures)
	if err, failed := <-failures; failed {
		return nil, err
	}
	return results, nil
}

// Partition deals the items out in portions of at most n.
func Partition[E any](items []E, n int) [][]E {
	if n <= 0 {
		return nil
	}
	return slices.Collect(slices.Chunk(items, n))
}

const (
	firstDelay = 5 * time.Second
	maxDelay   = 30 * time.Minute
)

func DoublingDelay(try int) time.Duration {
	if try < 1 {
		return 0
	}
	delay := firstDelay
	for ; try > 1 && delay < maxDelay; try-- {
		delay *= 2
	}
	return min(delay, maxDelay)
}
