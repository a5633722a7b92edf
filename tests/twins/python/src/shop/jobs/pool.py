"""Run many small jobs inside one process."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Generic, TypeVar

Task = TypeVar("Task")
Outcome = TypeVar("Outcome")


class WorkerPool(Generic[Task, Outcome]):
    """A fixed number of workers that share one handler."""

    def __init__(self, handler: Callable[[Task], Awaitable[Outcome]], workers: int) -> None:
        if workers < 1:
            raise ValueError("somebody has to do the work")
        self._handler = handler
        self._workers = workers

    async def process(self, tasks: Iterable[Task]) -> list[Outcome]:
        """Handle every task; outcomes stand where their tasks stood."""
        waiting = list(enumerate(tasks))
        waiting.reverse()
        outcomes: dict[int, Outcome] = {}

        async def work() -> None:
            while waiting:
                place, task = waiting.pop()
                outcomes[place] = await self._handler(task)

        await asyncio.gather(*[work() for _ in range(self._workers)])
        return [outcomes[place] for place in range(len(outcomes))]

    async def process_or_skip(self, tasks: Iterable[Task]) -> list[Outcome | None]:
        """Handle every task; None stands where a task failed."""
        waiting = list(enumerate(tasks))
        waiting.reverse()
        outcomes: dict[int, Outcome | None] = {}

        async def work() -> None:
            while waiting:
                place, task = waiting.pop()
                try:
                    outcomes[place] = await self._handler(task)
                except (ConnectionError, TimeoutError):
                    outcomes[place] = None

        await asyncio.gather(*[work() for _ in range(self._workers)])
        return [outcomes[place] for place in range(len(outcomes))]
