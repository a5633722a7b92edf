"""Hours at which a customer can be met, in minutes since Monday."""

from collections.abc import Iterable


def merge_windows(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The same hours with as few windows as possible, in order: what overlaps or touches becomes one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def drop_overlapping(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The windows in order without those that begin before the one kept last is over."""
    kept: list[tuple[int, int]] = []
    for start, end in sorted(windows):
        if kept and start < kept[-1][1]:
            continue
        kept.append((start, end))
    return kept


def gaps_between(windows: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretches between the windows at which nobody can be met."""
    gaps: list[tuple[int, int]] = []
    busy_until: int | None = None
    for start, end in sorted(windows):
        if busy_until is not None and start > busy_until:
            gaps.append((busy_until, start))
        busy_until = end if busy_until is None else max(busy_until, end)
    return gaps
