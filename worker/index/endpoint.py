"""An embedding endpoint that speaks OpenAI's `/v1/embeddings`: llama-server, vLLM and others.

https://platform.openai.com/docs/api-reference/embeddings
"""

import time
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from http import HTTPStatus

import httpx2
import numpy as np
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from worker.index.embedding import EmbeddingError, Vectors, unit

ATTEMPTS = 4
SECONDS = 60.0
"""One request may take so long."""
LONGEST_WAIT = 60.0
_BATCH = 32
_SMALLEST, _LARGEST = 1e-18, 1e18
"""What the largest number of a vector lies between: the square of anything else is zero or none. NaN lies nowhere."""
_SHORT = 200
"""Characters: what is refused although it is shorter is refused for another reason."""
_WHERE = "see ANATOLY_EMBEDDINGS_BASE_URL"


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    index: int = Field(ge=0)
    embedding: list[float] = Field(min_length=1, max_length=65_536)


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore")

    data: list[_Row]


class _Told(BaseModel):
    model_config = ConfigDict(extra="ignore")

    message: str


class _Refusal(BaseModel):
    model_config = ConfigDict(extra="ignore")

    error: _Told


class _TooLongError(EmbeddingError):
    """The request was refused as it is; with less in it, it may not be."""


class _AgainError(Exception):
    """The request may be tried again, after so many seconds if somebody said so. `broke`: its text may be why."""

    def __init__(self, why: str, seconds: float | None = None, *, broke: bool = False) -> None:
        super().__init__(why)
        self.seconds, self.broke = seconds, broke


class Endpoint:
    """An embedding model behind an address. The length of its vectors is what its first answer has, and stays that."""

    reads_code = True

    def __init__(
        self,
        base_url: str,
        model: str,
        api_key: str = "",
        seconds: float = SECONDS,
        attempts: int = ATTEMPTS,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        """`base_url` without `/v1`; `seconds` that one request may take, and how often it is tried."""
        self.model = model
        self._url = f"{base_url.rstrip('/').removesuffix('/v1')}/v1/embeddings"
        headers = {"Authorization": f"Bearer {api_key}"} if api_key else {}
        self._client = httpx2.Client(headers=headers, timeout=httpx2.Timeout(seconds, connect=min(seconds, 5.0)))
        self._attempts, self._sleep = attempts, sleep

    def dimension(self) -> int:
        """Return how long its vectors are: it is asked once. Raises `EmbeddingError`."""
        return self._probed

    @cached_property
    def _probed(self) -> int:
        return int(self._sent(["probe"]).shape[1])

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one row per text. Raises `EmbeddingError` with one line that says what the endpoint did."""
        rows = [self._of_length(self._sent(part)) for part in _parts(texts)]
        return np.concatenate(rows) if rows else np.empty((0, self.dimension()), np.float32)

    def close(self) -> None:
        """Close its connections."""
        self._client.close()

    def _of_length(self, rows: Vectors) -> Vectors:
        if rows.shape[1] != self.dimension():
            told = f"vectors of {rows.shape[1]} numbers where it answered {self.dimension()} before"
            raise EmbeddingError(f"{self._url} answered {told}: the model behind it changed; {_WHERE}")
        return rows

    def _sent(self, texts: Sequence[str]) -> Vectors:
        for attempt in range(1, self._attempts + 1):
            try:
                return self._asked(texts)
            except _TooLongError as refused:
                return self._in_parts(texts, refused)
            except _AgainError as again:
                wait = 2.0 ** (attempt - 1) if again.seconds is None else again.seconds
                if attempt == self._attempts or wait > LONGEST_WAIT:
                    failed = EmbeddingError(f"{self._url} {again}; {_WHERE}")
                    if again.broke:
                        # llama-server says 500 where a text is longer than a batch of its tokens.
                        return self._in_parts(texts, failed)
                    raise failed from None
                self._sleep(wait)
        raise AssertionError("the last attempt raises")

    def _in_parts(self, texts: Sequence[str], refused: EmbeddingError) -> Vectors:
        """Ask for each text by itself, and for less of one that is still too much: a function is known by how it begins."""
        if len(texts) > 1:
            return np.concatenate([self._sent([text]) for text in texts])
        if len(texts[0]) < _SHORT:
            raise refused
        return self._sent([texts[0][: len(texts[0]) // 2]])

    def _asked(self, texts: Sequence[str]) -> Vectors:
        try:
            response = self._client.post(self._url, json={"model": self.model, "input": list(texts)})
        except httpx2.TimeoutException:
            raise _AgainError("did not answer in time") from None
        except (httpx2.RequestError, httpx2.InvalidURL) as error:
            raise _AgainError(f"cannot be reached ({type(error).__name__}): is it running") from None
        status = response.status_code
        if status in (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.CONFLICT, HTTPStatus.TOO_MANY_REQUESTS) or status >= 500:
            wait = _seconds(response.headers.get("retry-after"))
            raise _AgainError(f"answered {status}{_said(response)}", wait, broke=status == HTTPStatus.INTERNAL_SERVER_ERROR)
        if status != HTTPStatus.OK:
            kind = _TooLongError if status in (HTTPStatus.BAD_REQUEST, HTTPStatus.REQUEST_ENTITY_TOO_LARGE) else EmbeddingError
            said = _said(response)
            raise kind(f"{self._url} answered {status} for the model {self.model!r}{said}; {_WHERE}, _MODEL and _API_KEY")
        try:
            answer = _Answer.model_validate_json(response.content)
        except ValidationError:
            raise EmbeddingError(f"{self._url} answered no embeddings; {_WHERE}") from None
        rows = {row.index: row.embedding for row in answer.data}
        lengths = {len(row) for row in rows.values()}
        if len(answer.data) != len(texts) or sorted(rows) != list(range(len(texts))) or len(lengths) != 1:
            raise EmbeddingError(f"{self._url} answered {len(answer.data)} vectors of {sorted(lengths)} for {len(texts)} texts")
        found = np.asarray([rows[at] for at in range(len(texts))], np.float64)
        largest = np.abs(found).max(axis=1)
        if not ((largest > _SMALLEST) & (largest < _LARGEST)).all():
            raise EmbeddingError(f"{self._url} answered vectors of zeros, or of no numbers; {_WHERE}")
        return unit(found)


def _said(response: httpx2.Response) -> str:
    """What a server says of an error, in one short line of what can be printed; "" for nothing."""
    try:
        told = _Refusal.model_validate_json(response.content).error.message
    except ValidationError:
        return ""
    line = " ".join("".join(letter if letter.isprintable() else " " for letter in told).split())
    return f": {line[:200]}" if line else ""


def _parts(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), _BATCH):
        yield texts[start : start + _BATCH]


def _seconds(header: str | None) -> float | None:
    """What `Retry-After` asks to wait, where it is a number (RFC 9110 section 10.2.3)."""
    try:
        return max(0.0, float(header)) if header is not None else None
    except ValueError:
        return None
