"""What the dead-code prover finds beside what its peers find, on the same checkouts, in one run.

    python -m benchmarks.peers FOLDER... [--lists]

Each FOLDER is a checkout of real code. Ours runs in this process: read, link, prove along `utility`. A peer is a program of its
own that somebody installed (vulture for Python); where it is missing its column stays empty. Compared are symbols that both
sides know, outside of tests: functions, methods, classes, constants and variables of modules and classes. What lies inside
something that the other side calls dead counts as found by both. `--lists` prints the names, for people to judge.
"""

import argparse
import os
import platform
import shutil
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from app.domain.axis import Axis
from app.domain.finding import Claim
from benchmarks.peers_python import Vulture
from benchmarks.static import files_of
from worker.axes.provers import prove
from worker.graph.build import build
from worker.source.facts import Source, SymbolKind
from worker.source.read import read

COMPARED = frozenset(SymbolKind) - {SymbolKind.MACRO}


class Peer(Protocol):
    """A program that finds dead code."""

    name: str
    ends: tuple[str, ...]
    """How the names of the files end that it looks at."""

    def version(self) -> str | None:
        """Return its version; None when it is not installed."""

    def find(self, root: Path) -> list[tuple[str, int, str]]:
        """Return (file, line, name) of what it calls unused; the line is any of the declaration's."""


@dataclass(frozen=True, slots=True, order=True)
class Symbol:
    """A declared symbol that a side calls dead."""

    file: str
    line_start: int
    line_end: int
    qualname: str
    kind: str

    def __str__(self) -> str:
        """Return it as it is listed."""
        return f"{self.file}:{self.line_start} {self.kind} {self.qualname or '(the file)'}"

    def inside(self, other: "Symbol") -> bool:
        """Whether it is part of another one."""
        return self.file == other.file and other.line_start <= self.line_start and self.line_end <= other.line_end


@dataclass(frozen=True, slots=True)
class Compared:
    """The two sides' findings on one repository: every one is in exactly one of the three lists."""

    both: list[Symbol]
    only_ours: list[Symbol]
    only_peer: list[Symbol]


def ours(source: Source, claims: Iterable[Claim]) -> set[Symbol]:
    """Return what is claimed dead, with what only the dead use, as symbols; a dead file is one symbol."""
    found: set[Symbol] = set()
    for claim in claims:
        if claim.rule != "utility.dead":
            continue
        places = [(claim.file, claim.symbol), *((one.file, one.symbol) for one in claim.related if one.relation == "cluster")]
        for file, qualname in places:
            if qualname is None:
                found.add(Symbol(file, 1, source.files[file].lines, "", "module"))
            found.update(one for one in declared(source, file) if one.qualname == qualname)
    return found


def declared(source: Source, file: str) -> list[Symbol]:
    """Return the symbols of a file that are compared."""
    facts = source.files.get(file)
    symbols = facts.symbols if facts is not None else []
    return [
        Symbol(file, one.line_start, one.line_end, one.qualname, one.kind.value)
        for one in symbols
        if one.kind in COMPARED and facts is not None and not facts.is_test_at(one.name_line)
    ]


def known(source: Source, findings: Iterable[tuple[str, int, str]]) -> set[Symbol]:
    """Return the symbols that a peer means; what we have no symbol for (imports, attributes, locals) is left out."""
    found: set[Symbol] = set()
    for file, line, name in findings:
        fitting = [
            one
            for one in declared(source, file)
            if one.qualname.rpartition(".")[2] == name and one.line_start <= line <= one.line_end
        ]
        found.update(sorted(fitting, key=lambda one: one.line_end - one.line_start)[:1])
    return found


def compare(mine: set[Symbol], theirs: set[Symbol]) -> Compared:
    """Sort both sides' findings; a symbol inside one that the other side found is found by both."""

    def covered(one: Symbol, others: set[Symbol]) -> bool:
        return one in others or any(one.inside(other) for other in others)

    both = {one for one in theirs if covered(one, mine)} | {one for one in mine if covered(one, theirs)}
    return Compared(sorted(both), sorted(mine - both), sorted(theirs - both))


def machine() -> str:
    """Return what the figures depend on."""
    commit = subprocess.run(["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False).stdout.strip()
    return f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, commit {commit}"


def report(roots: Iterable[Path], peer: Peer, *, lists: bool) -> None:
    """Measure and print, one line a repository."""
    version = peer.version()
    print(f"{machine()}, {peer.name} {version or 'not installed'}\n")
    heads = (
        "repository",
        "files",
        "lines",
        "ours s",
        f"{peer.name} s",
        "ours",
        peer.name,
        "both",
        "only ours",
        f"only {peer.name}",
    )
    print(f"{heads[0]:<24}", *(f"{head:>12}" for head in heads[1:]))
    for root in roots:
        started = time.perf_counter()
        source = read(root, files_of(root))
        claims = prove(source, build(source), [Axis.UTILITY]).claims
        seconds = time.perf_counter() - started
        started = time.perf_counter()
        findings = peer.find(root) if version is not None else []
        peer_seconds = time.perf_counter() - started
        files = [facts for file, facts in source.files.items() if file.endswith(peer.ends)]
        mine = {one for one in ours(source, claims) if one.file.endswith(peer.ends)}
        theirs = known(source, findings)
        sorted_out = compare(mine, theirs)
        cells = (
            len(files),
            sum(facts.lines for facts in files),
            f"{seconds:.1f}",
            f"{peer_seconds:.1f}",
            len(mine),
            len(theirs),
        )
        counts = (len(sorted_out.both), len(sorted_out.only_ours), len(sorted_out.only_peer))
        print(f"{root.name:<24}", *(f"{cell:>12}" for cell in (*cells, *counts)), flush=True)
        for title, found in (
            ("both", sorted_out.both),
            ("only ours", sorted_out.only_ours),
            (f"only {peer.name}", sorted_out.only_peer),
        ):
            for one in found if lists else ():
                print(f"    {title}: {one}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Our dead code beside a peer's.")
    parser.add_argument("folders", nargs="+", type=Path, help="checkouts of real code")
    parser.add_argument(
        "--vulture", default=shutil.which("vulture") or "vulture", help="the program, where it is not on the path"
    )
    parser.add_argument("--lists", action="store_true", help="print every name")
    given = parser.parse_args()
    report([folder.expanduser().resolve() for folder in given.folders], Vulture(given.vulture), lists=given.lists)


if __name__ == "__main__":
    main()
