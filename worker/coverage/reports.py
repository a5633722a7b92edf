"""The coverage reports of a repository, and which of its files their paths mean."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from worker.coverage.cobertura import read_xml
from worker.coverage.database import read_database
from worker.coverage.report import LARGEST, Covered, FileCoverage, Read, ReportError
from worker.coverage.texts import read_json, read_lcov
from worker.tools.jail import Jail, JailError

_READERS: tuple[tuple[re.Pattern[str], Read], ...] = (
    (re.compile(r"(^|/)(coverage-final|coverage|[\w.-]+[._-]coverage|coverage[._-](?!summary)[\w.-]+)\.json$"), read_json),
    (re.compile(r"(^|/)([\w.-]*[._-])?lcov([._-][\w.-]+)?(\.info)$"), read_lcov),
    (re.compile(r"(^|/)([\w.-]*[._-])?(coverage|cobertura)([._-][\w.-]+)?\.xml$"), read_xml),
    (re.compile(r"(^|/)\.coverage$"), read_database),
)


def _reader(file: str) -> Read | None:
    return next((read for pattern, read in _READERS if pattern.search(file)), None)


def named_like_one(files: Iterable[str]) -> list[str]:
    """Return the files that are named like a coverage report, sorted."""
    return sorted({file for file in files if _reader(file) is not None})


def is_report(file: str, text: bytes) -> bool:
    """Whether a file is named like a coverage report and is one."""
    read = _reader(file)
    try:
        return read is not None and bool(read(text))
    except ReportError:
        return False


def covered_by(jail: Jail, report: str) -> dict[str, FileCoverage]:
    """Return what a report says of the files in the jail, by their own paths.

    Raises:
        ReportError: the report is not there, too large, or not what its name says.

    """
    read = _reader(report)
    if read is None:
        raise ReportError("is named like no coverage report")
    try:
        relative, path = jail.resolve(report)
        if relative != report or path.stat().st_size > LARGEST:
            raise ReportError(f"is a link, or larger than {LARGEST >> 20} MiB")
        text = path.read_bytes()
    except (JailError, OSError) as failure:
        raise ReportError(str(failure)) from failure
    return _placed(read(text), report, jail.known)


def _placed(covered: Covered, report: str, known: frozenset[str]) -> dict[str, FileCoverage]:
    """Say which files the paths mean: all of them by the one folder that fits most of them."""
    paths = {path: path.replace("\\", "/").removeprefix("file://") for path in covered}
    absolute = {path: plain for path, plain in paths.items() if plain.startswith("/") or plain[1:3] == ":/"}
    relative = {path: plain.removeprefix("./") for path, plain in paths.items() if path not in absolute}
    found: dict[str, FileCoverage] = {}
    if absolute:
        votes: Counter[str] = Counter()
        for plain in absolute.values():
            parts = plain.split("/")
            votes.update("/".join(parts[:at]) for at in range(1, len(parts)) if "/".join(parts[at:]) in known)
        most = max(votes.values(), default=0)
        # Of folders that fit as well as each other the outermost leaves the longest, most telling paths.
        prefix = min((one for one, count in votes.items() if count == most), key=len, default=None)
        for path, plain in absolute.items():
            if prefix is not None and plain.startswith(prefix + "/") and (file := plain[len(prefix) + 1 :]) in known:
                found[file] = covered[path]
    if relative:
        bases = [str(one) for one in PurePosixPath(report).parents]
        fits = {
            base: {_joined(base, plain): path for path, plain in relative.items() if _joined(base, plain) in known}
            for base in bases
        }
        best = max(bases, key=lambda base: len(fits[base]))
        found.update({file: covered[path] for file, path in fits[best].items()})
    return found


def _joined(base: str, path: str) -> str:
    return path if base == "." else f"{base}/{path}"


def jail_for(root: str, files: Iterable[str]) -> Jail:
    """Return the files that may be looked at, as a jail."""
    return Jail.of(Path(root), files)
