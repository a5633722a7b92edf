"""Tests: code that no test runs, and tests that cannot fail. Both proven; whether a test is a good one is for a reviewer."""

import re
from collections.abc import Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Evidence
from app.domain.finding import Certainty, Claim, Origin, Suggestion
from worker.axes.looked import Looked
from worker.axes.measured import Measured, Never
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.graph.index import Node
from worker.graph.tested import tested
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, Source, Symbol, SymbolKind
from worker.source.languages import module_of

UNTESTED = "tests.untested"
TRIVIAL = "tests.trivial-assertion"

_CODE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_BRANCH = re.compile(r"\b(if|elif|else if|for|while|case|when|catch|except|match|switch)\b|\?[^?.:]|&&|\|\|")
_FEWEST_BRANCHES = 2
_FEWEST_LINES = 5
"""What is shorter or goes straight on has little to get wrong: nobody misses its test."""

_PYTHON_TRIVIAL = re.compile(
    r"^\s*(?:assert\s+(?:True|1|not False|1 == 1|True is True|True == True)\s*(?:,.*)?"
    r"|self\.assertTrue\(\s*(?:True|1)\s*\)|self\.assertFalse\(\s*(?:False|0)\s*\)|self\.assertEqual\(\s*(\w+)\s*,\s*\1\s*\))\s*$"
)
_SCRIPT_TRIVIAL = re.compile(
    r"^\s*(?:expect\(\s*(true|false|1|0)\s*\)\.(?:toBe|toEqual|toStrictEqual)\(\s*\1\s*\)|assert(?:\.ok)?\(\s*true\s*\)"
    r"|assert\.(?:strictEqual|equal)\(\s*(\w+)\s*,\s*\2\s*\))\s*;?\s*$"
)
_ASSERTS = re.compile(r"assert|expect|should|raises|verify|check|fail|snapshot|match", re.IGNORECASE)


def prove(source: Source, graph: Graph) -> Looked:
    """Return one claim per function that no test may run, and one per test whose only assertion is always true."""
    lines = Lines(source)
    measured = Measured(source, lines)
    return Looked([*_untested(source, graph, lines, measured), *_trivial(source, lines)], measured.left_out)


def _untested(source: Source, graph: Graph, lines: Lines, measured: Measured) -> Iterator[Claim]:
    run = tested(graph)
    if not run and not measured:
        # A repository without any test needs no list of what is not tested.
        return
    nodes = [graph.index.nodes[number] for number in run]
    # A program that tests start as a whole is tested in the languages in which somebody wrote tests.
    written = {module_of(read.language).family for read in source.files.values() if read.is_test}
    languages = {source.files[node.file].language for node in nodes if _is_tested_code(source, node)}
    languages = {one for one in languages if module_of(one).family in written}
    for node in graph.index.nodes:
        symbol = node.declarations[0] if node.declarations else None
        if symbol is None or not _deserves_a_test(source.files[node.file], node, symbol, lines):
            continue
        ran = measured.of(symbol)
        never = ran if isinstance(ran, Never) else None
        # What was seen to run is tested, whatever the graph says; what never ran is not, although something leads to it.
        if never is None and (ran is not None or node.number in run or source.files[node.file].language not in languages):
            continue
        if graph.reach(node.file, node.qualname).state == "unreachable":
            continue
        branches = _branches(lines, symbol)
        evidence: tuple[Evidence, ...] = lines.proof(UNTESTED, symbol.file, symbol.line_start, symbol.line_end)
        yield Claim(
            axis=Axis.TESTS,
            rule=UNTESTED,
            verdict=Verdict.NONE,
            severity=Severity.MEDIUM if branches >= 2 * _FEWEST_BRANCHES and symbol.exported else Severity.LOW,
            confidence=0.9,
            certainty=Certainty.PROVEN,
            origin=Origin.PROVER,
            file=symbol.file,
            symbol=symbol.qualname,
            line_start=symbol.line_start,
            line_end=symbol.line_end,
            title=f"No test runs the {symbol.kind} `{symbol.qualname}`",
            message=_why(symbol, never, led_to=node.number in run) + f", and it decides {branches} times which way to go.",
            suggestion=Suggestion(description=f"Add a test that calls `{symbol.qualname}` once for each way it can go."),
            evidence=evidence if never is None else (*evidence, never.evidence()),
            body_hash=lines.body_hash(symbol.file, symbol.line_start, symbol.line_end),
        )


def _why(symbol: Symbol, never: Never | None, *, led_to: bool) -> str:
    """Say how it is known that no test runs a function, as the start of a sentence."""
    if never is None:
        return f"No chain of references, not even a possible one, leads from any test to the {symbol.kind} `{symbol.qualname}`"
    graph = "" if led_to else ", no chain of references leads to it from any test"
    return f"The coverage report `{never.source}` counts no run of any line in the {symbol.kind} `{symbol.qualname}`{graph}"


def _is_tested_code(source: Source, node: Node) -> bool:
    return bool(node.declarations) and node.declarations[0].kind in _CODE and not source.files[node.file].is_test


def _deserves_a_test(read: FileFacts, node: Node, symbol: Symbol, lines: Lines) -> bool:
    if read.is_test or is_shown(node.file) or symbol.kind not in _CODE or len(node.declarations) > 1:
        return False
    if symbol.name.startswith("_") or symbol.line_end - symbol.line_start + 1 < _FEWEST_LINES:
        return False
    if any(first <= symbol.line_end and symbol.line_start <= last for first, last in read.broken):
        return False
    return _branches(lines, symbol) >= _FEWEST_BRANCHES


def _branches(lines: Lines, symbol: Symbol) -> int:
    body = lines.of(symbol.file)[symbol.line_start - 1 : symbol.line_end]
    return sum(len(_BRANCH.findall(line)) for line in body if not line.lstrip().startswith(("#", "//", "*", "/*")))


def _trivial(source: Source, lines: Lines) -> Iterator[Claim]:
    for file, read in source.files.items():
        if not read.is_test or is_shown(file):
            continue
        pattern = _PYTHON_TRIVIAL if read.language == "python" else _SCRIPT_TRIVIAL
        text = lines.of(file)
        for number, line in enumerate(text, 1):
            if number in read.comment_lines or not pattern.match(line):
                continue
            around = _test_around(read, number, text)
            if any(_ASSERTS.search(text[other - 1]) for other in around if other != number):
                continue
            yield lines.claim(
                axis=Axis.TESTS,
                rule=TRIVIAL,
                verdict=Verdict.WEAK,
                severity=Severity.MEDIUM,
                confidence=0.97,
                file=file,
                first=number,
                last=number,
                title="This test can't fail: its only assertion is always true",
                message=f"`{line.strip()}` holds whatever the code does, and nothing else in the test asserts anything.",
                suggestion=Suggestion(description="Assert what the code under test returns or changes, or delete the test."),
                hashed=(around.start, around.stop - 1),
            )


def _test_around(read: FileFacts, number: int, text: list[str]) -> range:
    """Return the lines of the test that a line belongs to, without its head: of the innermost function, else of the block."""
    holders = [one for one in read.symbols if one.kind in _CODE and one.name_line < number <= one.line_end]
    inner = min(holders, key=lambda one: one.line_end - one.line_start, default=None)
    if inner is not None:
        return range(inner.name_line + 1, inner.line_end + 1)
    indent = len(text[number - 1]) - len(text[number - 1].lstrip())
    first = last = number
    while first > 1 and (not text[first - 2].strip() or len(text[first - 2]) - len(text[first - 2].lstrip()) >= indent):
        first -= 1
    while last < len(text) and (not text[last].strip() or len(text[last]) - len(text[last].lstrip()) >= indent):
        last += 1
    return range(first, last + 1)
