"""One of several functions that are compared."""

from dataclasses import dataclass

from worker.source.facts import Body, FileFacts, Symbol


@dataclass(frozen=True, slots=True)
class Member:
    """A function: the file that it is in, its declaration, and what it looks like."""

    file: FileFacts
    symbol: Symbol
    body: Body
