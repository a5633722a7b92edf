"""Syntax trees for rules that need more than facts: parsed again where a rule looks, and only there."""

from functools import cache

from tree_sitter import Node, Query, QueryCursor

from worker.source.facts import Language, Source
from worker.source.grammars import ParseTooSlowError, grammar, parse
from worker.source.words import text_of


@cache
def _compiled(language: Language, text: str) -> Query:
    return Query(grammar(language), text)


def captures(language: Language, query: str, node: Node) -> dict[str, list[Node]]:
    """Run a tree-sitter query at and below a node: what it captured, by label."""
    return QueryCursor(_compiled(language, query)).captures(node)


def words(node: Node) -> str:
    """Return the text of a node."""
    return (node.text or b"").decode("utf-8", "replace")


class Trees:
    """The trees of a repository's files, parsed when they are first asked for."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._roots: dict[str, Node | None] = {}

    def code(self, file: str) -> bytes:
        """Return the text of a file as its facts were read from it."""
        return text_of(self._source.root, file).removeprefix("\ufeff").replace("\r\n", "\n").encode()

    def root(self, file: str) -> Node | None:
        """Return the root of a file's tree; None where it takes too long to parse."""
        if file not in self._roots:
            try:
                self._roots[file] = parse(self.code(file), self._source.files[file].language).root_node
            except ParseTooSlowError:
                self._roots[file] = None
        return self._roots[file]
