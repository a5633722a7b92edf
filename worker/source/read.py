"""Reading a repository: every file is read once, and each ends as facts, as other text, or as skipped with a reason."""

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from pathspec import GitIgnoreSpec

from worker.source.classify import LARGEST_BYTES, is_binary, is_generated, is_minified, is_vendored
from worker.source.facts import FileFacts, Language, Skipped, Source
from worker.source.grammars import ParseTooSlowError
from worker.source.languages import language_of, module_of

Progress = Callable[[int, int, str], None]
"""(files done, files in all, the file that was just read)"""

BINARY = "binary"
"""The reason of files that hold no text: the only skipped ones in which no name can stand."""

SYMBOLIC_LINK = "symbolic link"
"""The reason of links: what they lead to is read where it lies."""

_BOM = b"\xef\xbb\xbf"
_CODING = re.compile(rb"^[^\n]*(?:\n[^\n]*)?coding[:=]\s*([-\w.]+)")


def read(
    root: str | Path,
    files: Iterable[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    progress: Progress | None = None,
) -> Source:
    """Read `files` (paths relative to `root`). Patterns are those of .gitignore; without `include` every file counts.

    Never raises for what a file holds: what cannot be read is skipped, and says why.
    """
    base = Path(root).resolve()
    wanted = GitIgnoreSpec.from_lines(include) if include else None
    unwanted = GitIgnoreSpec.from_lines(exclude)
    source = Source(root=str(base), files={}, others=[], skipped=[])
    paths = sorted(set(files))
    for done, path in enumerate(paths, 1):
        outside = unwanted.match_file(path) or (wanted is not None and not wanted.match_file(path))
        _read_one(base, path, source, excluded=outside)
        if progress is not None:
            progress(done, len(paths), path)
    return source


def _read_one(base: Path, path: str, source: Source, *, excluded: bool) -> None:
    if not path.isprintable() and _not_text(path):
        # Neither JSON nor a database can hold such a name as it is.
        source.skipped.append(Skipped(os.fsencode(path).decode("utf-8", "backslashreplace"), "its name is not valid UTF-8"))
        return
    full = base / path
    try:
        if full.is_symlink() or not full.resolve().is_relative_to(base):
            source.skipped.append(Skipped(path, SYMBOLIC_LINK))
            return
        size = full.stat().st_size
        with full.open("rb") as stream:
            text = stream.read(LARGEST_BYTES + 1)
    except OSError as failure:
        source.skipped.append(Skipped(path, f"unreadable: {failure.strerror or failure}"))
        return
    reason = _why_not(path, text, size)
    if reason is None and excluded:
        reason = "excluded by configuration"
    if reason is not None:
        source.skipped.append(Skipped(path, reason))
        return
    language = language_of(path, text)
    decoded = _utf8(text, language)
    if decoded is None:
        source.skipped.append(Skipped(path, "not valid UTF-8"))
    elif language is None:
        source.others.append(path)
    else:
        facts = _facts(path, decoded, language)
        if facts is None:
            source.skipped.append(Skipped(path, "took too long to parse"))
        else:
            source.files[path] = facts


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
    if language_of(path) is not None or path.endswith((".css", ".json", ".lock", ".yaml")):
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


def _facts(path: str, text: bytes, language: Language) -> FileFacts | None:
    try:
        return module_of(language).read(path, text, language)
    except ParseTooSlowError:
        return None
