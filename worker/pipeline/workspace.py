"""A run's commit on this box, read and linked: opened by whichever item comes first, shared by the others, then removed."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from app.db.models import Run
from app.settings import Settings
from worker.checkout import Checkout, CheckoutError, Limits, list_files, list_foreign, merge_base, open_local, open_remote
from worker.checkout.errors import Reason
from worker.checkout.urls import looks_remote
from worker.grants import Tokens
from worker.graph.build import build
from worker.graph.graph import Graph
from worker.pipeline.errors import FinalError
from worker.source.cache import FactsCache
from worker.source.facts import Skipped, Source
from worker.source.read import Progress, read
from worker.tools import Jail

PASSING = frozenset({Reason.TIMEOUT, Reason.UNREADABLE})
"""What stands in the way of a checkout now and may not the next time."""


@dataclass
class Workspace:
    """One commit: its checkout; source and graph are made when someone first asks. `seconds` counts that work by stage."""

    checkout: Checkout
    facts: Path
    """Where facts of files that were read before are kept."""
    seconds: dict[str, float] = field(default_factory=dict)
    _source: Source | None = None
    _graph: Graph | None = None
    _lock: threading.RLock = field(default_factory=threading.RLock)

    @property
    def root(self) -> Path:
        """The folder that the files lie in."""
        return self.checkout.root

    @property
    def files(self) -> list[str]:
        """Every regular file, as sorted POSIX paths relative to the root."""
        return list_files(self.checkout)

    @cached_property
    def jail(self) -> Jail:
        """What agents and evidence may look at: the checkout's files and nothing beside them."""
        return Jail.of(self.root, self.files)

    def read(self, on_file: Progress | None = None) -> Source:
        """Every file as read; read once."""
        with self._lock:
            if self._source is None:
                with self._timed("source"), FactsCache(self.facts) as cache:
                    self._source = read(self.root, self.files, progress=on_file, cache=cache)
                self._source.beside.extend(list_foreign(self.checkout))
                self._source.skipped.extend(Skipped(each.file, each.reason) for each in self.checkout.omitted)
            return self._source

    @property
    def source(self) -> Source:
        """Every file as read."""
        return self.read()

    @property
    def graph(self) -> Graph:
        """The reference graph over the source; built once."""
        with self._lock:
            if self._graph is None:
                source = self.read()
                with self._timed("graph"):
                    self._graph = build(source)
            return self._graph

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[stage] = time.perf_counter() - started


MOST_RUNS = 5
"""Runs whose workspaces a process keeps: one for each thread of the embedded service. An older one is opened anew."""


class Workspaces:
    """The workspaces of this process, by run. Threads that ask for the same one wait for the first."""

    def __init__(self, settings: Settings, tokens: Tokens, over: Callable[[list[str]], list[str]]) -> None:
        """`over` says which of some runs are over: another process may have ended them."""
        self._settings, self._tokens, self._over = settings, tokens, over
        self._open: dict[tuple[str, str], Workspace] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._guard = threading.Lock()

    @property
    def _limits(self) -> Limits:
        settings = self._settings
        return Limits(settings.max_repository_mb * 1024 * 1024, settings.max_files, settings.checkout_seconds)

    def head(self, run: Run) -> Workspace:
        """The commit that the run is about. Raises `FinalError` with the line for people where trying again cannot help."""
        return self._workspace(run, "head", lambda: self._checkout(run))

    def before(self, run: Run, base: str) -> Workspace:
        """The commit at which the run's change left its base."""
        fork = merge_base(self.head(run).checkout, base)
        return self._workspace(run, fork, lambda: self._at(run, fork))

    def close(self, run_id: str) -> None:
        """Remove what was made for a run that is over."""
        with self._guard:
            mine = [key for key in self._open if key[0] == run_id]
            spaces = [self._open.pop(key) for key in mine]
            self._locks.pop(run_id, None)
        for space in spaces:
            space.checkout.release()
        self._tokens.forget(run_id)

    def _workspace(self, run: Run, which: str, make: Callable[[], Checkout]) -> Workspace:
        with self._guard:
            lock = self._locks[run.id] = self._locks.pop(run.id) if run.id in self._locks else threading.Lock()
            others = [other for other in self._locks if other != run.id]
            crowd = others[: max(0, len(others) + 1 - MOST_RUNS)]
            starting = (run.id, which) not in self._open
        if starting:
            for other in {*crowd, *self._over(others)}:
                self.close(other)
        with lock:
            key = (run.id, which)
            if key not in self._open:
                started = time.perf_counter()
                try:
                    space = Workspace(make(), self._settings.data_dir / "facts.db")
                except CheckoutError as error:
                    if error.reason in PASSING and run.repository is not None:
                        raise
                    raise FinalError(error.message, error.message, error.reason) from error
                space.seconds["checkout"] = time.perf_counter() - started
                self._open[key] = space
            return self._open[key]

    def _checkout(self, run: Run) -> Checkout:
        if run.repository is not None:
            ref = run.commit or None  # None: whatever branch is the default one at this moment
            return self._remote(run, ref, run.base_commit or None, run.id)
        wanted: str | None = run.scope.get("ref")
        if self._is_remote(run):
            return open_remote(run.source, wanted, self._cache, None, self._limits, run.scope.get("diff_base"), run.id)
        return open_local(run.source, wanted, self._limits)

    def _at(self, run: Run, commit: str) -> Checkout:
        if run.repository is not None:
            return self._remote(run, commit, None, f"{run.id}-base")
        if self._is_remote(run):
            return open_remote(run.source, commit, self._cache, None, self._limits, None, f"{run.id}-base")
        return open_local(run.source, commit, self._limits)

    @staticmethod
    def _is_remote(run: Run) -> bool:
        return looks_remote(run.source) and not Path(run.source).is_dir()

    @property
    def _cache(self) -> Path:
        return self._settings.data_dir / "checkouts"

    def _remote(self, run: Run, ref: str | None, base: str | None, name: str) -> Checkout:
        return open_remote(
            self._tokens.address(run.id),
            ref,
            self._cache,
            lambda: self._tokens.token(run.id),
            self._limits,
            base,
            name,
        )
