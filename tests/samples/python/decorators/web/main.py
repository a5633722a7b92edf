import functools
from contextlib import contextmanager

import click
from flask import Flask

from web.events import on

app = Flask(__name__)


@app.route("/")
def index():
    return "routed"


@click.command()
def command():
    return "registered"


@on("saved")
def when_saved():
    return "registered by our own decorator"


@functools.lru_cache(maxsize=None)
def cached_and_dead():
    return 1


@contextmanager
def managed_and_dead():
    yield 1


class View:
    @property
    def dead_property(self):
        return 1

    @staticmethod
    def dead_static():
        return 2

    @app.errorhandler(404)
    def handled(self):
        return 3

    def used(self):
        return 4


if __name__ == "__main__":
    app.run(View().used())
