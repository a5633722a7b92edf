from collections import namedtuple
from functools import lru_cache, singledispatch
from typing import NamedTuple, Optional, TypeVar, Union

T = TypeVar("T")
Level = Union[int, str]
Moment = Optional[float]


class Entry(NamedTuple):
    when: int
    level: "Level"


class Gap(NamedTuple):
    begin: int
    end: int


Span = namedtuple("Span", ["first", "last"])


class History:
    def __init__(self, entries):
        self._entries = [Entry(one, 0) for one in entries]

    def __iter__(self):
        return iter(self._entries)

    def __getitem__(self, index):
        return self._entries[index]

    @property
    def latest(self):
        return self._entries[-1]

    def total(self):
        return len(self._entries)

    def prune(self, keep=10):
        self._entries = self._entries[:keep]

    def _compact(self):
        self._entries = list(dict.fromkeys(self._entries))


@singledispatch
def show(value):
    return str(value)


@show.register
def _show_list(value: list):
    return ", ".join(show(one) for one in value)


@lru_cache(maxsize=None)
def weight(level):
    return level * 2


def first(items: list[T]) -> T:
    return items[0]
