"""All that a module offers: what may be used when it is passed on as a value or loaded unseen."""

from typing import NamedTuple

from worker.graph.binding import Binder
from worker.graph.index import MODULE, Index
from worker.graph.opening import Opening
from worker.graph.value import Kind
from worker.source.facts import Language


class Opened(NamedTuple):
    """What opening a module, or several, brings."""

    numbers: tuple[int, ...]
    """What may be used."""
    makers: tuple[tuple[int, tuple[int, ...]], ...]
    """Classes of JS/TS with their members: whoever makes objects of them may call these."""


class Whole:
    """Opens modules; each answer is made once, so that equal ones are the same."""

    def __init__(self, index: Index, binder: Binder, opening: Opening) -> None:
        self._index = index
        self._binder = binder
        self._opening = opening
        self._known: dict[tuple[str, str, str], Opened] = {}
        self._members: dict[int, tuple[int, ...]] = {}

    def of(self, file: str, prefix: str = "", suffix: str = "") -> Opened:
        """Return what a file declares or passes on at its top level, where the name starts and ends so."""
        key = (file, prefix, suffix)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._open(file, prefix, suffix)
        return known

    def of_all(self, files: list[str]) -> Opened:
        """Return what several files declare or pass on."""
        parts = [self.of(file) for file in files]
        numbers = dict.fromkeys(number for part in parts for number in part.numbers)
        makers = {number: members for part in parts for number, members in part.makers}
        return Opened(tuple(numbers), tuple(makers.items()))

    def _open(self, file: str, prefix: str, suffix: str) -> Opened:
        numbers: dict[int, None] = {}
        makers: dict[int, tuple[int, ...]] = {}
        todo, seen = [file], set[str]()
        while todo:
            file = todo.pop()
            module = self._index.find(file, MODULE)
            if module is None or file in seen:
                continue
            seen.add(file)
            numbers[module] = None
            python = self._index.source.files[file].language == Language.PYTHON
            for name, child in self._index.children.get(module, {}).items():
                if name.startswith(prefix) and name.endswith(suffix):
                    numbers[child] = None
                    if python:
                        numbers.update(dict.fromkeys(self._opening.members(child)))
                    if members := self._members_of(child):
                        makers[child] = members
            for arrived in self._binder.passed_on(file, prefix, suffix):
                if arrived.kind is Kind.FILE:
                    todo.append(arrived.text)
                elif arrived.kind is Kind.SYMBOL:
                    numbers[arrived.node] = None
                    if python:
                        numbers.update(dict.fromkeys(self._opening.members(arrived.node)))
        return Opened(tuple(numbers), tuple(makers.items()))

    def _members_of(self, number: int) -> tuple[int, ...]:
        """Return what whoever loads a JS/TS module unseen may call on objects of its class."""
        known = self._members.get(number)
        if known is None:
            node = self._index.nodes[number]
            known = ()
            if node.is_class and self._index.source.files[node.file].language != Language.PYTHON:
                members = self._index.children.get(number, {}).items()
                known = tuple(member for name, member in members if not name.startswith("#"))
            self._members[number] = known
        return known
