"""The end of an item that takes too long: the thread that works on it is interrupted, in whichever pool it runs.

Celery's own time limits reach processes alone, and the embedded service works in threads. An exception that another thread
raises in this one (`PyThreadState_SetAsyncExc`) arrives between two steps of Python code; a call that never returns to Python
is not ended by it. In a process of Celery's the hard limit ends that too (`worker.celery`); the item's lease runs out in any
case.
"""

import ctypes
import threading

STRIKE_AGAIN = 1.0
"""Seconds until an interruption that something on the way swallowed is repeated."""


class Overran(BaseException):
    """The work took longer than it may. No `except Exception` on the way takes it for its own."""


class Deadline:
    """Raises `Overran` in the thread that entered it, once `seconds` have passed. `passed` is set then."""

    def __init__(self, seconds: float) -> None:
        self.passed = threading.Event()
        self._seconds = seconds
        self._left = threading.Event()
        self._striking = threading.Lock()
        self._watch = threading.Thread(target=self._wait, name="deadline", daemon=True)

    def __enter__(self) -> "Deadline":
        self._worker = threading.get_ident()
        self._watch.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        try:
            self._leave()
        finally:
            # The interruption may have come just here; once it has left, none comes any more.
            self._leave()

    def _leave(self) -> None:
        with self._striking:
            self._left.set()

    def _wait(self) -> None:
        wait = self._seconds
        while not self._left.wait(wait):
            self.passed.set()
            with self._striking:
                if not self._left.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self._worker), ctypes.py_object(Overran))
            wait = STRIKE_AGAIN
