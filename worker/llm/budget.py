"""How much a run may still spend. Asked before each request, by any number of threads."""

import threading
import time
from collections.abc import Callable

from worker.llm.errors import BudgetExhausted


class Budget:
    """Dollars and seconds of a run.

    `spent` is what the run's earlier work items cost, in dollars. `seconds` is how long the run may still take, from now.
    What a request may cost at most is reserved before it is sent, so that requests in parallel cannot overshoot together.
    """

    def __init__(self, usd: float, seconds: float, spent: float = 0.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._usd = usd
        self._spent = spent
        self._reserved = 0.0
        self._clock = clock
        self._deadline = clock() + seconds
        self._lock = threading.Lock()

    @property
    def spent(self) -> float:
        """Dollars spent so far."""
        with self._lock:
            return self._spent

    def seconds_left(self) -> float:
        """Seconds until the deadline; never negative."""
        return max(0.0, self._deadline - self._clock())

    def reserve(self, usd: float) -> None:
        """Set `usd` dollars aside for a request. Raises `BudgetExhausted` when that much is not left, or no time is.

        What costs nothing is never refused for money.
        """
        if self.seconds_left() <= 0:
            raise BudgetExhausted("the run's time is used up; no further request is sent")
        with self._lock:
            if usd > 0 and self._spent + self._reserved + usd > self._usd:
                raise BudgetExhausted(
                    f"the run's budget of ${self._usd:.2f} is used up (${self._spent:.2f} spent, "
                    f"${self._reserved:.2f} under way, the next request may cost ${usd:.2f}); raise it or audit less"
                )
            self._reserved += usd

    def settle(self, reserved: float, actual: float) -> None:
        """Turn a reservation into what the request really cost, in dollars."""
        with self._lock:
            self._reserved -= reserved
            self._spent += actual
