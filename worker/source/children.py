"""Child processes that read files: as many as there are cores, kept for the next reading, replaced when they crash or hang.

They are plain subprocesses: those who read may be daemons that must have no `multiprocessing` children (Celery's workers), or
threads of a server. They get no environment but the path to this package, so that a parser that is broken out of finds nothing.
"""

import atexit
import os
import selectors
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import msgspec

from worker.source.child import Job, send

FILE_SECONDS = 30.0
"""How long a child may take for a request. The parser's own limit is far below; this is for what knows no limit."""

START_SECONDS = 60.0
MOST_CHILDREN = 8

_PACKAGE_ROOT = Path(__file__).resolve().parents[2]
_answers = msgspec.msgpack.Decoder(list[bytes])


class ChildGoneError(Exception):
    """The child crashed, or took too long and was ended. The text says which, in words for the report."""


class NoChildrenError(Exception):
    """This machine lets us start no process."""


class Child:
    """One process that reads files."""

    def __init__(self) -> None:
        """Start it. Raises `NoChildrenError`."""
        environment = {"PYTHONPATH": str(_PACKAGE_ROOT), "PATH": os.defpath, "PYTHONUTF8": "1"}
        try:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "worker.source.child"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                # Ctrl-C is for the parent, which ends this one by closing the pipe.
                start_new_session=True,
            )
        except OSError as error:
            raise NoChildrenError(str(error)) from error
        try:
            self._receive(START_SECONDS)
        except ChildGoneError as error:
            raise NoChildrenError(str(error)) from error

    def read(self, jobs: Sequence[Job], seconds: float) -> list[bytes]:
        """Return the encoded facts of each file. Raises `ChildGoneError`, after which the child is of no more use."""
        assert self._process.stdin is not None
        try:
            send(self._process.stdin, jobs)
        except OSError as error:
            self.end()
            raise ChildGoneError("crashed the parser") from error
        return self._receive(seconds)

    def _receive(self, seconds: float) -> list[bytes]:
        until = time.monotonic() + seconds
        size = int.from_bytes(self._exactly(4, until), "big")
        try:
            return _answers.decode(self._exactly(size, until))
        except msgspec.MsgspecError as error:
            self.end()
            raise ChildGoneError("crashed the parser") from error

    def _exactly(self, size: int, until: float) -> bytes:
        assert self._process.stdout is not None
        pipe = self._process.stdout.fileno()
        parts: list[bytes] = []
        with selectors.DefaultSelector() as selector:
            selector.register(pipe, selectors.EVENT_READ)
            while size:
                if not selector.select(max(0.0, until - time.monotonic())):
                    self.end()
                    raise ChildGoneError("took too long to parse")
                part = os.read(pipe, min(size, 1 << 20))
                if not part:
                    self.end()
                    raise ChildGoneError("crashed the parser")
                parts.append(part)
                size -= len(part)
        return b"".join(parts)

    def end(self) -> None:
        """End the process at once."""
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except BrokenPipeError:
                    # What was still to be written has no reader any more.
                    continue


class _Idle:
    """The children of this process that read nothing just now."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = os.getpid()
        self._children: list[Child] = []
        atexit.register(self.end)

    def take(self) -> Child:
        with self._lock:
            if self._owner != os.getpid():
                # A fork has the pipes of its parent's children, which are not its own.
                self._owner, self._children = os.getpid(), []
            if self._children:
                return self._children.pop()
        return Child()

    def give_back(self, child: Child) -> None:
        with self._lock:
            if len(self._children) < count():
                self._children.append(child)
                return
        child.end()

    def end(self) -> None:
        with self._lock:
            children, self._children = self._children, []
        if self._owner == os.getpid():
            for child in children:
                child.end()


_idle = _Idle()


def count() -> int:
    """How many children are of use: one for each core that this process may run on."""
    return min(MOST_CHILDREN, len(os.sched_getaffinity(0)))


class Borrowed:
    """A child for one request after another, replaced when it is gone."""

    def __init__(self) -> None:
        self._child: Child | None = None

    def __enter__(self) -> "Borrowed":
        self._child = _idle.take()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._child is not None:
            _idle.give_back(self._child)

    def read(self, jobs: Sequence[Job], seconds: float = FILE_SECONDS) -> list[bytes | str]:
        """Return, for each file, its encoded facts (b"": too slow), or why there are none."""
        if self._child is None:
            self._child = _idle.take()
        try:
            return list(self._child.read(jobs, seconds))
        except ChildGoneError as error:
            self._child = None
            if len(jobs) == 1:
                return [str(error)]
        # One of them did it: each by itself shows which.
        return [answer for job in jobs for answer in self.read([job], seconds)]
