"""What a reviewer is shown around a file: who uses it and what it uses, as code."""

from worker.axes.context import FileContext, Neighbour
from worker.deliberation.files import read_lines, read_text
from worker.pipeline.workspace import Workspace
from worker.source.facts import FileFacts, Symbol

MOST_NEIGHBOURS = 12
MOST_LINES = 40
"""Of each neighbour: its signature and what it does, not a whole class."""


def file_context(space: Workspace, file: str) -> FileContext | None:
    """The context of a file that was read and understood; None for any other."""
    facts, text = space.source.files.get(file), read_text(space.jail, file)
    if facts is None or text is None:
        return None
    near = {**_callers(space, facts), **_callees(space, facts)}
    neighbours = [found for key, relation in sorted(near.items()) if (found := _shown(space, *key, relation))]
    return FileContext(
        file=file,
        text=text,
        symbols=tuple(facts.symbols),
        importers=space.graph.importers(file),
        neighbours=tuple(neighbours[:MOST_NEIGHBOURS]),
    )


def _callers(space: Workspace, facts: FileFacts) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    for symbol in facts.symbols if facts.file in space.graph.source.files else ():
        for place in space.graph.callers(facts.file, symbol.qualname):
            if place.file != facts.file and (around := _around(space, place.file, place.line)):
                found[place.file, around.qualname] = "caller"
    return found


def _callees(space: Workspace, facts: FileFacts) -> dict[tuple[str, str], str]:
    found = {}
    for reference in facts.references:
        bound = space.graph.bound_at(facts.file, reference.line, reference.name) or ()
        found.update({target: "callee" for target in bound if target[0] != facts.file and target[1]})
    return found


def _around(space: Workspace, file: str, line: int) -> Symbol | None:
    """The innermost symbol that holds a line."""
    facts = space.source.files.get(file)
    holders = [each for each in facts.symbols if each.line_start <= line <= each.line_end] if facts else []
    return min(holders, key=lambda each: each.line_end - each.line_start, default=None)


def _shown(space: Workspace, file: str, qualname: str, relation: str) -> Neighbour | None:
    facts, lines = space.source.files.get(file), read_lines(space.jail, file)
    symbol = next((each for each in facts.symbols if each.qualname == qualname), None) if facts else None
    if symbol is None or lines is None:
        return None
    end = min(symbol.line_end, symbol.line_start + MOST_LINES - 1)
    return Neighbour(file, qualname, symbol.line_start, end, relation, "\n".join(lines[symbol.line_start - 1 : end]))
