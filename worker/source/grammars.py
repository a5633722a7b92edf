"""The grammars: one parser per language, made when it is first needed, and a parse that always ends."""

import threading
import time
from functools import cache

from tree_sitter import Language as Grammar
from tree_sitter import Node, Parser, Point, Tree

from worker.source.facts import Language
from worker.source.languages import module_of

PARSE_SECONDS = 5.0
"""How long one file may take to parse. Real code of 1 MiB takes a fifth of a second."""

_CHUNK = 1 << 11
"""Bytes handed to the parser at once. Each look at a node's text, a query's predicates among them, asks for a chunk again: with
64 KiB a query took thirteen times as long."""


class ParseTooSlowError(Exception):
    """The file took longer to parse than it may."""


@cache
def grammar(language: Language) -> Grammar:
    """Return the grammar of `language`."""
    return Grammar(module_of(language).grammars[language]())


class _Parsers(threading.local):
    """A parser that two threads use at once crashes the process, so each thread has its own."""

    def __init__(self) -> None:
        self.of: dict[Language, Parser] = {}


_parsers = _Parsers()


def _parser(language: Language) -> Parser:
    known = _parsers.of.get(language)
    if known is None:
        known = _parsers.of[language] = Parser(grammar(language))
    return known


def parse(text: bytes, language: Language, seconds: float = PARSE_SECONDS) -> Tree:
    """Parse UTF-8 `text`. Broken syntax makes error nodes, never an exception.

    Raises:
        ParseTooSlowError: the parser was stopped after `seconds`.

    """
    parser = _parser(language)
    until = time.monotonic() + seconds

    def chunk(offset: int, _point: Point) -> bytes:
        return text[offset : offset + _CHUNK]

    def too_late(_offset: int, _has_error: bool) -> bool:
        return time.monotonic() > until

    # The parser asks for progress only when it reads through a function, not when it is handed the bytes.
    try:
        return parser.parse(chunk, progress_callback=too_late)
    except ValueError as failure:
        parser.reset()
        raise ParseTooSlowError(f"not parsed within {seconds:g} s") from failure


def broken_lines(root: Node) -> list[tuple[int, int]]:
    """Return the line ranges (1-based, inclusive) of everything that the parser could not make sense of, sorted."""
    found: list[tuple[int, int]] = []
    todo = [root] if root.has_error else []
    while todo:
        node = todo.pop()
        if node.is_error or node.is_missing:
            found.append((node.start_point[0] + 1, node.end_point[0] + 1))
        if node.has_error:
            todo.extend(node.children)
    return sorted(found)
