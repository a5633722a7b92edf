"""What tests may run: everything that a chain of references, sure or possible, leads to from a test."""

import re
from collections import deque
from weakref import WeakKeyDictionary

from worker.graph.graph import Graph
from worker.graph.index import Node
from worker.graph.resolver import RootKind
from worker.graph.weak import Seen
from worker.source.facts import Language
from worker.source.words import text_of

_STARTS_IT_WHOLE = re.compile(
    r"\b(subprocess|Popen|check_output|check_call|os\.system|pexpect|execFile|execSync|spawn|spawnSync|fork|execa|shelljs"
    r"|TestClient|test_client|AsyncClient|APIClient|supertest|requests|httpx|aiohttp|fetch|axios|playwright|puppeteer|selenium"
    r"|cypress|cy\.visit|webdriver|CliRunner|runpy|scripttest|pytester|testdir|live_server|createTestingModule|inject)\b"
)
"""Words of a test that starts the program, or speaks to it from outside: then any entry point may be what it runs."""

_DOCTEST = re.compile(r"^\s*>>> ", re.MULTILINE)


_known: WeakKeyDictionary[Graph, frozenset[int]] = WeakKeyDictionary()
"""A graph does not change, and several axes ask."""


def tested(graph: Graph) -> frozenset[int]:
    """Return the nodes that a test may run; entry points count where a test starts programs or speaks to them from outside.

    Empty where there is no test at all.
    """
    if graph not in _known:
        _known[graph] = _tested(graph)
    return _known[graph]


def _tested(graph: Graph) -> frozenset[int]:
    tests = [root for root in graph.roots if root.kind is RootKind.TEST]
    seeds = [number for root in tests if (number := graph.index.find(root.file, root.qualname)) is not None]
    if not seeds:
        return frozenset()
    whole = starts_it_whole(graph)
    for root in graph.roots if whole else ():
        number = graph.index.find(root.file, root.qualname)
        if number is not None:
            seeds.append(number)
    # A framework, a template or a component of another language starts as much as an entry point does.
    seeds.extend(sorted(graph.loaded) if whole else ())
    seeds.extend(node.number for node in graph.index.nodes if _has_doctest(graph, node))
    return frozenset(_closure(graph, seeds))


def starts_it_whole(graph: Graph) -> bool:
    """Whether a test starts the program, or speaks to it from outside."""
    source = graph.source
    return any(_STARTS_IT_WHOLE.search(text_of(source.root, file)) for file, read in source.files.items() if read.is_test)


def _has_doctest(graph: Graph, node: Node) -> bool:
    """Whether the documentation of a symbol holds examples that doctest runs."""
    texts = (one.docstring for one in node.declarations)
    return graph.source.files[node.file].language == Language.PYTHON and any(_DOCTEST.search(text) for text in texts if text)


def _closure(graph: Graph, seeds: list[int]) -> set[int]:
    found = set(seeds)
    todo = deque(seeds)
    seen = Seen()
    while todo:
        number = todo.popleft()
        for target in graph.targets(number, seen):
            if target not in found:
                found.add(target)
                todo.append(target)
    return found
