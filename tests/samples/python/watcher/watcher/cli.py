import argparse
import signal

from watcher import probes
from watcher.beat import Beat, Pulse
from watcher.history import History
from watcher.store import open_store, Store

DEFAULT_SECONDS = 5
DEFAULT_RETRIES = 3
verbose = False


def run_from_shell(arguments):
    parser = argparse.ArgumentParser()
    commands = parser.add_subparsers()
    add = commands.add_parser("add")
    add.set_defaults(func=add_probe)
    show = commands.add_parser("show")
    show.set_defaults(func=show_all)
    given = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, on_term)
    beat = Beat(DEFAULT_SECONDS)
    beat.start()
    return given.func(given)


def add_probe(given):
    probe = probes.make(given.kind)
    with open_store() as store:
        store.put(probe.name, probe)
    return 0


def show_all(given):
    history = History([1, 2, 3])
    for entry in history:
        print("{0.when}: {0.level}".format(entry))
    print(history.latest, history[0], sorted(history, key=by_level))
    with open_store() as store:
        print(store.get("port"))
    pulse = Pulse()
    pulse.stop()
    print(pulse.last_tick)
    return 0


def by_level(entry):
    return entry.level


def by_age(entry):
    return entry.when


def on_term(number, frame):
    raise SystemExit(number)


def on_hup(number, frame):
    raise SystemExit(number + 1)


def lint_all():
    return 0


def summary():
    return "nothing"


def restart(given):
    return run_from_shell(given)


def helper_of_old_store(store: Store):
    return store.get("old")
