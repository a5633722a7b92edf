"""How fast the static half is: reading, linking and proving real code of several sizes, beside parsing it and nothing else.

    python -m benchmarks.static FOLDER... [--sizes 10000,100000] [--repeats 3] [--peers]

Each FOLDER is a checkout of real code. A size is put together from whole files of them, one after the other, until it has that
many lines of understood languages; with too little code the largest size is what there is. Each measurement is a process of its
own. Parsing is measured in the same process, with the same grammars and as many cores. A second run follows, with what the
first one kept and one file changed. `--peers` runs vulture and knip over the same files where they are installed.
"""

import argparse
import json
import math
import multiprocessing
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TypeVar

from app.domain.axis import Axis
from worker.axes.provers import prove
from worker.graph.build import build
from worker.graph.graph import Graph
from worker.source.cache import FactsCache
from worker.source.children import count
from worker.source.facts import Language, Source
from worker.source.grammars import parse
from worker.source.languages import language_of
from worker.source.read import read

SIZES = (10_000, 30_000, 100_000, 300_000, 1_000_000)
Timings = dict[str, float]
T = TypeVar("T")


def files_of(root: Path) -> list[str]:
    """Return all files below a folder, without git's own."""
    found: list[str] = []
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(set(folders) - {".git", "node_modules"})
        found += [(Path(folder) / name).relative_to(root).as_posix() for name in sorted(names)]
    return found


def assemble(sources: Sequence[Path], lines: int, target: Path) -> int:
    """Copy files of `sources` to `target` until they hold `lines` lines of code; return how many they hold."""
    held = 0
    for number, source in enumerate(sources):
        for name in files_of(source):
            text = (source / name).read_bytes() if not (source / name).is_symlink() else b""
            place = target / f"{number:02}-{source.name}" / name
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(text)
            held += text.count(b"\n") if language_of(name) is not None else 0
            if held >= lines:
                return held
    return held


def _parse_file(job: tuple[str, str]) -> None:
    path, language = job
    parse(Path(path).read_bytes(), Language(language))


def measure(root: Path) -> Timings:
    """Measure one assembled repository in this process."""
    found: Timings = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        started = time.perf_counter()
        result = work()
        found[name] = time.perf_counter() - started
        return result

    names = files_of(root)

    def both(kept: str, again: str = "") -> tuple[Source, Graph]:
        with FactsCache(Path(kept) / "facts.db") as cache:
            source = timed(f"read{again}", lambda: read(root, names, cache=cache))
        return source, timed(f"graph{again}", lambda: build(source))

    with tempfile.TemporaryDirectory() as kept:
        source, graph = both(kept)
        timed("prove", lambda: prove(source, graph, list(Axis)))
        found["lines"] = sum(facts.lines for facts in source.files.values())
        found["rss_mib"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        jobs = [(str(root / file), str(facts.language)) for file, facts in source.files.items()]
        with (root / next(iter(source.files))).open("ab") as file:
            file.write(b"\n")
        both(kept, "_again")
    with multiprocessing.get_context("fork").Pool(count()) as pool:
        pool.map(_parse_file, jobs[:8])
        timed("parse", lambda: pool.map(_parse_file, jobs, chunksize=16))
    return found


def _measured(root: Path) -> Timings:
    done = subprocess.run([sys.executable, "-m", "benchmarks.static", "--measure", str(root)], capture_output=True, check=True)
    measured: Timings = json.loads(done.stdout)
    return measured


def exponent(points: Sequence[tuple[float, float]]) -> float:
    """Return b of the best fit of seconds = a * lines ** b (least squares of the logarithms)."""
    logs = [(math.log(lines), math.log(seconds)) for lines, seconds in points]
    return statistics.linear_regression([x for x, _ in logs], [y for _, y in logs]).slope


def _peers(root: Path) -> Iterator[tuple[str, float]]:
    commands = {}
    if find_spec("vulture") is not None:
        commands["vulture"] = [sys.executable, "-m", "vulture", str(root)]
    if knip := shutil.which("knip"):
        commands["knip"] = [knip, "--directory", str(root), "--no-exit-code"]
    for name, command in commands.items():
        started = time.perf_counter()
        # They answer with an exit code that says whether they found something.
        subprocess.run(command, capture_output=True, check=False)
        yield name, time.perf_counter() - started


def machine() -> str:
    """Say what was measured where: processor, cores, Python, commit, load."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    load = ", ".join(f"{one:.1f}" for one in os.getloadavg())
    return f"{platform.machine()}, {count()} cores used, Python {platform.python_version()}, commit {commit}, load {load}"


def report(sources: Sequence[Path], sizes: Sequence[int], repeats: int, *, peers: bool) -> None:
    """Measure and print."""
    print(machine())
    print(f"N = {repeats} per size; wall seconds as median (lowest to highest)\n")
    heads = {"lines": 9, "parse": 6, "read": 20, "graph": 20, "prove": 7, "r+g/parse": 9, "all/parse": 9, "again": 6, "MiB": 6}
    print(*(f"{head:>{width}}" for head, width in heads.items()))
    points: dict[str, list[tuple[float, float]]] = {"read": [], "graph": [], "all": []}
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            assemble(sources, size, Path(folder))
            runs = [_measured(Path(folder)) for _ in range(repeats)]
            _line(runs, points)
            for name, seconds in _peers(Path(folder)) if peers else ():
                print(f"{'':>9} {name}: {seconds:.2f} s")
        if runs[0]["lines"] < size * 0.8:
            break
    if len(points["all"]) > 1:
        fitted = ", ".join(f"{name} {exponent(found):.2f}" for name, found in points.items())
        print(f"\nGrowth exponents (1 is linear): {fitted}")


def _line(runs: Sequence[Timings], points: dict[str, list[tuple[float, float]]]) -> None:
    middle = {name: statistics.median(run[name] for run in runs) for name in runs[0]}

    def spread(name: str) -> str:
        return f"{middle[name]:.2f} ({min(run[name] for run in runs):.2f}-{max(run[name] for run in runs):.2f})"

    linked = middle["read"] + middle["graph"]
    whole = linked + middle["prove"]
    again = (middle["read_again"] + middle["graph_again"]) / linked
    print(
        f"{middle['lines']:>9.0f} {middle['parse']:>6.2f} {spread('read'):>20} {spread('graph'):>20} {middle['prove']:>7.2f}"
        f" {linked / middle['parse']:>9.1f} {whole / middle['parse']:>9.1f} {again:>6.0%} {middle['rss_mib']:>6.0f}",
        flush=True,
    )
    for name, seconds in (("read", middle["read"]), ("graph", middle["graph"]), ("all", whole)):
        points[name].append((middle["lines"], seconds))


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="How fast the static half is.")
    parser.add_argument("folders", nargs="*", type=Path, help="checkouts of real code")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="lines of code, comma-separated")
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--peers", action="store_true", help="time vulture and knip too, where they are installed")
    parser.add_argument("--measure", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.measure is not None:
        print(json.dumps(measure(given.measure)))
        return
    if not given.folders:
        parser.error("name folders with real code: make bench SOURCES='~/src/sphinx ~/src/zod'")
    sizes = [int(size) for size in given.sizes.split(",")]
    report([folder.expanduser() for folder in given.folders], sizes, given.repeats, peers=given.peers)


if __name__ == "__main__":
    main()
