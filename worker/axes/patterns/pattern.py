"""A pattern: a tree-sitter query per language, and a look at each match that says whether it holds."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from tree_sitter import Node, Query, QueryCursor

from app.domain.axis import Severity
from worker.axes.patterns.place import File
from worker.axes.patterns.rule import Told
from worker.source.facts import Language, Symbol
from worker.source.grammars import ParseTooSlowError, grammar, parse
from worker.source.words import text_of

JS = ("javascript", "typescript", "tsx")
FUNCTIONS = (
    "function_declaration", "function_expression", "arrow_function", "method_definition", "generator_function_declaration",
    "generator_function", "function_definition", "lambda", "method_declaration", "func_literal", "function_item",
    "local_function_statement", "constructor_declaration", "lambda_expression",
)  # fmt: skip
"""Node types of functions, in all languages."""


@dataclass(slots=True)
class Match:
    """One match of a query. `@here` is what the claim points at; other captures are the rule's own."""

    file: File
    captures: Mapping[str, list[Node]]
    words: dict[str, str] = field(default_factory=dict)
    """What fills the rule's sentences; `look` adds to it."""
    severity: Severity | None = None
    """Set by `look` where the match weighs more or less than the rule."""

    def node(self, name: str) -> Node:
        """Return the node of a capture that every match has."""
        return self.captures[name][0]

    def text(self, node: Node | None) -> str:
        """Return a node's text; "" for none."""
        return "" if node is None else self.file.code[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def find(self, node: Node, query: str) -> dict[str, list[Node]]:
        """Run a small query below a node."""
        return QueryCursor(_compiled(self.file.facts.language, query)).captures(node)

    def bound(self, name: Node) -> list[Symbol]:
        """Return the symbols that a name surely binds to; [] when that is not sure."""
        found = self.file.graph.bound_at(self.file.path, name.start_point[0] + 1, self.text(name))
        symbols = []
        for path, qualname in found or ():
            number = self.file.graph.index.find(path, qualname)
            if number is None or not self.file.graph.index.nodes[number].declarations:
                return []
            symbols += self.file.graph.index.nodes[number].declarations
        return symbols

    def root_of(self, path: str) -> Node | None:
        """Return the syntax tree of a file of the repository, with the lines of its facts; None where there is none."""
        facts = self.file.source.files.get(path)
        if facts is None:
            return None
        text = text_of(self.file.source.root, path).removeprefix("\ufeff").replace("\r\n", "\n")
        try:
            return parse(text.encode(), facts.language).root_node
        except ParseTooSlowError:
            return None


Look = Callable[[Match], bool]


def always(_match: Match) -> bool:
    """The query says it all."""
    return True


@dataclass(frozen=True, slots=True)
class Pattern:
    """A rule as a pattern. `queries` go by language; a key may name several, separated by spaces."""

    told: Told
    queries: Mapping[str, str]
    look: Look = always

    def query(self, language: str) -> str:
        """Return the query for a language, "" for none."""
        return "\n".join(text for names, text in self.queries.items() if language in names.split())


def above(node: Node, *types: str) -> Node | None:
    """Return the nearest node around `node` of one of the types."""
    here = node.parent
    while here is not None and here.type not in types:
        here = here.parent
    return here


def bare(node: Node | None) -> Node | None:
    """Return what stands inside parentheses."""
    while node is not None and node.type == "parenthesized_expression" and node.named_child_count == 1:
        node = node.named_children[0]
    return node


def code_children(node: Node) -> list[Node]:
    """Return the named children without comments."""
    return [child for child in node.named_children if "comment" not in child.type]


def walk(node: Node) -> Iterator[Node]:
    """Yield a node and everything below it."""
    todo = [node]
    while todo:
        here = todo.pop()
        yield here
        todo.extend(reversed(here.children))


@cache
def _compiled(language: Language, text: str) -> Query:
    return Query(grammar(language), text)
