"""One of several functions that are compared."""

from dataclasses import dataclass

from worker.source.facts import Body, FileFacts, Source, Symbol


@dataclass(frozen=True, slots=True)
class Member:
    """A function: the file that it is in, its declaration, and what it looks like."""

    file: FileFacts
    symbol: Symbol
    body: Body

    @property
    def at(self) -> "At":
        """Where it is."""
        return self.file.file, self.symbol.qualname, self.symbol.name_line


At = tuple[str, str, int]
"""A function by its file, its qualified name and the line of its name."""


def member_at(source: Source, file: str, qualname: str, line: int) -> Member | None:
    """Return the function of that name whose name stands on `line`; None where there is none that could be compared."""
    read = source.files.get(file)
    if read is None:
        return None
    body = next((one for one in read.bodies if (one.symbol, one.line) == (qualname, line)), None)
    symbol = next((one for one in read.symbols if (one.qualname, one.name_line) == (qualname, line)), None)
    return Member(read, symbol, body) if body is not None and symbol is not None else None
