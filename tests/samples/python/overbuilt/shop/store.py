from abc import ABC, abstractmethod
from datetime import UTC, datetime


class Store(ABC):
    @abstractmethod
    def get(self, key): ...

    @abstractmethod
    def put(self, key, value): ...


class Disk(Store):
    def __init__(self):
        self._kept = {}

    def get(self, key):
        return self._kept[key]

    def put(self, key, value):
        self._kept[key] = value


class Clock(ABC):
    @abstractmethod
    def now(self): ...


class Local(Clock):
    def now(self):
        return datetime.now()


class Utc(Clock):
    def now(self):
        return datetime.now(UTC)
