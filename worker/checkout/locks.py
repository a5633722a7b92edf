"""Locks that processes and threads of one machine share, kept by the kernel: a killed holder lets go by dying."""

import fcntl
import os
import time
from pathlib import Path

from worker.checkout.limits import Deadline


class FileLock:
    """One held lock on a file. The file may be removed by whoever holds it alone."""

    def __init__(self, path: Path, fd: int) -> None:
        self.path = path
        self.fd = fd

    @classmethod
    def attempt(cls, path: Path, *, shared: bool = False) -> "FileLock | None":
        """Take the lock now, or None when someone holds it against us."""
        path.parent.mkdir(parents=True, exist_ok=True)
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        lock = cls(path, fd)
        if not lock._flock(fcntl.LOCK_SH if shared else fcntl.LOCK_EX) or not lock._is_at_path():
            os.close(fd)
            return None
        return lock

    @classmethod
    def wait(cls, path: Path, deadline: Deadline, *, shared: bool = False) -> "FileLock":
        """Take the lock, waiting for it. Raises `CheckoutError(timeout)`."""
        while (lock := cls.attempt(path, shared=shared)) is None:
            deadline.check()
            time.sleep(0.05)
        return lock

    def share(self) -> bool:
        """Let others in beside us; False when the lock was lost on the way."""
        return self._flock(fcntl.LOCK_SH) and self._is_at_path()

    def claim(self) -> bool:
        """Become the only holder, if nobody else holds it now. Afterwards a False means that the lock may be lost."""
        return self._flock(fcntl.LOCK_EX) and self._is_at_path()

    def close(self) -> None:
        """Let go."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def _flock(self, how: int) -> bool:
        try:
            fcntl.flock(self.fd, how | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _is_at_path(self) -> bool:
        # The file may have been removed, and even made anew, between our open and our lock.
        try:
            return os.path.samestat(os.fstat(self.fd), self.path.stat())
        except FileNotFoundError:
            return False
