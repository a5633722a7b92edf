"""Side by side with knip: what each finds unused in the same TypeScript and JavaScript repositories, and in which time.

    python -m benchmarks.peers_node --knip node_modules/.bin/knip FOLDER... [--into findings.json]

Each FOLDER is a checkout with a package.json at its top. Ours runs in this process (read, build, prove along `utility`); knip
is a program of its own, run with its defaults, and not among our dependencies: `npm install knip typescript` into any folder
brings it. Knip loads the configuration files of what it looks at, so it belongs on repositories that one trusts; it looks for
node_modules, and says more about files that only a tool loads where there is none.

Both report files, exports and types; what only one of them reports at all (ours: members, nested functions, what is not
exported; knip: enum members) is counted apart as `more`. An export is told by its file and name. Ours counts with each
finding what only the dead use. `--into` keeps every finding with its line, to be judged by hand.
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

from app.domain.finding import Claim
from benchmarks.static import files_of
from worker.axes.utility import prove
from worker.graph.build import build
from worker.source.facts import Language, Source, SymbolKind
from worker.source.read import read

KINDS = ("files", "exports", "types", "more")
_REPORTED = {
    "files": "files",
    "exports": "exports",
    "nsExports": "exports",
    "types": "types",
    "nsTypes": "types",
    "enumMembers": "more",
    "namespaceMembers": "more",
    "classMembers": "more",
}
"""Knip's kinds, as ours."""
_NODE = frozenset({Language.TYPESCRIPT, Language.TSX, Language.JAVASCRIPT})
_TYPES = frozenset({SymbolKind.TYPE, SymbolKind.ENUM})
_LONGEST_SECONDS = 600

Findings = dict[tuple[str, str], tuple[str, int]]
"""(file, symbol or "") -> (kind, line)"""


@dataclass(slots=True)
class Compared:
    """One repository as both see it. `theirs` is None where knip could not run, and `trouble` says why."""

    name: str
    commit: str
    files: int
    lines: int
    ours: Findings
    our_seconds: float
    theirs: Findings | None = None
    their_seconds: float = 0.0
    trouble: str = ""
    covered: set[tuple[str, str]] = field(default_factory=set)
    """What ours reports inside a file that knip reports as a whole: the same finding, said in parts."""


def ours(root: Path) -> tuple[Findings, Source, float]:
    """Return what the utility axis proves dead in the repository, and the seconds for reading, linking and proving."""
    started = time.perf_counter()
    source = read(root, files_of(root))
    claims = prove(source, build(source))
    seconds = time.perf_counter() - started
    found: Findings = {}
    for claim in claims:
        if claim.rule == "utility.dead":
            for file, symbol, line in _places(claim):
                if file in source.files and source.files[file].language in _NODE:
                    found[file, symbol] = (_kind(source, file, symbol), line)
    return found, source, seconds


def _places(claim: Claim) -> list[tuple[str, str, int]]:
    also = [(one.file, one.symbol or "", one.line_start) for one in claim.related if one.relation == "cluster"]
    return [(claim.file, claim.symbol or "", claim.line_start), *also]


def _kind(source: Source, file: str, symbol: str) -> str:
    if not symbol:
        return "files"
    facts = source.files[file]
    kinds = {one.kind for one in facts.symbols if one.qualname == symbol}
    if "." in symbol or symbol not in {one.local for one in facts.exports}:
        return "more"
    return "types" if kinds and kinds <= _TYPES and SymbolKind.ENUM not in kinds else "exports"


def knip(program: str, root: Path) -> tuple[Findings | None, float, str]:
    """Return what knip reports (None when it fails), the seconds, and its words when it fails."""
    command = [program, "--directory", str(root), "--reporter", "json", "--no-exit-code", "--no-progress"]
    command += ["--include", "files,exports,nsExports,types,nsTypes,enumMembers,namespaceMembers"]
    started = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False, cwd=root)
    except subprocess.TimeoutExpired:
        return None, time.perf_counter() - started, f"took more than {_LONGEST_SECONDS} s"
    seconds = time.perf_counter() - started
    # Configuration that is loaded may print before the report.
    text = next((line for line in reversed(done.stdout.splitlines()) if line.startswith('{"issues"')), "")
    if not text:
        words = (done.stderr or done.stdout).strip().splitlines()
        return None, seconds, words[0][:200] if words else f"exit code {done.returncode}"
    found: Findings = {}
    for issue in json.loads(text)["issues"]:
        for theirs, kind in _REPORTED.items():
            for one in issue.get(theirs) or ():
                name = "" if kind == "files" else ".".join(filter(None, (one.get("namespace"), one["name"])))
                found[issue["file"], name] = (kind, one.get("line", 1))
    return found, seconds, ""


def compare(root: Path, program: str | None) -> Compared:
    """Run both over one repository."""
    mine, source, seconds = ours(root)
    node = [facts for facts in source.files.values() if facts.language in _NODE]
    result = Compared(root.name, _commit(root), len(node), sum(one.lines for one in node), mine, seconds)
    if program is not None:
        result.theirs, result.their_seconds, result.trouble = knip(program, root)
        whole = {file for (file, symbol) in result.theirs or () if not symbol}
        result.covered = {key for key in mine if key[1] and key[0] in whole}
    return result


def _commit(root: Path) -> str:
    git = shutil.which("git")
    if git is None or not (root / ".git").exists():
        return "-"
    done = subprocess.run([git, "-C", str(root), "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "-"


def table(results: Sequence[Compared]) -> str:
    """Write the comparison as a Markdown table: counts are `ours / knip (both)`."""
    rows = [
        "| Repository | Commit | Files | Lines | Seconds, ours / knip | " + " | ".join(KINDS) + " | Only ours | Only knip |",
        "|---|---|" + "--:|" * (3 + len(KINDS) + 2),
    ]
    for one in results:
        theirs = one.theirs or {}
        cells = [one.name, one.commit, f"{one.files:,}", f"{one.lines:,}", f"{one.our_seconds:.1f} / {one.their_seconds:.1f}"]
        for kind in KINDS:
            mine = {key for key, (said, _) in one.ours.items() if said == kind}
            other = {key for key, (said, _) in theirs.items() if said == kind}
            cells.append(f"{len(mine)} / {len(other)} ({len(mine & theirs.keys())})")
        cells += [str(len(one.ours.keys() - theirs.keys() - one.covered)), str(len(theirs.keys() - one.ours.keys()))]
        rows.append(f"| {' | '.join(cells)} |" + (f" knip: {one.trouble}" if one.trouble else ""))
    return "\n".join(rows)


def _kept(one: Compared) -> dict[str, object]:
    theirs = one.theirs or {}

    def listed(found: Findings) -> list[dict[str, object]]:
        return [
            {
                "kind": kind,
                "file": file,
                "symbol": symbol,
                "line": line,
                "both": (file, symbol) in one.ours and (file, symbol) in theirs,
            }
            for (file, symbol), (kind, line) in sorted(found.items())
        ]

    return {"repository": one.name, "commit": one.commit, "ours": listed(one.ours), "knip": listed(theirs)}


def _said(program: str | None, *arguments: str) -> str:
    if program is None:
        return "not installed"
    done = subprocess.run([program, *arguments], capture_output=True, text=True, check=False)
    return done.stdout.strip() or "unknown"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compare each folder and print the table; return 1 where knip is wanted and not there."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers_node", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--knip", default="knip", help="knip's program (default: the one on PATH)")
    parser.add_argument("--into", type=Path, help="a JSON file for every finding")
    told = parser.parse_args(arguments)
    program = shutil.which(told.knip)
    if program is None:
        sys.stderr.write(
            f"{told.knip}: no such program; install it with `npm install knip typescript` and name it with --knip\n"
        )
        return 1
    head = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}, "
    head += f"node {_said(shutil.which('node'), '--version')}, knip {_said(program, '--version')}, "
    head += f"tree-sitter {version('tree-sitter')}"
    results = [compare(folder.resolve(), str(Path(program).resolve())) for folder in told.folders]
    sys.stdout.write(f"{head}\n\n{table(results)}\n")
    if told.into is not None:
        told.into.write_text(json.dumps([_kept(one) for one in results], indent=1) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
