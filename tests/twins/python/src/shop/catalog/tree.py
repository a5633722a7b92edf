"""Categories within categories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(slots=True)
class Category:
    id: int
    children: list[Category] = field(default_factory=list)


def category_ids(root: Category) -> list[int]:
    """The numbers of a category and of all below it, parents before their children."""
    ids = [root.id]
    for child in root.children:
        ids.extend(category_ids(child))
    return ids


def category_ids_bottom_up(root: Category) -> list[int]:
    """The numbers of a category and of all below it, children before their parents: the order to delete in."""
    ids = []
    for child in root.children:
        ids.extend(category_ids_bottom_up(child))
    ids.append(root.id)
    return ids


def leaf_ids(root: Category) -> list[int]:
    """The numbers of the categories below which there is no other."""
    if not root.children:
        return [root.id]
    ids = []
    for child in root.children:
        ids.extend(leaf_ids(child))
    return ids


def paths(root: Category, above: tuple[int, ...] = ()) -> Iterator[tuple[int, ...]]:
    """For every category the numbers on the way down to it."""
    here = (*above, root.id)
    yield here
    for child in root.children:
        yield from paths(child, here)
