"""Conventions among siblings: functions side by side that do the same, one of which lacks what all the others do around it.

Two kinds: a guard in front of an effect (`check_owner(…)` before `delete_row(…)`), and the release of what was taken
(`unlock()` after `lock()`). The bar is high on purpose: all siblings but one, and at least four of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.axis import Axis, Severity, Verdict
from app.domain.finding import Claim, Related, Suggestion
from worker.axes.quoting import Lines
from worker.graph.graph import Graph
from worker.source.classify import is_shown
from worker.source.facts import FileFacts, ReferenceForm, Source, Symbol, SymbolKind

GUARD = "conventions.sibling-guard"
RELEASE = "conventions.sibling-release"
ENOUGH = 4
"""So many siblings at least do what one of them does not."""
_EXAMPLES = 3
_FUNCTIONS = frozenset({SymbolKind.FUNCTION, SymbolKind.METHOD})
_IS_GUARD = re.compile(
    r"_?(check|require|ensure|assert|validate|verify|authorize|authorise|authenticate|guard|enforce)(_\w+|[A-Z]\w*)?"
    r"|(Check|Require|Ensure|Validate|Verify|Authorize|Enforce)\w*|(has|can|is)_?([Pp]ermission|[Aa]llowed|[Aa]uthorized|[Oo]wner)\w*"
)
_IS_EFFECT = re.compile(
    r"(save|delete|remove|update|insert|write|send|publish|commit|execute|drop|destroy|charge|transfer|submit|enqueue|dispatch|revoke"
    r"|grant|store|persist|post|put)(_\w+|[A-Z]\w*)?|(Save|Delete|Remove|Update|Insert|Write|Send|Publish|Destroy|Revoke|Grant)\w*"
)
_CALLED = re.compile(r"(?<![\w$])[\w$]++(?=\s*+(?:<[^()]{0,200}>)?\()")
_RELEASES = {
    "acquire": ("release",),
    "lock": ("unlock", "release"),
    "Lock": ("Unlock",),
    "RLock": ("RUnlock",),
    "begin": ("commit", "rollback", "end"),
    "beginTransaction": ("commit", "rollback", "endTransaction"),
    "begin_transaction": ("commit", "rollback", "end_transaction"),
}


@dataclass(frozen=True, slots=True)
class _Doing:
    """A function, and what it calls: name -> the first and the last line."""

    symbol: Symbol
    calls: dict[str, tuple[int, int]]

    def before(self, guard: str, effect: str) -> bool:
        return guard in self.calls and self.calls[guard][0] <= self.calls[effect][0]


def prove(source: Source, graph: Graph, lines: Lines) -> Iterator[Claim]:
    """Yield one claim per function that lacks the guard or the release that all of its siblings have."""
    for file, read in source.files.items():
        if read.is_test or read.parse_errors or is_shown(file):
            continue
        for siblings in _families(read, lines):
            told: set[str] = set()
            for lone, others, effect, lacks in (*_unguarded(siblings), *_unreleased(siblings)):
                if lone.symbol.qualname not in told and not _is_covered(graph, lone.symbol, lacks, siblings):
                    told.add(lone.symbol.qualname)
                    yield _claim(lines, lone, others, effect, lacks)


def _families(read: FileFacts, lines: Lines) -> Iterator[list[_Doing]]:
    """Yield the functions of one class or of one file's top level that stand side by side."""
    calls: dict[str, dict[str, tuple[int, int]]] = defaultdict(dict)
    called: dict[int, frozenset[str]] = {}
    text = lines.of(read.file)
    for one in read.references:
        if one.scope and one.form is not ReferenceForm.STRING and one.line <= len(text):
            if one.line not in called:
                called[one.line] = frozenset(_CALLED.findall(text[one.line - 1]))
            if one.name in called[one.line]:
                first, last = calls[one.scope].get(one.name, (one.line, one.line))
                calls[one.scope][one.name] = (min(first, one.line), max(last, one.line))
    families: dict[str | None, list[_Doing]] = defaultdict(list)
    for symbol in read.symbols:
        if symbol.kind in _FUNCTIONS:
            decorated = {re.split(r"[(\s]", text)[0].rpartition(".")[2]: (0, 0) for text in symbol.decorators}
            families[symbol.parent].append(_Doing(symbol, {**calls.get(symbol.qualname, {}), **decorated}))
    yield from (family for family in families.values() if len(family) > ENOUGH)


_Found = tuple[_Doing, list[_Doing], str, str]
"""(the one that departs, the others, what all do, what it lacks)"""


def _unguarded(siblings: list[_Doing]) -> Iterator[_Found]:
    for effect in sorted({name for one in siblings for name in one.calls if _IS_EFFECT.fullmatch(name)}):
        doing = [one for one in siblings if effect in one.calls and not _IS_GUARD.fullmatch(one.symbol.name)]
        for guard in sorted({name for one in doing for name in one.calls if _IS_GUARD.fullmatch(name)}):
            guarded = [one for one in doing if one.before(guard, effect)]
            lone = [one for one in doing if one not in guarded]
            # Another guard may do as well.
            if len(guarded) >= ENOUGH and len(lone) == 1 and not any(_IS_GUARD.fullmatch(name) for name in lone[0].calls):
                yield lone[0], guarded, effect, guard


def _unreleased(siblings: list[_Doing]) -> Iterator[_Found]:
    for take, releases in _RELEASES.items():
        doing = [one for one in siblings if take in one.calls]
        for release in releases:
            released = [one for one in doing if release in one.calls]
            lone = [one for one in doing if one not in released]
            # Where a sibling releases what it did not take, the two are halves of one.
            halves = any(release in one.calls and take not in one.calls for one in siblings)
            if len(released) >= ENOUGH and len(lone) == 1 and not halves and not any(one in lone[0].calls for one in releases):
                yield lone[0], released, take, release


def _is_covered(graph: Graph, lone: Symbol, lacks: str, siblings: list[_Doing]) -> bool:
    """Whether who calls it may have done what it lacks: it is private, or one of its callers does."""
    if lone.name.startswith("_") or not lone.exported:
        return True
    number = graph.index.find(lone.file, lone.qualname)
    users = {graph.index.nodes[user].qualname for user in graph.users(number)} if number is not None else set()
    return any(one.symbol.qualname in users and lacks in one.calls for one in siblings) or lone.name in (lacks, f"un{lacks}")


def _claim(lines: Lines, lone: _Doing, others: list[_Doing], effect: str, lacks: str) -> Claim:
    rule = RELEASE if effect in _RELEASES else GUARD
    file, line = lone.symbol.file, lone.calls[effect][0]
    shown = others[:_EXAMPLES]
    places = [(one, max(one.calls[lacks][0], one.symbol.line_start)) for one in shown]
    how = f"then call `{lacks}`" if rule == RELEASE else f"call `{lacks}` first"
    named = ", ".join(f"`{one.symbol.name}`" for one in shown)
    return lines.claim(
        axis=Axis.CONVENTIONS,
        rule=rule,
        verdict=Verdict.DRIFT,
        severity=Severity.MEDIUM,
        confidence=round(len(others) / (len(others) + 1), 2),
        file=file,
        symbol=lone.symbol.qualname,
        first=line,
        last=line,
        title=f"`{lone.symbol.qualname}` calls `{effect}` without `{lacks}`, unlike its siblings",
        message=(
            f"{len(others)} of {len(others) + 1} functions beside each other that call `{effect}` {how} ({named}); "
            f"`{lone.symbol.name}` does not."
        ),
        suggestion=Suggestion(description=f"Do what the others do around `{effect}`, or say in a comment why not here."),
        more=[lines.quote(file, at, at) for _, at in places],
        related=tuple(
            Related(file=file, symbol=one.symbol.qualname, line_start=at, line_end=at, relation="cause") for one, at in places
        ),
    )
