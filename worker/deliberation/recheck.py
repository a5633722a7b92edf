"""Check evidence again, mechanically, at the audited commit. What cannot be checked does not hold."""

import shlex
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import assert_never

from app.domain.evidence import Absence, Evidence, GraphFact, Place, Quote, Region, Rule, Search
from worker.deliberation.files import jail_of, read_lines
from worker.tools.jail import Jail, JailError
from worker.tools.search import SearchError, search

GraphQuery = Callable[[str, str], GraphFact | None]
"""(file, symbol) -> what the graph, asked now, says of it; None when it does not know the symbol."""
RuleQuery = Callable[[Rule], bool]
"""Whether a rule, run again now, still fires at its place."""


def recheck(evidence: Evidence, root: Path | Jail, graph_fact: GraphQuery | None, rule_fires: RuleQuery | None = None) -> bool:
    """Whether `evidence` holds in the checkout at `root`, found out anew.

    A `Jail` made of the checkout's list of files keeps to what is committed, and saves listing them each time.
    Without `graph_fact` no graph fact holds, without `rule_fires` no rule does.
    """
    match evidence:
        case Quote():
            return _quote_holds(evidence, root)
        case Search():
            found = _found(evidence, root)
            return found is not None and evidence.total == len(found) and _key(found) == _key(evidence.hits)
        case Absence():
            found = _found(evidence, root)
            return found is not None and all(any(_within(hit, each) for each in evidence.except_regions) for hit in found)
        case GraphFact():
            return graph_fact is not None and _graph_holds(evidence, graph_fact(evidence.file, evidence.symbol))
        case Rule():
            return rule_fires is not None and rule_fires(evidence)
        case _:
            assert_never(evidence)


def rechecked(
    evidence: tuple[Evidence, ...], root: Path | Jail, graph_fact: GraphQuery | None, rule_fires: RuleQuery | None = None
) -> tuple[Evidence, ...]:
    """The same evidence with `rechecked` and `how` filled in."""
    jail = jail_of(root)
    return tuple(
        item.model_copy(update={"rechecked": recheck(item, jail, graph_fact, rule_fires), "how": how(item)})
        for item in evidence
    )


def how(evidence: Evidence) -> str:
    """A shell command that shows a person the same, run at the repository's root. Nothing in it can break out of its quotes."""
    match evidence:
        case Quote():
            return _sed(evidence.file, evidence.line_start, evidence.line_end)
        case Search() | Absence():
            # A glob would bring ignored files back in, and build output is no part of what was audited.
            scopes = () if evidence.scope == ("**",) else evidence.scope
            globs = [f"--glob={scope}" for scope in (*scopes, "!.git")]
            flags = ["--no-config", "--hidden", "--text", "--crlf", "--line-number"]
            return shlex.join(["rg", *flags, *globs, f"--regexp={evidence.pattern}", "."])
        case GraphFact():
            name = evidence.symbol.rpartition(".")[2] or PurePosixPath(evidence.file).name.partition(".")[0]
            return shlex.join(["rg", "--line-number", "--word-regexp", "--fixed-strings", f"--regexp={name}", "."])
        case Rule():
            return _sed(evidence.file, evidence.line, evidence.line)
        case _:
            assert_never(evidence)


def _sed(file: str, start: int, end: int) -> str:
    return shlex.join(["sed", "-n", f"{start},{end}p", "--", file])


def _quote_holds(quote: Quote, root: Path | Jail) -> bool:
    lines = read_lines(jail_of(root), quote.file)
    if lines is None or not quote.line_start <= quote.line_end <= len(lines):
        return False
    return "\n".join(lines[quote.line_start - 1 : quote.line_end]) == quote.text.replace("\r\n", "\n")


def _found(evidence: Search | Absence, root: Path | Jail) -> tuple[Place, ...] | None:
    """What the search finds now; None when it cannot be run."""
    try:
        hits = search(root, evidence.pattern, evidence.scope)
    except (SearchError, JailError):
        return None
    return tuple(Place(file=hit.file, line=hit.line, text=hit.text) for hit in hits)


def _graph_holds(evidence: GraphFact, now: GraphFact | None) -> bool:
    if now is None or (now.file, now.symbol) != (evidence.file, evidence.symbol):
        return False
    # How many roots there are is no part of the proof: one test more changes nothing about the symbol.
    return now.state == evidence.state and _key(now.referrers) == _key(evidence.referrers)


def _within(hit: Place, region: Region) -> bool:
    return hit.file == region.file and region.line_start <= hit.line <= region.line_end


def _key(places: tuple[Place, ...]) -> list[tuple[str, int, str]]:
    return sorted((place.file, place.line, place.text) for place in places)
