"""What tests alone are seen to use, of what nothing else reaches."""

import re
from collections import Counter, defaultdict

from app.domain.evidence import Place
from worker.axes.deadness import Dead, Why
from worker.graph.graph import Graph
from worker.graph.index import MODULE, Node
from worker.source.facts import Source

_FOR_TESTS = re.compile(
    r"\b(?:for|in|from|during|visible to|only) (?:\w+ ){0,2}(?:\w+[- ])?test(?:s|ing)?\b|\btests? only\b"
    r"|\bonly (?:serves )?as documentation\b",
    re.IGNORECASE,
)
"""Documentation that says what a thing is there for besides the program: tests, or to be read."""

_NAMED_FOR_TESTS = re.compile(
    r"(?:^|_)(?:mock|fake|stub|dummy|fixtures?)(?:_|$|(?=[A-Z]))|for_test(?:s|ing)?|tests?_only"
    r"|(?:Tests?|Testing|Mock|Fake|Stub|Dummy|Fixtures?)(?![a-z])"
)
"""Names that say the same."""


def seen_in_tests(source: Source, graph: Graph, dead: list[Dead]) -> list[tuple[Dead, list[Place]]]:
    """Return what tests are seen to use, with the places, and what such code alone uses; nothing that is there for tests.

    Where tests hold a whole file or class in hand, what nobody names may be used or not: nothing is said of it.
    """
    named = Counter(node.name for node in graph.index.nodes)
    named.subtract(one.node.name for one in dead)
    places = {one.node.number: _places_in_tests(source, graph, one, alone=not named[one.node.name]) for one in dead}
    referred: dict[str, list[tuple[int, Dead]]] = defaultdict(list)
    for one in dead:
        for place in graph.reach(one.node.file, one.node.qualname).referrers:
            referred[place.file].append((place.line, one))
    todo = [one for one in dead if places[one.node.number]]
    seen = {one.node.number for one in todo}
    while todo:
        for region in todo.pop().regions:
            for line, one in referred[region.file]:
                if region.line_start <= line <= region.line_end and one.node.number not in seen:
                    seen.add(one.node.number)
                    todo.append(one)
    return [
        (one, places[one.node.number])
        for one in dead
        if one.node.number in seen
        and one.node.qualname != MODULE
        and not _is_for_tests(one.node)
        # What overrides another goes with that.
        and not any(number < one.node.number and number in places for number in graph.tied(one.node.number))
    ]


def _places_in_tests(source: Source, graph: Graph, one: Dead, *, alone: bool) -> list[Place]:
    node = one.node
    referrers = graph.reach(node.file, node.qualname).referrers
    if referrers:
        return [place for place in referrers if source.files[place.file].is_test_at(place.line)]
    # A member of something whose type is not known is no referrer: its name tells where nothing else is called so.
    return [graph.place(each.file, each.line) for each in one.mentions if alone and each.why is Why.TEST]


def _is_for_tests(node: Node) -> bool:
    """Whether its name or its documentation says that it is there for tests, or to be read."""
    names = node.qualname.split(".")
    return any(_NAMED_FOR_TESTS.search(name) for name in names) or any(
        _FOR_TESTS.search(each.docstring or "") for each in node.declarations
    )
