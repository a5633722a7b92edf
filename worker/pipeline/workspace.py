"""A run's commit on this box, read and linked: opened by whichever item comes first, shared by the others, then removed."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from worker.checkout import Checkout, list_files
from worker.graph import Graph, build
from worker.source.facts import Skipped, Source
from worker.source.read import read

PASSING = frozenset({"timeout"})
"""Reasons of a CheckoutError that another try may cure."""


@dataclass
class Workspace:
    """One commit: its checkout, and source and graph once someone asks. `seconds` counts the work by stage."""

    checkout: Checkout
    include: tuple[str, ...]
    seconds: dict[str, float] = field(default_factory=dict)
    on_file: Callable[[int], None] = lambda _count: None
    _source: Source | None = None
    _graph: Graph | None = None
    _lock: threading.Lock = field(default_factory=threading.Lock)

    @property
    def root(self) -> Path:
        """The folder that the files lie in."""
        return self.checkout.root

    @property
    def source(self) -> Source:
        """Every file as read; read once."""
        with self._lock:
            if self._source is None:
                started = time.perf_counter()
                listing = list_files(self.checkout)
                self._source = read(self.root, listing.files)
                self._source.skipped.extend(Skipped(file, reason) for file, reason in listing.skipped)
                self.seconds["source"] = time.perf_counter() - started
            return self._source

    @property
    def graph(self) -> Graph:
        """The reference graph over the source; built once."""
        source = self.source
        with self._lock:
            if self._graph is None:
                started = time.perf_counter()
                self._graph = build(source)
                self.seconds["graph"] = time.perf_counter() - started
            return self._graph
