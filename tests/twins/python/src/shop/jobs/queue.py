"""The queue of work that nobody has to wait for. It lives in memory; what must survive is in the database."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Job:
    id: int
    name: str
    due: float
    priority: int = 0
    payload: dict[str, Any] = field(default_factory=dict)


class JobQueue:
    def __init__(self) -> None:
        self._jobs: list[Job] = []
        self._lock = threading.Lock()

    def put(self, job: Job) -> None:
        """Add a job; one with the same number is replaced."""
        with self._lock:
            self._jobs = [known for known in self._jobs if known.id != job.id]
            self._jobs.append(job)

    def take_oldest(self, now: float) -> Job | None:
        """Remove and return the job that has been due for longest."""
        with self._lock:
            ready = [job for job in self._jobs if job.due <= now]
            if not ready:
                return None
            chosen = min(ready, key=lambda job: (job.due, job.id))
            self._jobs.remove(chosen)
        return chosen

    def take_newest(self, now: float) -> Job | None:
        """Remove and return the job that became due last: after an outage fresh work goes first."""
        with self._lock:
            ready = [job for job in self._jobs if job.due <= now]
            if not ready:
                return None
            chosen = max(ready, key=lambda job: (job.due, job.id))
            self._jobs.remove(chosen)
        return chosen

    def take_most_urgent(self, now: float) -> Job | None:
        """Remove and return the due job of the highest priority."""
        with self._lock:
            ready = [job for job in self._jobs if job.due <= now]
            if not ready:
                return None
            chosen = max(ready, key=lambda job: (job.priority, -job.id))
            self._jobs.remove(chosen)
        return chosen

    def peek_oldest(self, now: float) -> Job | None:
        """The job that has been due for longest; it stays in the queue."""
        with self._lock:
            ready = [job for job in self._jobs if job.due <= now]
            if not ready:
                return None
            chosen = min(ready, key=lambda job: (job.due, job.id))
        return chosen
