"""What the repository's own coverage reports say of its functions: that they ran, or that they never did.

A report is believed of a file as long as its lines fit the file as it is now, and of what never ran as long as it is no report
of a part of the tests: then most code would look untested.
"""

from collections import defaultdict
from dataclasses import dataclass

from app.domain.evidence import Coverage
from worker.axes.quoting import Lines
from worker.coverage.report import FileCoverage, ReportError
from worker.coverage.reports import covered_by, jail_for, named_like_one
from worker.source.facts import FileFacts, Language, Skipped, Source, Symbol, SymbolKind
from worker.source.queries import WORD

WHOLE = 0.3
"""The share of measured functions that ran, from which on a report is taken for one of all tests."""
STALE = "coverage report of another state of the code: its lines are not those of the files as they are now"
PARTIAL = f"coverage report of a part of the tests, of what ran alone: under {WHOLE:.0%} of what it measured did"
_FITTING = 0.8
"""The share of a file's functions that a report must know: the rest is what it was told to leave out."""
_CODE = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})


@dataclass(frozen=True, slots=True)
class Never:
    """No line of a function ran."""

    file: str
    line_start: int
    line_end: int
    source: str
    """The report that says so."""

    def evidence(self) -> Coverage:
        """Return it as evidence."""
        return Coverage(file=self.file, line_start=self.line_start, line_end=self.line_end, hits=0, source=self.source)


@dataclass(frozen=True, slots=True)
class Ran:
    """Some line of a function ran."""


class Measured:
    """All reports of a repository, read once. False where there is none that can be believed."""

    def __init__(self, source: Source, lines: Lines) -> None:
        self.left_out: list[Skipped] = []
        """Reports on this code that are believed less than they say, and why."""
        self._answers: dict[tuple[str, str], Ran | Never] = {}
        names = named_like_one([*source.files, *source.others, *(one.file for one in source.skipped)])
        if not names:
            return
        jail = jail_for(source.root, [*names, *source.files])
        for name in names:
            try:
                covered = covered_by(jail, name)
            except ReportError:
                # It is named like a report, and no more than that.
                continue
            fresh = [(source.files[file], one) for file, one in covered.items() if file in source.files]
            fitting = [(read, one) for read, one in fresh if fits(read, one, lines.of(read.file))]
            if fresh and not fitting:
                self.left_out.append(Skipped(name, STALE))
            self._believe(name, fitting)

    def __bool__(self) -> bool:
        return bool(self._answers)

    def of(self, symbol: Symbol) -> Ran | Never | None:
        """Return what is known of a function; None where nothing is."""
        return self._answers.get((symbol.file, symbol.qualname))

    def _believe(self, report: str, fresh: list[tuple[FileFacts, FileCoverage]]) -> None:
        ran: list[Symbol] = []
        never: list[Symbol] = []
        for read, covered in fresh:
            counts = defaultdict(int, {symbol.qualname: 0 for symbol in read.symbols})
            for symbol in read.symbols:
                counts[symbol.qualname] += 1
            for symbol in read.symbols:
                # Of two that share a name nobody knows which is meant.
                if symbol.kind in _CODE and counts[symbol.qualname] == 1 and (answer := _answer(symbol, covered)) is not None:
                    (ran if answer else never).append(symbol)
        self._answers.update({(one.file, one.qualname): Ran() for one in ran})
        if len(ran) < WHOLE * (len(ran) + len(never)):
            self.left_out.append(Skipped(report, PARTIAL))
            return
        for one in never:
            self._answers.setdefault((one.file, one.qualname), Never(one.file, one.name_line + 1, one.line_end, report))


def _answer(symbol: Symbol, covered: FileCoverage) -> bool | None:
    """Whether any line of a function's body ran; None where the report does not say."""
    body = [hits for line, hits in covered.lines.items() if symbol.name_line < line <= symbol.line_end]
    if any(body):
        return True
    if covered.complete:
        return False if body else None
    # The file was loaded, so that the line of the definition ran, and nothing in it.
    return False if covered.lines.get(symbol.name_line) or covered.lines.get(symbol.line_start) else None


def fits(read: FileFacts, covered: FileCoverage, text: list[str]) -> bool:
    """Whether the lines of a report can be those of the file as it is now."""
    if not covered.lines or read.broken or max(covered.lines) > read.lines + 1:
        return False
    every = len(covered.lines) >= read.lines
    for line in () if every else covered.lines:
        # A report counts lines that do something: where it counts an empty one the file has changed.
        if line > len(text) or not text[line - 1].strip() or line in read.comment_lines:
            return False
    for line, name in covered.names:
        last = WORD.findall(name)[-1:]
        around = " ".join(text[max(line - 1, 0) : line + 1])
        if line > read.lines or (last and not name.startswith("(") and last[0] not in WORD.findall(around)):
            return False
    functions = [one for one in read.symbols if one.kind in _CODE and one.line_end > one.name_line]
    known = sum(_is_known(read, one, covered) for one in functions)
    return not functions or not covered.complete or known >= _FITTING * len(functions)


def _is_known(read: FileFacts, symbol: Symbol, covered: FileCoverage) -> bool:
    if read.language == Language.PYTHON:
        return symbol.name_line in covered.lines or symbol.line_start in covered.lines
    return any(symbol.line_start <= line <= symbol.line_end for line in covered.lines)
