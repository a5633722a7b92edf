// Package jobs does in the background what no customer should wait for.
package jobs

import (
	"slices"
	"sync"
	"time"
)

// State tells how far a job has come.
type State int

// The states of a job.
const (
	Waiting State = iota
	Running
	Done
	Failed
)

func (s State) String() string {
	switch s {
	case Waiting:
		return "waiting"
	case Running:
		return "running"
	case Done:
		return "done"
	case Failed:
		return "failed"
	default:
		return "unknown"
	}
}

// Job is something to do, not before its time.
type Job struct {
	ID      string
	Kind    string
	Payload []byte
	Due     time.Time
	Tries   int
}

// Queue holds the jobs that nobody has begun.
type Queue struct {
	mu      sync.Mutex
	waiting []Job
}

// NewQueue makes a queue without jobs.
func NewQueue() *Queue {
	return &Queue{
		waiting: make([]Job, 0),
	}
}

// Push adds a job, whatever its id.
func (q *Queue) Push(job Job) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.waiting = append(q.waiting, job)
}

// PushOnce adds a job unless one with the same id waits already. It tells whether it did.
func (q *Queue) PushOnce(job Job) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	for i := range q.waiting {
		if q.waiting[i].ID == job.ID {
			return false
		}
	}
	q.waiting = append(q.waiting, job)
	return true
}

// PopReady removes and returns the job that has been due for the longest time.
func (q *Queue) PopReady(now time.Time) (Job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	first := -1
	for i, job := range q.waiting {
		if job.Due.After(now) {
			continue
		}
		if first < 0 || job.Due.Before(q.waiting[first].Due) {
			first = i
		}
	}
	if first < 0 {
		return Job{}, false
	}
	job := q.waiting[first]
	q.waiting = slices.Delete(q.waiting, first, first+1)
	return job, true
}

// PopFreshest removes and returns the due job whose time came last, for work that ages badly.
func (q *Queue) PopFreshest(now time.Time) (Job, bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	latest := -1
	for i, job := range q.waiting {
		if job.Due.After(now) {
			continue
		}
		if latest < 0 || job.Due.After(q.waiting[latest].Due) {
			latest = i
		}
	}
	if latest < 0 {
		return Job{}, false
	}
	job := q.waiting[latest]
	q.waiting = slices.Delete(q.waiting, latest, latest+1)
	return job, true
}
