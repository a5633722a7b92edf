"""Many waits at once, but not too many."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")


async def map_limited(func: Callable[[A], Awaitable[B]], items: Iterable[A], limit: int) -> list[B]:
    """Call `func` for every item, at most `limit` at a time; results in the order of the items."""
    if limit < 1:
        raise ValueError("at least one call at a time is needed")
    gate = asyncio.Semaphore(limit)

    async def guarded(item: A) -> B:
        async with gate:
            return await func(item)

    return list(await asyncio.gather(*(guarded(item) for item in items)))


async def first_finished(func: Callable[[A], Awaitable[B]], items: Iterable[A]) -> B:
    """Call `func` for every item at once; the first result, the other calls are cancelled."""
    tasks = [asyncio.ensure_future(func(item)) for item in items]
    if not tasks:
        raise ValueError("nothing to wait for")
    try:
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        return next(iter(done)).result()
    finally:
        for task in tasks:
            task.cancel()
