"""The places at which a repository chooses between ways that come to the same: one function per question."""

import re
from collections.abc import Iterator

from worker.axes.habits import Case
from worker.axes.placement_cases import holds_tests, is_of_the_whole, places
from worker.axes.quoting import Lines
from worker.axes.raising_cases import raises
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Import, ImportForm, Language, Source

_SCRIPTS = frozenset({Language.JAVASCRIPT, Language.TYPESCRIPT, Language.TSX})
_TEST_SCRIPT = re.compile(r"[^/]*\.(test|spec)\.([cm]?[jt]sx?)$")
_TEST_PYTHON = re.compile(r"(?:(test_)[^/]*|[^/]*[^/_](_test))\.py$")
_LOG = re.compile(
    r"^\s*(?:self\.)?_?(?:log|logger|logging|LOG|LOGGER)\.(?:debug|info|warning|warn|error|exception|critical)\(\s*"
    r"(?:(f)[\"']|[\"'](?:[^\"'%\\]|%%)*(%)[sdr](?:[^\"'\\])*[\"']\s*,)"
)
_WRAPPED = re.compile(r"\bfmt\.Errorf\(\"[^\"]*%([wvs])\"(?:, [\w.]+\([^()]*\)|, [\w.]+)*, err\)")
_VERBS = {"w": "wrap their cause with `%w`", "v": "print their cause with `%v`", "s": "print their cause with `%s`"}


def cases(source: Source, lines: Lines) -> Iterator[Case]:
    """Yield every case of every question in the files that people wrote for the program or its tests."""
    yield from places(source)
    yield from raises(source, lines)
    for file, read in source.files.items():
        if read.parse_errors or is_shown(file) or not read.lines:
            continue
        if read.is_test:
            yield from _test_name(read)
            continue
        yield from _whole_modules(read, lines)
        if read.language == Language.PYTHON:
            yield from _own_imports(read)
            yield from _logging(read, lines)
        elif read.language == "go":
            yield from _wrapping(read, lines)


def _test_name(read: FileFacts) -> Iterator[Case]:
    """How files of tests are named."""
    name = read.file.rpartition("/")[2]
    if "fixture" in read.file.lower() or is_of_the_whole(read.file):
        return
    if read.language in _SCRIPTS and (found := _TEST_SCRIPT.match(name)):
        yield Case("conventions.test-name", "test files of scripts", f"are named `*.{found[1]}.*`", read.file, 1)
    elif read.language == Language.PYTHON and (found := _TEST_PYTHON.match(name)):
        style = "`test_*.py`" if found[1] else "`*_test.py`"
        # A script that tries something out may be called a test, and be none.
        tests = holds_tests(read)
        yield Case("conventions.test-name", "Python test files", f"are named {style}", read.file, 1, told=tests)


def _whole_modules(read: FileFacts, lines: Lines) -> Iterator[Case]:
    """Under which name a package of others is imported as a whole. CommonJS has but one way, and does not count."""
    for one in read.imports:
        if one.scope or one.level or one.type_only or one.local is None or one.module.startswith((".", "/", "@/", "~", "#")):
            continue
        if read.language == Language.PYTHON:
            if one.form is not ImportForm.NAMESPACE or "." in one.module:
                continue
            written = f"import {one.module}" + (f" as {one.local}" if one.local != one.module else "")
        elif (
            read.language in _SCRIPTS
            and one.form in (ImportForm.DEFAULT, ImportForm.NAMESPACE)
            and lines.of(read.file)[one.line - 1].startswith("import ")
        ):
            written = f"import {one.local}" if one.form is ImportForm.DEFAULT else f"import * as {one.local}"
        else:
            continue
        question = f"imports of `{one.module}` as a whole"
        told = _may_be_renamed(read, lines, one)
        yield Case("conventions.import-name", question, f"say `{written}`", read.file, one.line, told=told)


def _may_be_renamed(read: FileFacts, lines: Lines, wanted: Import) -> bool:
    """Whether the file imports a package once, and has no variable that is called like the package."""
    if any(one is not wanted and one.module == wanted.module and one.form is not ImportForm.NAMED for one in read.imports):
        return False
    plain = wanted.module.rpartition("/")[2].rpartition(":")[2]
    name = re.escape(plain)
    bound = re.compile(
        rf"\b(?:const|let|var)\s+(?:[{{\[][^=]*)?{name}\b|[(,]\s*{name}\s*[:,)=]|^\s*{name}\s*[:=]|\bfor\s+{name}\b"
    )
    text = lines.of(read.file)
    return not any(
        plain in line and bound.search(line) for number, line in enumerate(text, 1) if number not in read.comment_lines
    )


def _own_imports(read: FileFacts) -> Iterator[Case]:
    """Whether a package imports its own modules relatively."""
    path = read.file.removeprefix("src/")
    top = path.partition("/")[0]
    # What a package passes on is imported relatively nearly everywhere, whatever the rest does.
    if "/" not in path or path.endswith("/__init__.py"):
        return
    for one in read.imports:
        if one.scope or one.type_only or one.form is not ImportForm.NAMED:
            continue
        if one.level:
            style = "are relative"
        elif one.module.partition(".")[0] == top:
            style = "are absolute"
        else:
            continue
        # A module that lies beside is taken so, `from . import db`, whatever is done with what others declare.
        told = not one.level or bool(one.module)
        yield Case("conventions.import-style", f"imports within `{top}`", style, read.file, one.line, told=told)


def _logging(read: FileFacts, lines: Lines) -> Iterator[Case]:
    """Whether log calls leave the formatting to the logger."""
    if not any(one.module == "logging" or "log" in (one.imported or "") for one in read.imports):
        return
    for number, line in enumerate(lines.of(read.file), 1):
        found = _LOG.match(line) if "log" in line.lower() else None
        if found is not None:
            style = "are given an f-string" if found[1] else "are given a text with `%` and its arguments"
            yield Case("conventions.log-format", "log calls with values", style, read.file, number)


def _wrapping(read: FileFacts, lines: Lines) -> Iterator[Case]:
    """Whether errors keep the error that caused them."""
    for number, line in enumerate(lines.of(read.file), 1):
        found = _WRAPPED.search(line) if "fmt.Errorf(" in line and number not in read.comment_lines else None
        if found is not None:
            yield Case("conventions.error-wrapping", "errors made of another error", _VERBS[found[1]], read.file, number)
