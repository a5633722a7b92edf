"""How long it takes to index the functions of a repository and to search for those that may do the same.

    python -m benchmarks.index FOLDER... [--sizes 1000,5000,20000] [--plot curve.svg]

Each FOLDER is a checkout of real code; together they are one repository. A size is so many of its functions. Measured are, each
in a process of its own and with the built-in model: *cold* (cards, vectors, search), *again* with one function in a hundred
changed, and the largest resident memory, that of reading and linking included. At last the search alone at 100,000 cards with
made-up vectors around 200 middles: a search does not see what they stand for.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np

from benchmarks.static import assemble, exponent, files_of, machine
from worker.graph.build import build
from worker.index.cards import Card, cards
from worker.index.embedded import embedded
from worker.index.minilm import MiniLM
from worker.index.nearest import Views, nearest
from worker.index.tables import CardTable
from worker.index.twins import questions
from worker.source.read import read

SIZES = (1_000, 5_000, 20_000)
LARGE = 100_000
_SEARCHED = 512
Timings = dict[str, float]
T = TypeVar("T")


def measure(folder: Path, functions: int, table: Path) -> Timings:
    """Index `functions` functions of a folder, search, change one in a hundred and do it again."""
    model = MiniLM()
    source = read(folder, files_of(folder))
    graph = build(source)
    found: Timings = {}
    some = _timed(found, "cards", lambda: cards(source, as_written=False))[:functions]
    views, _ = _timed(found, "embed", lambda: _embedded(some, model, table))
    _timed(found, "search", lambda: questions(some, views, graph))
    changed = [replace(card, id=f"{card.id}x") if at % 100 == 0 else card for at, card in enumerate(some)]
    files = {card.member.file.file for card in changed[::100]}
    views, _ = _timed(found, "embed again", lambda: _embedded(changed, model, table))
    _timed(found, "search again", lambda: questions(changed, views, graph, files))
    found["functions"] = len(some)
    found["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return found


def _embedded(some: list[Card], model: MiniLM, place: Path) -> tuple[Views, int]:
    return embedded(some, model, CardTable(place, model.model, model.dimension()), 20_000)


def _timed(found: Timings, name: str, work: Callable[[], T]) -> T:
    started = time.perf_counter()
    result = work()
    found[name] = time.perf_counter() - started
    return result


def search_at(size: int, dimension: int = 384) -> float:
    """Return the milliseconds that a search for one of `size` cards takes, in a batch of some hundred."""
    random = np.random.default_rng(1)
    middle = random.standard_normal((200, dimension), np.float32)
    rows = middle[random.integers(0, len(middle), size)] + random.standard_normal((size, dimension), np.float32)
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    views = Views(rows, rows[::-1].copy())
    started = time.perf_counter()
    for _ in nearest(views, range(_SEARCHED), lambda _one, _other: True):
        pass
    return (time.perf_counter() - started) / _SEARCHED * 1000


def report(folders: Sequence[Path], sizes: Sequence[int], plot: Path | None) -> None:
    """Measure and print."""
    print(machine())
    print("N = 1 per size; seconds\n")
    heads = {"functions": 10, "cards": 7, "embed": 8, "search": 8, "cold": 8, "again": 8, "again/cold": 11, "MiB": 7}
    print(*(f"{head:>{width}}" for head, width in heads.items()))
    points: list[tuple[float, float]] = []
    with tempfile.TemporaryDirectory() as code:
        assemble(folders, sys.maxsize, Path(code))
        for size in sizes:
            with tempfile.TemporaryDirectory() as place:
                command = [sys.executable, "-m", "benchmarks.index", code, "--measure", str(size), "--place", place]
                found: Timings = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
            cold, again = (sum(found[f"{name}{run}"] for name in ("embed", "search")) for run in ("", " again"))
            cold, again = cold + found["cards"], again + found["cards"]
            points.append((found["functions"], cold))
            print(
                f"{found['functions']:>10.0f} {found['cards']:>7.2f} {found['embed']:>8.1f} {found['search']:>8.2f}"
                f" {cold:>8.1f} {again:>8.2f} {again / cold:>11.1%} {found['rss_mib']:>7.0f}",
                flush=True,
            )
    if len(points) > 1:
        print(f"\nGrowth exponent (1 is linear): {exponent(points):.2f}")
    print(f"Search at {LARGE:,} cards: {search_at(LARGE):.1f} ms a function")
    if plot is not None:
        plot.write_text(curve(points))


def curve(points: Sequence[tuple[float, float]]) -> str:
    """Draw seconds over functions, both axes logarithmic, as SVG."""
    xs, ys = ([np.log10(point[at]) for point in points] for at in (0, 1))
    left, right, low, high = min(xs), max(xs), min(ys), max(ys)

    def place(x: float, y: float) -> tuple[float, float]:
        return 60 + 400 * (x - left) / max(right - left, 1e-9), 240 - 200 * (y - low) / max(high - low, 1e-9)

    at = [place(x, y) for x, y in zip(xs, ys, strict=True)]
    marks = "".join(
        f'<circle cx="{x:.0f}" cy="{y:.0f}" r="4"/><text x="{x:.0f}" y="{y - 10:.0f}" text-anchor="middle">'
        f"{point[0]:,.0f}: {point[1]:,.0f} s</text>"
        for (x, y), point in zip(at, points, strict=True)
    )
    line = " ".join(f"{x:.0f},{y:.0f}" for x, y in at)
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="540" height="280" font-family="sans-serif" font-size="12">'
        f'<rect width="540" height="280" fill="white"/><polyline points="{line}" fill="none" stroke="#36c" stroke-width="2"/>'
        f'{marks}<text x="270" y="272" text-anchor="middle">functions and seconds of a cold run (logarithmic)</text></svg>\n'
    )


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="How fast functions are indexed and compared.")
    parser.add_argument("folders", nargs="+", type=Path, help="checkouts of real code")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="functions, comma-separated")
    parser.add_argument("--plot", type=Path, help="draw the growth curve to this SVG file")
    parser.add_argument("--measure", type=int, help=argparse.SUPPRESS)
    parser.add_argument("--place", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure is not None:
        print(json.dumps(measure(given.folders[0], given.measure, given.place)))
        return
    report([folder.expanduser() for folder in given.folders], [int(size) for size in given.sizes.split(",")], given.plot)


if __name__ == "__main__":
    main()
