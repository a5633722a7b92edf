"""Reading a repository: every file is read once, and each ends as facts, as other text, or as skipped with a reason."""

import os
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path

from pathspec import GitIgnoreSpec

from worker.coverage.report import LARGEST as LARGEST_REPORT
from worker.coverage.reports import is_report, named_like_one
from worker.source.cache import FactsCache
from worker.source.child import Job
from worker.source.classify import LARGEST_BYTES, is_binary, is_generated, is_minified, is_vendored
from worker.source.collector import collector_paused
from worker.source.facts import FileFacts, Language, Skipped, Source
from worker.source.languages import language_of, module_of
from worker.source.module import LanguageModule
from worker.source.opening import open_regular
from worker.source.reading import read_all

Progress = Callable[[int, int, str], None]
"""(files done, files in all, the file that was just read)"""

BINARY = "binary"
"""The reason of files that hold no text: the only skipped ones in which no name can stand."""

SYMBOLIC_LINK = "symbolic link"
"""The reason of links: what they lead to is read where it lies."""

_CHECKED = (".css", ".json", ".lock", ".yaml")
"""Files of no programming language that are made by machines often enough to look."""

_BOM = b"\xef\xbb\xbf"
_CODING = re.compile(rb"^[^\n]*(?:\n[^\n]*)?coding[:=]\s*([-\w.]+)")


def read(
    root: str | Path,
    files: Iterable[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    progress: Progress | None = None,
    cache: FactsCache | None = None,
) -> Source:
    """Read `files` (paths relative to `root`). Patterns are those of .gitignore; without `include` every file counts.

    Code is read by child processes, one for each core; what the cache knows is not read again. Never raises for what a file
    holds: what cannot be read is skipped, and says why.
    """
    base = Path(root).resolve()
    wanted = GitIgnoreSpec.from_lines(include) if include else None
    unwanted = GitIgnoreSpec.from_lines(exclude) if exclude else None
    source = Source(root=str(base), files={}, others=[], skipped=[])
    paths = sorted(set(files))

    def look() -> Iterator[Job | str]:
        for path in paths:
            outside = unwanted is not None and unwanted.match_file(path)
            outside = outside or (wanted is not None and not wanted.match_file(path))
            yield _look_at(base, path, source, excluded=outside) or path

    with collector_paused():
        for done, (path, found) in enumerate(read_all(look(), cache), 1):
            if isinstance(found, FileFacts):
                source.files[path] = found
            elif found is not None:
                source.skipped.append(Skipped(path, found))
            if progress is not None:
                progress(done, len(paths), path)
    source.skipped.sort(key=lambda one: one.file)
    return source


def _look_at(base: Path, path: str, source: Source, *, excluded: bool) -> Job | None:
    """Return the file as one that has to be read; None where a look is enough."""
    if not path.isprintable() and _not_text(path):
        # Neither JSON nor a database can hold such a name as it is.
        source.skipped.append(Skipped(os.fsencode(path).decode("utf-8", "backslashreplace"), "its name is not valid UTF-8"))
        return None
    full = base / path
    try:
        if full.is_symlink() or not full.resolve().is_relative_to(base):
            source.skipped.append(Skipped(path, SYMBOLIC_LINK))
            return None
        size = full.stat().st_size
        with open(full, "rb", opener=open_regular) as stream:
            text = stream.read(LARGEST_BYTES + 1)
            if named_like_one([path]) and size <= LARGEST_REPORT and is_report(path, text + stream.read()):
                source.reports.add(path)
    except OSError as failure:
        source.skipped.append(Skipped(path, f"unreadable: {failure.strerror or failure}"))
        return None
    reason = _why_not(path, text, size)
    if reason is None and excluded:
        reason = "excluded by configuration"
    if reason is not None:
        source.skipped.append(Skipped(path, reason))
        return None
    language = language_of(path, text)
    decoded = _utf8(text, language)
    if decoded is None:
        source.skipped.append(Skipped(path, "not valid UTF-8"))
        return None
    if language is None or module_of(language).searched_as_text:
        source.others.append(path)
    if language is None:
        return None
    reason = _why_unread(path, decoded, module_of(language))
    if reason is not None:
        source.skipped.append(Skipped(path, reason))
        return None
    return path, str(language), decoded


def _why_unread(path: str, text: bytes, module: LanguageModule) -> str | None:
    """Say why a file in which names are searched all the same is not read any closer."""
    if not module.searched_as_text:
        return None
    if len(text) > module.largest_bytes:
        return f"searched for names only: larger than {module.largest_bytes // 1024} KiB"
    if is_generated(path, text):
        return "searched for names only: generated"
    if is_minified(path, text):
        return "searched for names only: minified"
    return None


def _not_text(path: str) -> bool:
    try:
        path.encode()
    except UnicodeEncodeError:
        return True
    return False


def _why_not(path: str, text: bytes, size: int) -> str | None:
    if is_binary(text):
        return BINARY
    if size > LARGEST_BYTES:
        return f"larger than {LARGEST_BYTES // 1024} KiB"
    if is_vendored(path):
        return "vendored"
    language = language_of(path)
    if (language is not None and not module_of(language).searched_as_text) or path.endswith(_CHECKED):
        if is_generated(path, text):
            return "generated"
        if is_minified(path, text):
            return "minified"
    return None


def _utf8(text: bytes, language: Language | None) -> bytes | None:
    """Return the text as UTF-8 without BOM and with LF line ends, or None when it is in an encoding that it does not name."""
    text = text.removeprefix(_BOM)
    declared = _CODING.match(text) if language == Language.PYTHON else None
    try:
        text.decode("utf-8")
    except UnicodeDecodeError:
        if declared is None:
            return None
        try:
            text = text.decode(declared.group(1).decode("ascii")).encode("utf-8")
        except (LookupError, UnicodeError):
            return None
    return text.replace(b"\r\n", b"\n")
