"""One request to a model: reserved in the budget, retried by status, accounted for.

The SDK carries bytes and keys; everything that decides is here. Retries go by status code and headers, never by the
wording of an error: 408, 409, 429, 5xx (529 is Anthropic's "overloaded") and broken connections are tried again.
"""

import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TYPE_CHECKING, Self

import httpx2

from worker.llm.budget import Budget
from worker.llm.errors import AnswerRefused, EndpointAway, ModelError, RequestRejected, RequestTooLarge, TierUnavailable
from worker.llm.prices import Usage, family
from worker.llm.prompts import visible
from worker.llm.record import CallOutcome, CallRecord, Label, Recorder
from worker.llm.tiers import Endpoint
from worker.llm.wire import Reply, Request, read

if TYPE_CHECKING:
    from anthropic import Anthropic, APIStatusError

ATTEMPTS = 5
LONGEST_WAIT = 120.0
"""Seconds: an endpoint that asks for more is unavailable as far as a work item is concerned."""
RECONNECTS = (0.5, 1.0, 2.0)
"""Seconds before each further try where nobody listens: a server that restarts is back by then, or later than anyone waits."""
CONNECT_SECONDS = 5.0
LONGEST_REQUEST = 600.0
"""Seconds that one request may take."""

Judge = Callable[[Reply], CallOutcome]


class _Lost(Exception):
    """One attempt failed; `again_after` seconds later a further one may help, None: it would not."""

    def __init__(self, error: ModelError, outcome: CallOutcome, again_after: float | None, *, charged: bool) -> None:
        super().__init__(str(error))
        self.error = error
        self.outcome = outcome
        self.again_after = again_after
        self.charged = charged


_gates: dict[tuple[str, int], threading.BoundedSemaphore] = {}
_gates_lock = threading.Lock()


def _gate(endpoint: Endpoint) -> threading.BoundedSemaphore:
    """One semaphore an endpoint, for the whole process: `MAX_CONCURRENCY` counts requests, not runs."""
    with _gates_lock:
        key = (endpoint.base_url, endpoint.max_concurrency)
        return _gates.setdefault(key, threading.BoundedSemaphore(endpoint.max_concurrency))


class Transport:
    """Sends requests of one run. Safe to use from several threads; close it, or use it as a context manager.

    `clock` gives seconds, `sleep` waits that many: both are given so that tests need not wait.
    """

    def __init__(
        self,
        budget: Budget,
        record: Recorder,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._budget = budget
        self._record = record
        self._clock = clock
        self._sleep = sleep
        self._clients: dict[tuple[str, str], Anthropic] = {}
        self._away: dict[Endpoint, EndpointAway] = {}
        self._lock = threading.Lock()
        self._closing = ExitStack()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._closing.close()
        self._clients.clear()

    def send(self, endpoint: Endpoint, request: Request, label: Label, judge: Judge) -> Reply:
        """Send `request`, wait and retry where that may help, and return the reply.

        `judge` says whether the answer holds: its word is recorded and changes nothing else. Each attempt leaves one record.
        Raises `BudgetExhausted`, `TierUnavailable`, `RequestTooLarge`, `RequestRejected` or `AnswerRefused`. An endpoint that
        was `EndpointAway` once is not asked again.
        """
        if (away := self._away.get(endpoint)) is not None:
            raise EndpointAway(str(away))
        try:
            return self._persist(endpoint, request, label, judge)
        except EndpointAway as error:
            self._away[endpoint] = error
            raise

    def _persist(self, endpoint: Endpoint, request: Request, label: Label, judge: Judge) -> Reply:
        for attempt in range(1, ATTEMPTS + 1):
            try:
                return self._attempt(endpoint, request, label, judge, attempt)
            except _Lost as lost:
                wait = lost.again_after
                if wait is None or attempt == ATTEMPTS or wait > LONGEST_WAIT or wait >= self._budget.seconds_left():
                    raise lost.error from None
                self._sleep(wait)
        raise AssertionError("the last attempt raises")

    def _attempt(self, endpoint: Endpoint, request: Request, label: Label, judge: Judge, attempt: int) -> Reply:
        tokens_in, tokens_out = request.most_tokens()
        dearest = endpoint.price.cost(Usage(tokens_in, 0, tokens_in, tokens_out))
        self._budget.reserve(dearest)
        spent = 0.0
        started = self._clock()
        usage, outcome = Usage(), CallOutcome.ERROR
        try:
            reply = self._exchange(endpoint, request, attempt)
            usage = reply.usage
            spent = endpoint.price.cost(usage)
            outcome = _first_look(endpoint, reply) or judge(reply)
        except _Lost as lost:
            outcome = lost.outcome
            spent = dearest if lost.charged else 0.0
            raise
        finally:
            self._budget.settle(dearest, spent)
            self._record(
                CallRecord(
                    tier=endpoint.tier,
                    endpoint=endpoint.base_url,
                    model=endpoint.model,
                    prompt=label.prompt,
                    prompt_hash=label.prompt_hash,
                    reason=label.reason,
                    outcome=outcome,
                    input_tokens=usage.input_tokens,
                    cached_tokens=usage.cache_read,
                    output_tokens=usage.output_tokens,
                    usd=spent,
                    seconds=self._clock() - started,
                )
            )
        if outcome is CallOutcome.MISROUTED:
            raise EndpointAway(
                f"{endpoint.base_url} answered as {reply.model!r} where {endpoint.model!r} was asked; "
                f"set ANATOLY_{endpoint.tier.upper()}_MODEL to the name that the endpoint uses"
            )
        if outcome is CallOutcome.REFUSED:
            raise AnswerRefused(f"{endpoint.model} declined to answer {label.prompt}")
        return reply

    def _exchange(self, endpoint: Endpoint, request: Request, attempt: int) -> Reply:
        # The SDK takes seconds to import; a static audit never needs it.
        from anthropic import APIConnectionError, APIStatusError, APITimeoutError, RequestOptions, Timeout

        backoff = float(2 ** (attempt - 1))
        limit = min(LONGEST_REQUEST, self._budget.seconds_left())
        gate = _gate(endpoint)
        if not gate.acquire(timeout=limit):
            error = TierUnavailable(f"{endpoint.base_url} stayed busy with other requests until the time was up")
            raise _Lost(error, CallOutcome.TIMEOUT, None, charged=False)
        try:
            seconds = max(0.05, min(limit, self._budget.seconds_left()))
            options = RequestOptions(timeout=Timeout(seconds, connect=min(seconds, CONNECT_SECONDS)))
            response = self._client(endpoint).post(request.path, cast_to=httpx2.Response, body=request.body, options=options)
        except APIStatusError as error:
            raise _refusal(endpoint, error, backoff) from None
        except APITimeoutError as error:
            if isinstance(error.__cause__, httpx2.ConnectTimeout):
                raise _unreached(endpoint, attempt) from None
            lost = TierUnavailable(f"{endpoint.base_url} did not answer in time")
            # What took too long once is asked for once more, not for an hour: it may be a model that cannot stop.
            again = backoff if attempt == 1 else None
            raise _Lost(lost, CallOutcome.TIMEOUT, again, charged=True) from None
        except APIConnectionError as error:
            if isinstance(error.__cause__, httpx2.ConnectError):
                raise _unreached(endpoint, attempt) from None
            broken = TierUnavailable(f"{endpoint.base_url} broke the connection off")
            raise _Lost(broken, CallOutcome.ERROR, backoff, charged=True) from None
        finally:
            gate.release()
        try:
            return read(request, response.content)
        except ValueError as error:
            lost = TierUnavailable(f"{endpoint.base_url}: {error}")
            raise _Lost(lost, CallOutcome.ERROR, backoff, charged=True) from None

    def _client(self, endpoint: Endpoint) -> "Anthropic":
        from anthropic import Anthropic

        with self._lock:
            key = (endpoint.base_url, endpoint.api_key)
            if key not in self._clients:
                # An explicit key keeps the SDK from taking others out of the environment and sending them elsewhere.
                client = Anthropic(base_url=endpoint.base_url, api_key=endpoint.api_key or "none", max_retries=0)
                self._clients[key] = self._closing.enter_context(client)
            return self._clients[key]


def _first_look(endpoint: Endpoint, reply: Reply) -> CallOutcome | None:
    if family(reply.model) != family(endpoint.model):
        return CallOutcome.MISROUTED
    if reply.stop == "refusal":
        return CallOutcome.REFUSED
    return CallOutcome.TRUNCATED if reply.stop in {"max_tokens", "model_context_window_exceeded"} else None


def _unreached(endpoint: Endpoint, attempt: int) -> _Lost:
    variable = f"ANATOLY_{endpoint.tier.upper()}_BASE_URL"
    error = EndpointAway(f"tier {endpoint.tier}: {endpoint.base_url} cannot be reached; is it running? See {variable}")
    again = RECONNECTS[attempt - 1] if attempt <= len(RECONNECTS) else None
    return _Lost(error, CallOutcome.ERROR, again, charged=False)


def _refusal(endpoint: Endpoint, error: "APIStatusError", backoff: float) -> _Lost:
    """What an error status means. No such request is charged."""
    status, headers = error.status_code, error.response.headers
    said = visible(" ".join((error.api_message or "").split())[:200])
    where = f"{endpoint.base_url} answered {status}" + (f": {said}" if said else "")
    again = status in {408, 409, 429} or status >= 500
    again = {"true": True, "false": False}.get(headers.get("x-should-retry", ""), again)
    if again:
        outcome = CallOutcome.OVERLOADED if status in {429, 503, 529} else CallOutcome.ERROR
        wait = retry_after(headers.get("retry-after"), datetime.now(UTC))
        return _Lost(TierUnavailable(where), outcome, backoff if wait is None else wait, charged=False)
    if status in {401, 402, 403, 404}:
        variable = f"ANATOLY_{endpoint.tier.upper()}_{'BASE_URL and _MODEL' if status == 404 else 'API_KEY'}"
        refused = EndpointAway(f"tier {endpoint.tier}: {where}; see {variable}")
        return _Lost(refused, CallOutcome.ERROR, None, charged=False)
    if status >= 500 or status == 429:
        return _Lost(TierUnavailable(where), CallOutcome.ERROR, None, charged=False)
    if status == 413 or str(error.type) == "exceed_context_size_error":
        return _Lost(RequestTooLarge(where), CallOutcome.ERROR, None, charged=False)
    return _Lost(RequestRejected(where), CallOutcome.ERROR, None, charged=False)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds that a `Retry-After` header asks to wait (RFC 9110 §10.2.3: seconds or a date); None when it says nothing."""
    if value is None:
        return None
    try:
        seconds = float(value)
    except ValueError:
        try:
            seconds = (parsedate_to_datetime(value) - now).total_seconds()
        except (ValueError, TypeError):
            return None
    return max(0.0, seconds) if seconds == seconds else None  # NaN is not a wait
