"""What tests of everything that asks models share: a clean environment, a clock that only sleeping moves, and the records."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from worker.doubles.anthropic import AnthropicDouble
from worker.llm.ask import Ask
from worker.llm.budget import Budget
from worker.llm.record import CallRecord


@dataclass
class Clock:
    """Seconds that pass only by sleeping."""

    now: float = 0.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now += seconds


@dataclass
class Asking:
    ask: Ask
    budget: Budget
    records: list[CallRecord]
    clock: Clock

    @property
    def outcomes(self) -> list[str]:
        return [str(record.outcome) for record in self.records]


def forget_tiers(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("ANATOLY_", "ANTHROPIC_")):
            monkeypatch.delenv(name)


def point(monkeypatch: pytest.MonkeyPatch, tier: str, double: AnthropicDouble) -> None:
    for name, value in double.environment(tier).items():
        monkeypatch.setenv(name, value)


@contextmanager
def asking(usd: float = 10.0, seconds: float = 3600.0, spent: float = 0.0, secret: bytes = b"run secret") -> Iterator[Asking]:
    clock, records = Clock(), []
    budget = Budget(usd, seconds, spent, clock)
    with Ask(budget, records.append, secret, clock, clock.sleep) as ask:
        yield Asking(ask, budget, records, clock)
