"""What the parts of a reader of shell scripts need of each other."""

from collections.abc import Iterator
from typing import Protocol

from tree_sitter import Node


class Script(Protocol):
    """A script that is being read."""

    text: bytes

    def string_of(self, node: Node) -> str:
        """Return the text of a node."""
        ...

    def line_of(self, node: Node) -> int:
        """Return the first line of a node, from 1."""
        ...

    def scope_at(self, byte: int) -> str:
        """Return the name of the innermost function around a byte; "" at the top level."""
        ...

    def command_word(self, command: Node) -> str:
        """Return the first word of a command; "" where it is computed."""
        ...

    def is_function(self, name: str) -> bool:
        """Whether a function of that name is declared in the script."""
        ...

    def words_of(self, command: Node) -> Iterator[Node]:
        """Yield the arguments of a command."""
        ...
