"""Dead code in groups: what nothing uses, with what only it uses. One finding a group."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from worker.axes.deadness import Dead
from worker.graph.graph import Graph


def outermost(graph: Graph, dead: list[Dead]) -> list[Dead]:
    """Return those that are inside no other."""
    numbers = {one.node.number for one in dead}

    def inside(number: int) -> bool:
        parent = graph.index.parent.get(number)
        while parent is not None and parent not in numbers:
            parent = graph.index.parent.get(parent)
        return parent is not None

    return [one for one in dead if not inside(one.node.number)]


@dataclass(frozen=True, slots=True)
class Group:
    """Something dead, and what only the dead use with it."""

    head: Dead
    own: list[Dead]
    """What nothing outside of this group uses."""
    shared: list[Dead]
    """What another group uses as well."""


def clusters(graph: Graph, dead: list[Dead]) -> list[Group]:
    """Group what only the dead use with the dead that use it."""
    outer = outermost(graph, dead)
    by_number = {one.node.number: one for one in outer}
    by_name: dict[str, list[int]] = defaultdict(list)
    for one in outer:
        by_name[one.node.name].append(one.node.number)

    def outermost_of(number: int) -> int:
        while number not in by_number and number in graph.index.parent:
            number = graph.index.parent[number]
        return number

    uses: dict[int, set[int]] = defaultdict(set)
    used: dict[int, set[int]] = defaultdict(set)
    asked: set[int] = set()
    for one in outer:
        for source in graph.users(one.node.number):
            user = outermost_of(source)
            if user in by_number and user != one.node.number:
                uses[user].add(one.node.number)
                used[one.node.number].add(user)
        for other in graph.tied(one.node.number):
            # One that goes with its whole class ties nothing.
            if other in by_number:
                uses[other].add(one.node.number)
                used[one.node.number].add(other)
        for other in _asked_by(graph, one, by_name[one.node.name]):
            uses[other].add(one.node.number)
            used[one.node.number].add(other)
            asked.add(one.node.number)
    taken: set[int] = set()
    groups: list[Group] = []
    # Heads first: nobody uses them. What is left then are circles, which start where a base declares a member.
    for head in sorted(outer, key=lambda one: (bool(used[one.node.number]), one.node.number in asked, one.node.number)):
        if head.node.number in taken:
            continue
        taken.add(head.node.number)
        cluster: list[Dead] = []
        todo = sorted(uses[head.node.number], reverse=True)
        while todo:
            number = todo.pop()
            if number not in taken:
                taken.add(number)
                cluster.append(by_number[number])
                todo.extend(sorted(uses[number], reverse=True))
        groups.append(_group(head, cluster, uses, used))
    return groups


def _group(head: Dead, cluster: list[Dead], uses: Mapping[int, set[int]], used: Mapping[int, set[int]]) -> Group:
    """Part what would be left over once the group is gone, with all that it uses in turn, from what is the group's own."""
    inside = {head.node.number, *(one.node.number for one in cluster)}
    todo = [number for number in inside if number != head.node.number and used.get(number, set()) - inside]
    left: set[int] = set()
    while todo:
        number = todo.pop()
        if number not in left and number != head.node.number:
            left.add(number)
            todo += uses.get(number, set()) & inside
    return Group(
        head,
        [one for one in cluster if one.node.number not in left],
        [one for one in cluster if one.node.number in left],
    )


def _asked_by(graph: Graph, one: Dead, namesakes: list[int]) -> Iterator[int]:
    """Yield the members of that name which a base of the class declares: it cannot go before them."""
    parent, nodes = graph.index.parent, graph.index.nodes
    around = parent.get(one.node.number)
    bases = {_bare(base) for each in nodes[around].declarations for base in each.bases} if around is not None else set()
    for other in namesakes if bases else ():
        owner = parent.get(other)
        if owner is not None and owner != around and nodes[owner].name in bases:
            yield other


def _bare(base: str) -> str:
    return base.partition("<")[0].rpartition(".")[2].strip()
