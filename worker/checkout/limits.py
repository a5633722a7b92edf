"""What one checkout may cost, and the clock that enforces the time."""

import time
from dataclasses import dataclass

from worker.checkout.errors import CheckoutError, Reason


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that one checkout may take."""

    max_bytes: int = 1024 * 1024 * 1024
    """Bytes of the mirror on disk, and of all files of the commit together."""
    max_files: int = 50_000
    seconds: float = 600.0
    """Wall clock of one call, waiting for another process's fetch included."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The moment after which a call gives up. `what` goes into the message."""

    at: float
    seconds: float
    what: str

    @classmethod
    def after(cls, seconds: float, what: str) -> "Deadline":
        """A deadline that many seconds from now."""
        return cls(time.monotonic() + seconds, seconds, what)

    @property
    def left(self) -> float:
        """Seconds left, never below 0."""
        return max(0.0, self.at - time.monotonic())

    def check(self) -> None:
        """Raise `CheckoutError(timeout)` once the time is up."""
        if time.monotonic() >= self.at:
            raise self.error()

    def error(self) -> CheckoutError:
        """The error to raise when the time is up."""
        return CheckoutError(
            Reason.TIMEOUT,
            f"{self.what} took longer than {self.seconds:g} seconds and was stopped; "
            "raise ANATOLY_CHECKOUT_SECONDS to allow more.",
        )
