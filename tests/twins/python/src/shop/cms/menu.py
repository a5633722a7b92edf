"""The menu at the top of every page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Entry:
    id: int
    children: list[Entry] = field(default_factory=list)


def numbered(top: Entry) -> list[int]:
    """All entries from `top` down by number, in the order in which a reader unfolds them."""
    order = []
    waiting = [top]
    while waiting:
        entry = waiting.pop()
        order.append(entry.id)
        waiting.extend(reversed(entry.children))
    return order


def numbered_by_level(top: Entry) -> list[int]:
    """All entries from `top` down by number, level by level: what fits into the narrow menu comes first."""
    order = []
    waiting = [top]
    while waiting:
        entry = waiting.pop(0)
        order.append(entry.id)
        waiting.extend(entry.children)
    return order
