"""Every symbol of a repository as a numbered node, and the ways to find it: by place, by owner, by name."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from worker.source.facts import FileFacts, Source, Symbol, SymbolKind
from worker.source.languages import module_of

MODULE = ""
"""The qualname of a file's top level."""

CLASS_KINDS = frozenset({SymbolKind.CLASS, SymbolKind.ENUM, SymbolKind.TYPE})


@dataclass(slots=True)
class Node:
    """A symbol, or the top level of a file (`qualname` ""). A name declared several times is one node: one fate.

    Declarations can lie in several files of one namespace; `file` is that of the first.
    """

    number: int
    file: str
    qualname: str
    declarations: list[Symbol] = field(default_factory=list)
    is_class: bool = False
    """It has members of its own."""

    @property
    def name(self) -> str:
        """The name as declared; for a file's top level the name by which it is imported."""
        if self.declarations:
            return self.declarations[0].name
        return self.qualname.rpartition(".")[2] or module_stem(self.file)


def module_stem(file: str) -> str:
    """Return the word by which imports name a file: its name without extensions, its folder's for `__init__`, `index`."""
    path = PurePosixPath(file)
    stem = path.name.partition(".")[0]
    return path.parent.name if stem in ("__init__", "index") else stem


class Index:
    """The nodes of a repository. Numbers follow the order of files and lines, so that equal repositories give equal graphs."""

    def __init__(self, source: Source, group_of: Callable[[str], str | None] = lambda _file: None) -> None:
        """`group_of` names the namespace that the top level of a file shares with others, see `Resolver.group`."""
        self.source = source
        self.nodes: list[Node] = []
        self.named: dict[str, list[int]] = defaultdict(list)
        """Nodes by name, without those inside functions: what a name that comes from elsewhere can mean."""
        self.free: dict[str, list[int]] = defaultdict(list)
        """Nodes by name, without members: what a name without a receiver can mean where members need one."""
        self.children: dict[int, dict[str, int]] = defaultdict(dict)
        """Direct members of a node, by name."""
        self.parent: dict[int, int] = {}
        self._at: dict[tuple[str, str], int] = {}
        self._shared: dict[tuple[str, str], int] = {}
        """(group, qualname) -> node"""
        self._group = {file: group for file in source.files if (group := group_of(file)) is not None}
        for facts in source.files.values():
            self._add_file(facts)

    def _add_file(self, facts: FileFacts) -> None:
        module = self._node(facts.file, MODULE)
        if module_of(facts.language).files_are_modules:
            self.named[module_stem(facts.file)].append(module.number)
        for symbol in facts.symbols:
            node = self._node(facts.file, symbol.qualname)
            if node.declarations and node.declarations[0].reopens and not symbol.reopens:
                node.declarations.insert(0, symbol)
                node.file = facts.file
            else:
                node.declarations.append(symbol)
            node.is_class = node.is_class or symbol.kind in CLASS_KINDS
            if len(node.declarations) > 1:
                continue
            node.file = facts.file
            parent = module if symbol.parent is None else self._node(facts.file, symbol.parent)
            self.parent[node.number] = parent.number
            self.children[parent.number][symbol.name] = node.number
            if parent is module or parent.is_class or not parent.declarations:
                self.named[symbol.name].append(node.number)
            if parent is module or not parent.declarations:
                self.free[symbol.name].append(node.number)

    def _node(self, file: str, qualname: str) -> Node:
        number = self._at.get((file, qualname))
        group = self._group.get(file) if qualname != MODULE else None
        if number is None and group is not None:
            number = self._shared.get((group, qualname))
        if number is None:
            number = len(self.nodes)
            self.nodes.append(Node(number, file, qualname))
        self._at[(file, qualname)] = number
        if group is not None:
            self._shared[(group, qualname)] = number
        return self.nodes[number]

    def beside(self, file: str, name: str) -> int | None:
        """Return the node of a top-level name that another file of the same group may declare."""
        group = self._group.get(file)
        return self.shared(group, name) if group is not None else None

    def shared(self, group: str, qualname: str) -> int | None:
        """Return the node that a group of files knows as `qualname`."""
        return self._shared.get((group, qualname))

    def find(self, file: str, qualname: str) -> int | None:
        """Return the number of a symbol, or of a file's top level."""
        return self._at.get((file, qualname))

    def enclosing(self, file: str, scope: str) -> int:
        """Return the innermost node at or around `scope`."""
        number = self._at.get((file, scope))
        while number is None:
            scope = scope.rpartition(".")[0]
            number = self._at.get((file, scope))
        return number

    def class_around(self, file: str, scope: str) -> int | None:
        """Return the innermost class at or around `scope`: what `self` stands for."""
        while scope:
            number = self._at.get((file, scope))
            if number is not None and self.nodes[number].is_class:
                return number
            scope = scope.rpartition(".")[0]
        return None
