"""Reading many files at once: from the cache, by child processes, or, where there can be none, in this one."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock

from worker.source.cache import FactsCache, key_of
from worker.source.child import Job, read_facts
from worker.source.children import Borrowed, NoChildrenError, count
from worker.source.encoding import decode, encode
from worker.source.facts import FileFacts, Language

TOO_SLOW = "took too long to parse"

_BATCH = 128 << 10
"""Bytes of text that a child gets at once."""
_AHEAD = 3
"""Batches under way per child: enough that none waits, few enough that little text is held."""

Found = FileFacts | str | None
"""Facts, or why there are none; None for a file that nobody wanted to be read."""


class _Step:
    """One file: its answer, or the batch that will have it."""

    __slots__ = ("at", "batch", "facts", "job", "key", "path")

    def __init__(self, path: str, job: Job | None = None, facts: FileFacts | None = None, key: bytes = b"") -> None:
        self.path, self.job, self.facts, self.key = path, job, facts, key
        self.batch: Future[list[bytes | str]] | None = None
        self.at = 0


def read_all(files: Iterable[Job | str], cache: FactsCache | None = None) -> Iterator[tuple[str, Found]]:
    """Yield (path, facts or why not) of each file, in order. A bare path is passed through, with None."""
    steps: deque[_Step] = deque()
    gathered: list[_Step] = []
    size = batches = 0
    with _Readers() as readers:
        for file in files:
            step = _step(file, cache)
            steps.append(step)
            if step.job is not None:
                gathered.append(step)
                size += len(step.job[2])
                if size >= _BATCH:
                    readers.submit(gathered)
                    gathered, size, batches = [], 0, batches + 1
            while steps and (steps[0].job is None or (steps[0].batch is not None and readers.crowded)):
                yield _answer(steps.popleft(), cache)
        if gathered:
            readers.submit(gathered)
        while steps:
            yield _answer(steps.popleft(), cache)


def _step(file: Job | str, cache: FactsCache | None) -> _Step:
    if isinstance(file, str):
        return _Step(file)
    path, language, text = file
    if cache is None:
        return _Step(path, file)
    key = key_of(path, language, text)
    kept = cache.get(key)
    facts = decode(kept) if kept is not None else None
    # Whatever the cache says, it cannot put one file's facts in the place of another's.
    if facts is not None and (facts.file, facts.language) == (path, language):
        return _Step(path, facts=facts)
    return _Step(path, file, key=key)


def _answer(step: _Step, cache: FactsCache | None) -> tuple[str, Found]:
    if step.job is None or step.batch is None:
        return step.path, step.facts
    answer = step.batch.result()[step.at]
    if isinstance(answer, str):
        return step.path, answer
    facts = decode(answer)
    if facts is None or facts.file != step.path:
        return step.path, TOO_SLOW if not answer else "crashed the parser"
    if cache is not None:
        cache.put(step.key, answer)
    return step.path, facts


class _Readers:
    """As many threads as children, each of which talks to one."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(count(), thread_name_prefix="reader")
        self._most = _AHEAD * count()
        self._waiting = 0
        self._lock = Lock()

    def __enter__(self) -> "_Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)

    @property
    def crowded(self) -> bool:
        """Whether enough batches are under way."""
        with self._lock:
            return self._waiting >= self._most

    def submit(self, steps: Sequence[_Step]) -> None:
        """Have files read."""
        jobs = [step.job for step in steps if step.job is not None]
        with self._lock:
            self._waiting += 1
        batch = self._threads.submit(self._read, jobs)
        for at, step in enumerate(steps):
            step.batch, step.at = batch, at

    def _read(self, jobs: Sequence[Job]) -> list[bytes | str]:
        try:
            with Borrowed() as child:
                return child.read(jobs)
        except NoChildrenError:
            return [_read_here(job) for job in jobs]
        finally:
            with self._lock:
                self._waiting -= 1


def _read_here(job: Job) -> bytes:
    path, language, text = job
    facts = read_facts(path, text, Language(language))
    return encode(facts) if facts is not None else b""
