import importlib
import operator
import sys

from app import registry, settings
from app.walker import Walker


def by_string():
    return "named in a table"


def by_globals():
    return 1


def unused_here():
    return 2


HANDLERS = {"first": "by_string"}


def run(kind):
    module = importlib.import_module("app.plugins." + kind)
    Walker().walk(kind)
    pick = operator.attrgetter("picked")
    for name in ("event_open", "event_shut"):
        getattr(registry, name)()
    registry.call("by_dotted")
    print(settings.load())
    return HANDLERS, pick, module


if __name__ == "__main__":
    run(sys.argv[1])
