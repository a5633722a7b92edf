"""Where the words of a shell script come from: the arguments of its functions, its variables, and what it reads."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from tree_sitter import Node

from worker.source.bash_text import Script

INPUT = "<"
MOST = 9
"""Arguments that are told apart; further ones are one."""
EXPANSIONS = ("simple_expansion", "expansion", "command_substitution")

_KEEPS_VALUE = re.compile(rb":?[-=+?]|\[|:[ \t]*[\d$({]")
_FROM = re.compile(rb":[ \t]*(\d+)")
_EXPANSION = re.compile(rb"\$\{?([!#]?)(\w+|[@*?$!-])((?:\[[^\]]*\])?)(.*?)\}?", re.DOTALL)
_HEADS = re.compile(rb"(?:[|;&(`]|\$\(|\bthen\b|\bdo\b)\s*([A-Za-z_.][\w./-]*)")
_NO_NAMES = frozenset(
    b"cd pwd dirname realpath readlink command which type mktemp date id uname nproc hostname whoami wc stat test tput"
    b" git".split()
)
"""Commands whose output is no function's name."""


class Words(NamedTuple):
    """Where the words that an expansion makes come from: the first one, and each further one, the last for all more."""

    first: list[str]
    further: list[list[str]]


def argument(function: str, position: int) -> str:
    """Return the name of an argument of a function, counted from 1."""
    return f"{function}({position if position <= MOST else '+'})"


def arguments(function: str, start: int = 1) -> list[str]:
    """Return the names of all arguments of a function from `start` on."""
    return [argument(function, position) for position in range(start, MOST + 2)]


def inside(word: Node) -> list[Node]:
    """Return the expansions of a word, not those inside others."""
    if word.type in EXPANSIONS:
        return [word]
    found: list[Node] = []
    todo = list(reversed(word.named_children))
    while todo:
        node = todo.pop()
        if node.type in EXPANSIONS:
            found.append(node)
        else:
            todo.extend(reversed(node.named_children))
    return found


class Sources:
    """The sources of one script's words."""

    def __init__(self, script: Script, commands: Iterable[Node]) -> None:
        self._script = script
        self._shifts: dict[str, list[tuple[int, int]]] = defaultdict(list)
        """function -> (where, how many) of each `shift`"""
        self._unclear: set[str] = set()
        """Functions whose arguments are moved in ways that are not followed."""
        for command in commands:
            word = script.command_word(command)
            if word in ("shift", "set", "getopts"):
                scope, by = script.scope_at(command.start_byte), script.string_of(command).removeprefix("shift").strip() or "1"
                plain = command.parent is not None and command.parent.type in ("compound_statement", "program")
                if word == "shift" and plain and by.isdigit():
                    self._shifts[scope].append((command.start_byte, int(by)))
                else:
                    self._unclear.add(scope)

    def of(self, node: Node) -> Words:
        """Return where the words of an expansion come from."""
        text = self._script.text[node.start_byte : node.end_byte]
        if node.type == "command_substitution":
            heads = _HEADS.findall(text)
            return Words([] if heads and all(head in _NO_NAMES for head in heads) else [INPUT], [])
        found = _EXPANSION.fullmatch(text)
        if found is None:
            return Words([INPUT], [[INPUT]])
        mark, name, index, rest = found[1], found[2].decode(), found[3], found[4]
        if mark == b"#" or name in ("?", "$", "!", "-"):
            return Words([], [])
        changed = [INPUT] if mark == b"!" or not (rest == b"" or _KEEPS_VALUE.match(rest)) else []
        if name == "0":
            return Words([INPUT] if rest else [], [])
        scope = self._script.scope_at(node.start_byte)
        if name.isdigit() or name in "@*":
            words = self._arguments(scope, name, rest, node.start_byte)
            return Words(changed + words.first, words.further)
        some = index not in (b"", b"[@]", b"[*]", b"[0]") or rest[:1] == b":"
        return Words([*changed, f"${name}", *([f"${name}+"] if some else [])], [[f"${name}+"]])

    def _arguments(self, scope: str, name: str, rest: bytes, at: int) -> Words:
        if scope in self._unclear:
            every = arguments(scope)
            return Words(every, [every] if name in "@*" else [])
        gone = sum(by for where, by in self._shifts.get(scope, ())[: bisect_left(self._shifts.get(scope, []), (at, 0))])
        if name.isdigit():
            return Words([argument(scope, int(name) + gone)], [])
        start = _FROM.match(rest)
        if rest and start is None:
            every = arguments(scope)
            return Words(every, [every])
        first = gone + (max(int(start[1]), 1) if start is not None else 1)
        return Words([argument(scope, first)], [[one] for one in arguments(scope, first + 1)])
