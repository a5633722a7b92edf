"""Utility: code that nothing uses, proven from the reference graph and a search for its name in every file."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Absence, GraphFact, Place, Quote, Region
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
from worker.axes import branches, delegations, unused_imports
from worker.axes.dead_groups import Group, clusters, outermost
from worker.axes.deadness import Dead, Search, Why, regions_of
from worker.axes.quoting import Lines
from worker.axes.trees import Trees
from worker.axes.used_by_tests import seen_in_tests
from worker.graph.graph import Graph
from worker.graph.index import MODULE, Node
from worker.source.classify import is_shown
from worker.source.deletion import deletable
from worker.source.facts import FileFacts, Source, SymbolKind
from worker.source.languages import module_of
from worker.source.words import text_of

DEAD_CONFIDENCE = 0.97
TEST_ONLY_CONFIDENCE = 0.6

_NEVER = re.compile(r"_*|__\w+__|.*[^A-Za-z0-9_].*")
"""Names that are never reported: throw-aways, what the language looks up, and names that the word search cannot find."""

_FAMILY = re.compile(r"[A-Z][A-Z0-9]*_(?=[A-Z0-9])")
_FEWEST_OF_FAMILY = 3

_DATA = frozenset({SymbolKind.CONSTANT, SymbolKind.VARIABLE, SymbolKind.PROPERTY})


def prove(source: Source, graph: Graph) -> list[Claim]:
    """Return one claim per dead thing: rules `utility.dead` (proven) and `utility.test-only` (likely), and those of `_waste`.

    What is inside something dead is not reported again; what only the dead use is listed with it.
    """
    dead = Search(source, graph, _candidates(source, graph, "unreachable"), tests_count=False).dead()
    claims = [_dead_claim(source, graph, group) for group in clusters(graph, dead)]
    tested = Search(source, graph, _candidates(source, graph, "test_only"), tests_count=True).dead()
    for one, places in seen_in_tests(source, graph, outermost(graph, tested)):
        claims.append(_test_only_claim(source, graph, one, places))
    claims += _outside_of_dead(claims, _waste(source, graph, _lines_that_go(claims)))
    return sorted(claims, key=lambda claim: (claim.file, claim.line_start, claim.rule))


def _waste(source: Source, graph: Graph, told: Collection[tuple[str, int]]) -> Iterator[Claim]:
    """Yield what does nothing for anybody although something refers to it."""
    lines, trees = Lines(source), Trees(source)
    yield from branches.prove(source, lines, trees)
    yield from delegations.prove(source, graph, lines, trees)
    yield from unused_imports.prove(source, graph, lines, trees, told)


def _lines_that_go(dead: list[Claim]) -> set[tuple[str, int]]:
    """Return the lines that hold the name of something dead."""
    regions = [region for one in dead for each in one.evidence if isinstance(each, Absence) for region in each.except_regions]
    return {(one.file, line) for one in regions if one.line_start == one.line_end for line in (one.line_start,)}


def _outside_of_dead(dead: list[Claim], others: Iterable[Claim]) -> list[Claim]:
    """Leave out what goes anyway, with the dead code that it lies in."""
    gone: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in dead:
        gone[one.file].append((one.line_start, one.line_end))
        for each in one.related:
            if each.relation == "cluster":
                gone[each.file].append((each.line_start, each.line_end))
    return [one for one in others if not any(a <= one.line_start and one.line_end <= b for a, b in gone[one.file])]


def _candidates(source: Source, graph: Graph, state: str) -> list[Node]:
    return [
        node
        for node in graph.index.nodes
        if (node.qualname == MODULE or not all(one.reopens for one in node.declarations))
        and not _is_test(source, node)
        and not is_shown(node.file)
        and not (node.qualname != MODULE and _NEVER.fullmatch(node.name))
        and not (node.qualname == MODULE and not _is_module(source.files[node.file]))
        # What a broken file holds is not known, so nothing is said of it as a whole.
        and not (node.qualname == MODULE and source.files[node.file].parse_errors)
        and graph.state(node.number) == state
        and not _is_value_of_family(graph, node)
    ]


def _is_value_of_family(graph: Graph, node: Node) -> bool:
    """Whether a constant is one of several beside each other that begin with the same words: an enumeration is kept whole."""
    if node.qualname == MODULE or node.declarations[0].kind not in _DATA or not (family := _FAMILY.match(node.name)):
        return False
    beside = graph.index.children.get(graph.index.parent.get(node.number, -1), {})
    return sum(name.startswith(family[0]) for name in beside) >= _FEWEST_OF_FAMILY


def _is_test(source: Source, node: Node) -> bool:
    if not node.declarations:
        return source.files[node.file].is_test
    return any(source.files[one.file].is_test_at(one.name_line) for one in node.declarations if not one.reopens)


def _is_module(facts: FileFacts) -> bool:
    return bool(facts.symbols) and module_of(facts.language).files_are_modules


def _dead_claim(source: Source, graph: Graph, group: Group) -> Claim:
    head, cluster, shared = group.head, group.own, group.shared
    node = head.node
    noun, name = _noun(node), _name(node)
    reach = graph.reach(node.file, node.qualname)
    region = head.regions[0]
    verb = "imported" if node.qualname == MODULE else "used"
    message = f"Nothing {'imports' if verb == 'imported' else 'uses'} the {noun} `{name}`: "
    if reach.referrers:
        message += f"it is only referred to by code that is itself unused ({_list_places(reach.referrers)}), and "
    message += (
        f"none of the {reach.roots} entry points that were found (scripts, commands, configuration, tests) reaches it. "
        if reach.roots != 1
        else "the one entry point that was found does not reach it. "
    )
    message += _where_named(head)
    if cluster:
        others = ", ".join(f"`{_name(one.node)}`" for one in cluster[:5]) + (" and others" if len(cluster) > 5 else "")
        message += f" Only it uses {others}, which can go with it."
    if shared:
        others = ", ".join(f"`{_name(one.node)}`" for one in shared[:5]) + (" and others" if len(shared) > 5 else "")
        message += f" It and other unused code use {others}, which can go with the last of them."
    exact = _exact(source, head)
    return Claim(
        axis=Axis.UTILITY,
        rule="utility.dead",
        verdict=Verdict.DEAD,
        severity=Severity.LOW if node.qualname != MODULE and node.declarations[0].kind in _DATA else Severity.MEDIUM,
        confidence=DEAD_CONFIDENCE,
        certainty=Certainty.PROVEN,
        origin=Origin.PROVER,
        file=node.file,
        symbol=node.qualname or None,
        line_start=region.line_start,
        line_end=region.line_end,
        title=f"The {noun} `{name}` is never {verb}",
        message=message,
        suggestion=Suggestion(description=f"Delete {_what_goes(noun, name, head)}.", replacement="" if exact else None),
        evidence=_evidence(source, graph, head),
        related=_related([*cluster, *shared], source),
        body_hash=body_hash(source, node),
    )


def _test_only_claim(source: Source, graph: Graph, one: Dead, tests: list[Place]) -> Claim:
    node = one.node
    noun, name = _noun(node), _name(node)
    region = one.regions[0]
    return Claim(
        axis=Axis.UTILITY,
        rule="utility.test-only",
        verdict=Verdict.DEAD,
        severity=Severity.LOW,
        confidence=TEST_ONLY_CONFIDENCE,
        certainty=Certainty.LIKELY,
        origin=Origin.PROVER,
        file=node.file,
        symbol=node.qualname,
        line_start=region.line_start,
        line_end=region.line_end,
        title=f"The {noun} `{name}` is used by tests alone",
        message=f"Outside of tests nothing uses the {noun} `{name}`"
        + (
            f"; tests do at {_list_places(tuple(tests))}."
            if tests
            else "; tests reach it through other code that only they use."
        ),
        suggestion=Suggestion(description=f"Delete {_what_goes(noun, name, one)} with its tests, or move it to them."),
        evidence=_evidence(source, graph, one),
        related=tuple(
            Related(file=place.file, line_start=place.line, line_end=place.line, relation="test") for place in tests[:10]
        ),
        body_hash=body_hash(source, node),
    )


def _evidence(source: Source, graph: Graph, one: Dead) -> tuple[GraphFact | Absence | Quote, ...]:
    node = one.node
    reach = graph.reach(node.file, node.qualname)
    word = node.name
    lines = text_of(source.root, node.file).replace("\r\n", "\n").split("\n")
    first = one.regions[0].line_start
    last = node.declarations[0].name_line if node.declarations else first
    state = "unreachable" if reach.state == "unreachable" else "test_only"
    return (
        GraphFact(
            file=node.file,
            symbol=node.qualname,
            state=state,
            referrers=reach.referrers,
            roots=reach.roots,
        ),
        Absence(pattern=rf"\b{re.escape(word)}\b", except_regions=_explained_regions(one)),
        Quote(
            file=node.file,
            line_start=first,
            line_end=last,
            text="\n".join(lines[first - 1 : last]),
        ),
    )


def _explained_regions(one: Dead) -> tuple[Region, ...]:
    """Return the symbol's own lines and every other line that holds its name, neighbours joined."""
    regions = list(one.regions)
    for file, line in sorted((mention.file, mention.line) for mention in one.mentions):
        last = regions[-1]
        if last.file == file and last.line_end + 1 == line and len(regions) > len(one.regions):
            regions[-1] = Region(file=file, line_start=last.line_start, line_end=line)
        else:
            regions.append(Region(file=file, line_start=line, line_end=line))
    return tuple(regions)


def _related(cluster: list[Dead], source: Source) -> tuple[Related, ...]:
    return tuple(
        Related(
            file=one.node.file,
            symbol=one.node.qualname or None,
            line_start=region.line_start,
            line_end=region.line_end,
            relation="cluster",
        )
        for one in cluster
        for region in regions_of(one.node, source)[:1]
    )


def _exact(source: Source, dead: Dead) -> bool:
    """Whether deleting the lines is all that there is to do."""
    node = dead.node
    facts = source.files[node.file]
    if node.qualname == MODULE or len(dead.regions) != 1 or dead.mentions:
        return False
    region = dead.regions[0]
    own = node.declarations[0]
    if any(one.line_start == own.line_start and one.parent == own.parent and one.name != own.name for one in facts.symbols):
        return False
    text = text_of(source.root, node.file).replace("\r\n", "\n").encode()
    return deletable(text, facts.language, region.line_start, region.line_end)


def _is_data(node: Node) -> bool:
    return bool(node.declarations) and node.declarations[0].kind in _DATA


def _noun(node: Node) -> str:
    return node.declarations[0].kind.value if node.declarations else "module"


def _name(node: Node) -> str:
    return node.qualname or node.file


def _where_named(dead: Dead) -> str:
    if not dead.mentions:
        return "Its name stands nowhere else in the repository."
    imported = any(one.why is Why.IMPORTED for one in dead.mentions)
    said: dict[str, list[str]] = defaultdict(list)
    for one in dead.mentions:
        # With an import beside it somebody does import what is exported, only to no end.
        words = one.why.value.partition(",")[0] if imported and one.why is not Why.IMPORTED else one.why.value
        said[words].append(f"{one.file}:{one.line}")
    groups = (f"{_first(places)} ({words})" for words, places in said.items())
    return f"Its name stands elsewhere only at {'; '.join(groups)}."


def _what_goes(noun: str, name: str, dead: Dead) -> str:
    """The symbol, and the lines that pass it on and must go with it."""
    called = {Why.EXPORTED: "its export", Why.REEXPORTED: "its re-export", Why.IMPORTED: "its unused import"}
    parts = [f"the {noun} `{name}`"]
    for why, words in called.items():
        places = [f"{one.file}:{one.line}" for one in dead.mentions if one.why is why]
        if places:
            parts.append(f"{words}{'s' if len(places) > 1 else ''} at {_first(places, 10)}")
    return ", ".join(parts[:-1]) + f" and {parts[-1]}" if len(parts) > 1 else parts[0]


def _first(places: list[str], most: int = 3) -> str:
    rest = len(places) - most
    return ", ".join(places[:most]) + (f" and {rest} more" if rest > 0 else "")


def _list_places(places: tuple[Place, ...]) -> str:
    texts = [f"{place.file}:{place.line}" for place in places[:3]]
    return ", ".join(texts) + (" and more" if len(places) > 3 else "")


def body_hash(source: Source, node: Node) -> str:
    """Return the `body_hash` of a claim about a symbol, or about a file's top level: of all its declarations together."""
    if node.declarations:
        parts = [one.body_hash for one in node.declarations]
    else:
        parts = [line.strip() for line in text_of(source.root, node.file).split("\n") if line.strip()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:16]
