"""Check evidence again, mechanically, at the audited commit. What cannot be checked does not hold."""

import shlex
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import assert_never

from app.domain.evidence import Absence, Coverage, Evidence, GraphFact, Place, Quote, Region, Rule, Search, Similarity
from worker.coverage.report import ReportError
from worker.coverage.reports import covered_by
from worker.deliberation.files import jail_of, read_lines
from worker.tools.jail import Jail, JailError
from worker.tools.search import SearchError, search

GraphQuery = Callable[[str, str], GraphFact | None]
"""(file, symbol) -> what the graph, asked now, says of it; None when it does not know the symbol."""
RuleQuery = Callable[[Rule], bool]
"""Whether a rule, run again now, still fires at its place."""

LikenessQuery = Callable[[Similarity], str | None]
"""Why two functions, compared again now, are not as alike as claimed; None when they are."""

PLACES_NAMED = 6


def recheck(
    evidence: Evidence,
    root: Path | Jail,
    graph_fact: GraphQuery | None,
    rule_fires: RuleQuery | None = None,
    likeness: LikenessQuery | None = None,
) -> bool:
    """Whether `evidence` holds in the checkout at `root`, found out anew. See `objection`."""
    return objection(evidence, root, graph_fact, rule_fires, likeness) is None


def objection(
    evidence: Evidence,
    root: Path | Jail,
    graph_fact: GraphQuery | None,
    rule_fires: RuleQuery | None = None,
    likeness: LikenessQuery | None = None,
) -> str | None:
    """Why `evidence` does not hold in the checkout at `root`, found out anew, in words for a person; None when it holds.

    A `Jail` made of the checkout's list of files keeps to what is committed, and saves listing them each time.
    Without `graph_fact` no graph fact holds, without `rule_fires` no rule does, without `likeness` no similarity.
    """
    match evidence:
        case Quote():
            return _against_quote(evidence, root)
        case Search():
            found = _found(evidence, root)
            if found is None:
                return "the search cannot be run"
            if evidence.total != len(found):
                return f"{len(found)} hits, {evidence.total} were claimed"
            return None if _key(found) == _key(evidence.hits) else "the hits are in other places than claimed"
        case Absence():
            found = _found(evidence, root)
            if found is None:
                return "the search cannot be run"
            outside = [hit for hit in found if not any(_within(hit, each) for each in evidence.except_regions)]
            return f"found at {outside[0].file}:{outside[0].line}" if outside else None
        case GraphFact():
            return _against_graph(evidence, graph_fact(evidence.file, evidence.symbol) if graph_fact is not None else None)
        case Coverage():
            return _against_coverage(evidence, jail_of(root))
        case Similarity():
            missing = next((file for file in (evidence.file, evidence.other_file) if file not in jail_of(root).known), None)
            if missing is not None:
                return f"no file {missing}"
            return likeness(evidence) if likeness is not None else "nobody is there to compare them"
        case Rule():
            if evidence.file not in jail_of(root).known:
                return f"no file {evidence.file}"
            return None if rule_fires is not None and rule_fires(evidence) else "the rule does not fire there"
        case _:
            assert_never(evidence)


def rechecked(
    evidence: tuple[Evidence, ...],
    root: Path | Jail,
    graph_fact: GraphQuery | None,
    rule_fires: RuleQuery | None = None,
    likeness: LikenessQuery | None = None,
) -> tuple[Evidence, ...]:
    """The same evidence with `rechecked` and `how` filled in."""
    jail = jail_of(root)
    return tuple(
        item.model_copy(
            update={
                "rechecked": recheck(item, jail, graph_fact, rule_fires, likeness),
                "how": _what_it_prints(item, jail) + how(item),
            }
        )
        for item in evidence
    )


def _what_it_prints(evidence: Evidence, jail: Jail) -> str:
    """A line above the command: what it prints as long as the claim holds, which for an absence is rarely nothing."""
    found = _found(evidence, jail) if isinstance(evidence, Absence) else None
    if found is None:
        return ""
    places = [_on_one_line(f"{hit.file}:{hit.line}") for hit in found[:PLACES_NAMED]]
    rest = f" and {len(found) - PLACES_NAMED} more that are listed" if len(found) > PLACES_NAMED else ""
    return f"# prints only {', '.join(places)}{rest}\n" if places else "# prints nothing\n"


def _on_one_line(text: str) -> str:
    # The name of a file must not end the comment that it stands in.
    return "".join(character if character.isprintable() else "?" for character in text)


def how(evidence: Evidence) -> str:
    """A shell command that shows a person the same, run at the repository's root. Nothing in it can break out of its quotes.

    No command shows what a graph or a rule says: there the check is `anatoly recheck`, and the search only a look around.
    """
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
            look = shlex.join(["rg", "--line-number", "--word-regexp", "--fixed-strings", f"--regexp={name}", "."])
            return f"{_again('builds the graph')}\n# a look around for the name, no proof\n{look}"
        case Rule():
            return _again("asks the rule")
        case Similarity():
            places = [_grep(evidence.symbol, evidence.file), _grep(evidence.other_symbol, evidence.other_file)]
            return "\n".join([_again("compares them"), "# where they stand", *places])
        case Coverage():
            return f"{_again('reads the report')}\n{_sed(evidence.file, evidence.line_start, evidence.line_end)}"
        case _:
            assert_never(evidence)


def other_command(evidence: Evidence) -> bool:
    """Whether a report gives another command than the one that shows this evidence: people run what they read."""
    if not evidence.how:
        return False
    wanted = how(evidence)
    before = evidence.how.removesuffix(wanted)
    return before == evidence.how or any(not line.startswith("# ") for line in before.splitlines())


def _again(does: str) -> str:
    return f"# the check itself: {does} again; `anatoly audit` writes findings.json\nanatoly recheck findings.json --source ."


def _grep(symbol: str, file: str) -> str:
    return shlex.join(
        ["rg", "--line-number", "--word-regexp", "--fixed-strings", f"--regexp={symbol.rpartition('.')[2]}", "--", file]
    )


def _sed(file: str, start: int, end: int) -> str:
    return shlex.join(["sed", "-n", f"{start},{end}p", "--", file])


def _against_quote(quote: Quote, root: Path | Jail) -> str | None:
    lines = read_lines(jail_of(root), quote.file)
    if lines is None:
        return f"no file {quote.file} that can be read"
    if not quote.line_start <= quote.line_end <= len(lines):
        return f"{quote.file} has no lines {quote.line_start} to {quote.line_end}"
    same = "\n".join(lines[quote.line_start - 1 : quote.line_end]) == quote.text.replace("\r\n", "\n")
    return None if same else f"other text at {quote.file}:{quote.line_start}"


def _against_coverage(evidence: Coverage, jail: Jail) -> str | None:
    try:
        covered = covered_by(jail, evidence.source)
    except ReportError as failure:
        return f"{evidence.source} {failure}"
    measured = covered.get(evidence.file)
    if measured is None:
        return f"{evidence.source} says nothing of {evidence.file}"
    ran = [hits for line, hits in measured.lines.items() if evidence.line_start <= line <= evidence.line_end]
    if measured.complete and not ran:
        return f"{evidence.source} says nothing of these lines"
    return None if sum(ran) == evidence.hits else f"they ran {sum(ran)} times, claimed was {evidence.hits}"


def _found(evidence: Search | Absence, root: Path | Jail) -> tuple[Place, ...] | None:
    """What the search finds now; None when it cannot be run."""
    try:
        hits = search(root, evidence.pattern, evidence.scope)
    except (SearchError, JailError):
        return None
    return tuple(Place(file=hit.file, line=hit.line, text=hit.text) for hit in hits)


def _against_graph(evidence: GraphFact, now: GraphFact | None) -> str | None:
    if now is None or (now.file, now.symbol) != (evidence.file, evidence.symbol):
        return f"no {evidence.symbol or 'top level'} in {evidence.file} that the graph knows"
    if now.state != evidence.state:
        return f"it is {now.state.replace('_', ' ')}, claimed was {evidence.state.replace('_', ' ')}"
    # How many roots there are is no part of the proof: one test more changes nothing about the symbol.
    return None if _key(now.referrers) == _key(evidence.referrers) else "it is referred to from other places than claimed"


def _within(hit: Place, region: Region) -> bool:
    return hit.file == region.file and region.line_start <= hit.line <= region.line_end


def _key(places: tuple[Place, ...]) -> list[tuple[str, int, str]]:
    return sorted((place.file, place.line, place.text) for place in places)
