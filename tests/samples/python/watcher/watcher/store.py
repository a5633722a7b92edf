import contextlib
import json
from abc import ABC, abstractmethod


class Backend(ABC):
    @abstractmethod
    def get(self, key):
        """Return what is kept."""

    @abstractmethod
    def put(self, key, value):
        """Keep it."""

    def describe(self):
        return type(self).__name__


class Encoder(json.JSONEncoder):
    def default(self, o):
        return vars(o)

    def shorter(self, o):
        return self.default(o)


class Store(Backend):
    FILE = "store.json"
    SUFFIX = ".bak"

    def __init__(self):
        self._kept = {}

    def get(self, key):
        return self._kept.get(key)

    def put(self, key, value):
        self._kept[key] = value
        self.save()

    def save(self):
        with open(self.FILE, "w") as stream:
            json.dump(self._kept, stream, cls=Encoder)

    def backup(self):
        with open(self.FILE + self.SUFFIX, "w") as stream:
            json.dump(self._kept, stream)


class MemoryStore(Backend):
    def get(self, key):
        return None

    def put(self, key, value):
        pass


@contextlib.contextmanager
def open_store():
    store = Store()
    yield store
    store.save()


@contextlib.contextmanager
def locked_store():
    with open_store() as store:
        yield store
