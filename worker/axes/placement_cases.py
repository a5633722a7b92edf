"""Where the files of tests lie: in folders of their own, or among the code."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator

from worker.axes.habits import Case
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Language, Source, SymbolKind

RULE = "conventions.test-place"
_AMONG = ""
_OWN = re.compile(r"_*(?:tests?|specs?)_*")
_OTHER_KIND = re.compile(
    r"(^|/)(e2e|cypress|playwright|integration|acceptance|perf\w*|bench\w*|[^/]*fixtures?|testdata)/", re.IGNORECASE
)
"""Tests of the program as a whole lie elsewhere than those of its parts, and what tests are fed with is none."""
_SCRIPT = re.compile(r"([^/]+)\.(?:test|spec)\.[cm]?[jt]sx?")
_PYTHON = re.compile(r"(?:test_([^/]+)|([^/]+)_test)\.py")
_TESTED = {
    "scripts": (".ts", ".tsx", ".js", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".vue", ".svelte"),
    "Python": (".py",),
}
_Test = tuple[str, str, str]
"""(file, what its name says it tests, the name of the folder of tests around it)"""


def places(source: Source) -> Iterator[Case]:
    """Yield a case per file of tests. A departure is told only where nothing but the habit can have decided its place."""
    by_kind: dict[str, list[_Test]] = defaultdict(list)
    for file, read in source.files.items():
        if read.is_test and not read.parse_errors and not is_shown(file) and not is_of_the_whole(file):
            for kind, tested in _tested(read):
                around = [each for each in file.split("/")[:-1] if _OWN.fullmatch(each)]
                by_kind[kind].append((file, tested, around[-1] if around else _AMONG))
    for kind, those in by_kind.items():
        usual = Counter(folder for _, _, folder in those).most_common(1)[0][0]
        departing = Counter(_folder(file) for file, _, folder in those if folder != usual)
        for one in those:
            file, _, folder = one
            style = "lie among the code" if folder == _AMONG else f"lie in a folder `{folder}`"
            # Two in one place are a decision.
            told = departing[_folder(file)] == 1 and _drifts(source, kind, one, usual)
            question = "test files of scripts" if kind == "scripts" else f"{kind} test files"
            yield Case(RULE, question, style, file, 1, told=told)


def holds_tests(read: FileFacts) -> bool:
    """Whether something in the file is called a test, unless there are no functions at all to judge by."""
    functions = [one for one in read.symbols if one.kind is SymbolKind.FUNCTION]
    return not functions or any(one.name.lower().startswith("test") for one in read.symbols)


def is_of_the_whole(file: str) -> bool:
    """Whether a file of tests lies where those of the whole program do, or what tests are fed with."""
    return bool(_OTHER_KIND.search(file))


def _tested(read: FileFacts) -> Iterator[tuple[str, str]]:
    name = read.file.rpartition("/")[2]
    if read.language == Language.PYTHON and (found := _PYTHON.fullmatch(name)):
        yield "Python", found[1] or found[2]
    elif found := _SCRIPT.fullmatch(name):
        yield "scripts", found[1]


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _drifts(source: Source, kind: str, one: _Test, usual: str) -> bool:
    """Whether the folder is the usual one misspelled, or it is a test of one file that lies where the usual place is known."""
    file, tested, folder = one
    if kind == "Python" and not holds_tests(source.files[file]):
        return False
    if usual != _AMONG and folder != _AMONG:
        return folder != usual and _singular(folder) == _singular(usual)
    beside = _folder(file)
    if folder != _AMONG:
        if beside.rpartition("/")[2] != folder:
            return False
        beside = _folder(beside)
    return any(f"{beside}/{tested}{ending}".lstrip("/") in source.files for ending in _TESTED[kind])


def _singular(folder: str) -> str:
    return re.sub(r"s(_*)$", r"\1", folder)
