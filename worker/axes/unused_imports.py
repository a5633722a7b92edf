"""Imports that nothing uses: a name arrives in a file and stands nowhere else in it.

A name that stands anywhere else counts as used, whatever it means there. What is left is still told only where the import can
have no other sense: nobody takes the name from this file, loading the module changes nothing, no tool was told to leave it.
"""

import hashlib
from collections.abc import Collection, Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Quote, Rule
from app.domain.finding import Certainty, Claim, Origin, Suggestion
from worker.axes.import_reasons import Reasons
from worker.axes.quoting import TOOL, Lines
from worker.axes.trees import Trees
from worker.graph.graph import Graph
from worker.source.deletion import deletable
from worker.source.facts import FileFacts, Import, Source

RULE = "utility.unused-import"
CONFIDENCE = 0.95
_NAMED = 5


def prove(source: Source, graph: Graph, lines: Lines, trees: Trees, told: Collection[tuple[str, int]]) -> Iterator[Claim]:
    """Yield one claim of the rule `utility.unused-import` per file, for all of its unused imports together.

    `told`: (file, line) of imports that go with something dead that they import.
    """
    reasons = Reasons(source, graph, lines, trees)
    for file, facts in source.files.items():
        unused = [one for one in reasons.unused(facts) if (file, one[0].line) not in told] if reasons.may_tell(facts) else []
        if unused:
            yield _claim(file, facts, unused, lines, trees)


def _claim(file: str, facts: FileFacts, unused: list[tuple[Import, int, int]], lines: Lines, trees: Trees) -> Claim:
    """Say it of `unused`: (import, first and last line of its statement), by line."""
    first, last = unused[0][1], unused[0][2]
    names = [f"`{one.local}`" for one, _, _ in unused]
    listed = ", ".join(f"{name} (line {one.line})" for name, (one, _, _) in zip(names[:_NAMED], unused, strict=False))
    listed += f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    one_only = len(unused) == 1
    alone = sum(1 for each in facts.imports if first <= each.line <= last and each.local is not None) == 1
    exact = one_only and alone and deletable(trees.code(file), facts.language, first, last)
    statements: dict[tuple[int, int], None] = dict.fromkeys((start, end) for _, start, end in unused)
    quotes: list[Quote] = [lines.quote(file, start, end) for start, end in statements]
    return Claim(
        axis=Axis.UTILITY,
        rule=RULE,
        verdict=Verdict.DEAD,
        severity=Severity.LOW,
        confidence=CONFIDENCE,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=file,
        symbol=None,
        line_start=first,
        line_end=last,
        title=f"The import {names[0]} is never used" if one_only else f"{len(names)} imports of this file are never used",
        message=f"{listed[0].upper() + listed[1:]} {'is' if one_only else 'are'} imported here, and nothing in the file refers "
        f"to {'it' if one_only else 'them'}; nobody takes {'it' if one_only else 'them'} from this file either.",
        suggestion=Suggestion(
            description=f"Delete {'the import' if one_only else 'these imports'}.", replacement="" if exact else None
        ),
        evidence=(*quotes, Rule(id=RULE, tool=TOOL, file=file, line=first)),
        body_hash=_hash(names),
    )


def _hash(names: list[str]) -> str:
    return hashlib.sha256("\n".join(sorted(names)).encode()).hexdigest()[:16]
