"""How evidence reads: what was looked at, what was found, and the command that shows the same."""

from collections.abc import Iterable

from app.domain.evidence import Absence, Coverage, Evidence, GraphFact, Place, Quote, Region, Rule, Search, Similarity
from app.domain.finding import Finding
from app.domain.words import ALIKE, measured
from worker.publish.clip import first_lines
from worker.publish.facts import Where
from worker.publish.neutralise import clean, fenced, inline_code, plain, prose

QUOTED_LINES = 30
"""Longer quotes are cut: the permalink shows the rest."""
LISTED_PLACES = 8
"""More places than this are counted, not listed."""

_LANGUAGES = {
    "py": "python", "pyi": "python", "ts": "typescript", "mts": "typescript", "cts": "typescript", "tsx": "tsx",
    "js": "javascript", "mjs": "javascript", "cjs": "javascript", "jsx": "jsx", "json": "json", "toml": "toml",
    "yml": "yaml", "yaml": "yaml", "sh": "sh", "html": "html", "css": "css", "sql": "sql",
}  # fmt: skip


def spot(where: Where, path: str, start: int, end: int | None = None) -> str:
    """A link to lines at the audited commit: `src/a.py:3-7`."""
    lines = f"{start}-{end}" if end and end > start else f"{start}"
    return f"[{inline_code(f'{path}:{lines}')}]({where.permalink(path, start, end)})"


def evidence_list(finding: Finding, where: Where) -> str:
    """All evidence of a finding, as a numbered list of sentences, then one block of commands that show the same."""
    items = [f"{number}. {_sentence(item, where)}" for number, item in enumerate(finding.claim.evidence, 1)]
    blocks = ["\n".join(_with_details(text, item, where) for text, item in zip(items, finding.claim.evidence, strict=True))]
    commands = see_for_yourself(finding.claim.evidence)
    if commands:
        blocks.append(f"See it yourself, at the root of the repository at {inline_code(where.short)}:\n\n{commands}")
    return "\n\n".join(blocks)


def see_for_yourself(evidence: Iterable[Evidence]) -> str:
    """The commands of the evidence as one block, or "" when there are none."""
    commands = list(dict.fromkeys(item.how.strip() for item in evidence if item.how.strip()))
    return fenced("\n".join(commands), "sh") if commands else ""


def quoted(path: str, text: str) -> str:
    """Code of a file as a block, long ones cut with a line that says so."""
    shown, left = first_lines(clean(text), QUOTED_LINES)
    block = fenced(shown, _LANGUAGES.get(path.rpartition(".")[2], ""))
    return f"{block}\n{_count(left, 'more line')} not shown." if left else block


def survived(finding: Finding) -> str:
    """How the finding survived, or "" where there is nothing to tell."""
    deliberation = finding.deliberation
    if deliberation is None or deliberation.outcome == "proven" or not deliberation.reasoning.strip():
        return ""
    rounds = f" in {deliberation.rounds} rounds" if deliberation.rounds > 1 else ""
    return f"A second reviewer tried to disprove this{rounds} and could not:\n\n{prose(deliberation.reasoning, 2000)}"


def _sentence(item: Evidence, where: Where) -> str:
    match item:
        case Quote():
            return f"{spot(where, item.file, item.line_start, item.line_end)} reads:"
        case Search():
            found = _count(item.total, "place")
            return f"Searching {inline_code(item.pattern)} in {_scope(item.scope)} finds {found}{':' if item.hits else '.'}"
        case Absence():
            outside = f" outside of {_regions(item.except_regions, where)}" if item.except_regions else ""
            return f"Searching {inline_code(item.pattern)} in {_scope(item.scope)} finds nothing{outside}."
        case GraphFact():
            return f"{_state(item)}{_referrers(item)}"
        case Rule():
            return f"{plain(item.tool)} reports {inline_code(item.id)} at {spot(where, item.file, item.line)}."
        case Similarity():
            one, other = spot(where, item.file, item.line), spot(where, item.other_file, item.other_line)
            names = f"{inline_code(item.symbol)} at {one} and {inline_code(item.other_symbol)} at {other}"
            return f"{names} are {ALIKE[item.clone]} ({plain(measured(item))})."
        case Coverage():
            ran = "never ran" if item.hits == 0 else f"ran {_count(item.hits, 'time')}"
            lines = spot(where, item.file, item.line_start, item.line_end)
            return f"The coverage report {inline_code(item.source)} says that {lines} {ran} while the tests did."


def _with_details(sentence: str, item: Evidence, where: Where) -> str:
    match item:
        case Quote():
            return f"{sentence}\n\n{_indented(quoted(item.file, item.text))}\n"
        case Search(hits=hits) if hits:
            return f"{sentence}\n{_places(hits, where)}"
        case GraphFact(referrers=referrers) if referrers:
            return f"{sentence}\n{_places(referrers, where)}"
        case _:
            return sentence


def _state(item: GraphFact) -> str:
    symbol = inline_code(item.symbol or item.file)
    entry = _count(item.roots, "entry point")
    match item.state:
        case "unreachable":
            return f"No chain of references leads from an entry point to {symbol} ({entry} followed)."
        case "test_only":
            return f"Only tests lead to {symbol}, no other entry point does ({entry} followed)."
        case "reachable":
            return f"{symbol} is reached from an entry point ({entry} followed)."
        case "unknown":
            return f"Whether an entry point leads to {symbol} can not be told ({entry} followed)."


def _referrers(item: GraphFact) -> str:
    if not item.referrers:
        return " Nothing refers to it." if item.state == "unreachable" else ""
    return " It is referred to only here:" if item.state in {"unreachable", "test_only"} else " It is referred to here:"


def _places(places: tuple[Place, ...], where: Where) -> str:
    lines = [
        f"   - {spot(where, place.file, place.line)} {inline_code(place.text, 160)}".rstrip()
        for place in places[:LISTED_PLACES]
    ]
    if len(places) > LISTED_PLACES:
        lines.append(f"   - and {_count(len(places) - LISTED_PLACES, 'more place')}")
    return "\n".join(lines)


def _regions(regions: tuple[Region, ...], where: Where) -> str:
    return ", ".join(spot(where, region.file, region.line_start, region.line_end) for region in regions[:LISTED_PLACES])


def _scope(scope: tuple[str, ...]) -> str:
    return "all files" if scope in {(), ("**",)} else ", ".join(inline_code(glob) for glob in scope)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number:,} {noun}s"


def _indented(block: str) -> str:
    return "\n".join(f"   {line}" if line else line for line in block.split("\n"))
