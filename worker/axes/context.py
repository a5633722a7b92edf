"""What a reviewer is shown of a file, and how a file that is too large is cut: by symbol, never in the middle of one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from worker.source.facts import Symbol


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Code elsewhere that a file uses or is used by."""

    file: str
    symbol: str
    line_start: int
    line_end: int
    relation: str
    """"caller" or "callee"."""
    text: str


@dataclass(frozen=True, slots=True)
class FileContext:
    """One file with what the graph knows around it. The pipeline builds it; `text` is decoded UTF-8 as it stands on disk."""

    file: str
    text: str
    symbols: tuple[Symbol, ...]
    importers: tuple[str, ...]
    """Files that import this one."""
    neighbours: tuple[Neighbour, ...]

    @property
    def lines(self) -> list[str]:
        r"""The file's lines without their ends (\\n or \\r\\n), as `Quote` counts them."""
        lines = [line.removesuffix("\r") for line in self.text.split("\n")]
        return lines[:-1] if lines[-1] == "" else lines


@dataclass(frozen=True, slots=True)
class Window:
    """The lines of a file that one prompt shows. `header` is what encloses them: the file's head, the class line."""

    line_start: int
    line_end: int
    header: str
    text: str


def windows(context: FileContext, most_chars: int) -> tuple[list[Window], list[str]]:
    """Cut a file into windows of at most `most_chars` characters each.

    Returns the windows and the symbols that are too large for any: those are not reviewed, and the caller says so.
    """
    lines = context.lines
    if not lines:
        return [], []
    if _size(lines, 1, len(lines)) <= most_chars:
        return [Window(1, len(lines), "", "\n".join(lines))], []
    top = [symbol for symbol in context.symbols if symbol.parent is None]
    first = min((symbol.line_start for symbol in top), default=1)
    head = "\n".join(lines[: first - 1]) if 0 < _size(lines, 1, first - 1) <= most_chars // 4 else ""
    pieces, too_large = _pieces(context, lines, top, 1, len(lines), most_chars - len(head))
    found: list[Window] = []
    for start, end in _packed(pieces, lines, most_chars - len(head)):
        header = "\n".join(part for part in (head if start >= first else "", _enclosing(context, lines, start, end)) if part)
        found.append(Window(start, end, header, "\n".join(lines[start - 1 : end])))
    return found, too_large


def _pieces(
    context: FileContext, lines: list[str], symbols: Sequence[Symbol], start: int, end: int, most: int
) -> tuple[list[tuple[int, int]], list[str]]:
    """Consecutive line ranges that cover start..end, none across the border of a symbol, and what fits in no window."""
    pieces: list[tuple[int, int]] = []
    too_large: list[str] = []
    at = start
    for symbol in sorted(symbols, key=lambda each: each.line_start):
        if symbol.line_start < at:
            continue
        if symbol.line_start > at:
            pieces.extend(_split(lines, at, symbol.line_start - 1, most))
        if _size(lines, symbol.line_start, symbol.line_end) <= most:
            pieces.append((symbol.line_start, symbol.line_end))
        elif inner := [each for each in context.symbols if each.parent == symbol.qualname]:
            deeper, lost = _pieces(context, lines, inner, symbol.line_start, symbol.line_end, most)
            pieces.extend(deeper)
            too_large.extend(lost)
        else:
            too_large.append(symbol.qualname)
        at = symbol.line_end + 1
    if at <= end:
        pieces.extend(_split(lines, at, end, most))
    return pieces, too_large


def _split(lines: list[str], start: int, end: int, most: int) -> Iterable[tuple[int, int]]:
    """Code between symbols, in ranges that fit. A single line that does not fit is minified: no reviewer reads it."""
    at, size = start, 0
    for line in range(start, end + 1):
        length = len(lines[line - 1]) + 1
        if size + length > most:
            if line > at:
                yield at, line - 1
            at, size = line, 0
        if length > most:
            at, size = line + 1, 0
        else:
            size += length
    if at <= end:
        yield at, end


def _packed(pieces: Sequence[tuple[int, int]], lines: list[str], most: int) -> list[tuple[int, int]]:
    packed: list[tuple[int, int]] = []
    for start, end in pieces:
        if packed and packed[-1][1] + 1 == start and _size(lines, packed[-1][0], end) <= most:
            packed[-1] = (packed[-1][0], end)
        else:
            packed.append((start, end))
    return packed


def _enclosing(context: FileContext, lines: list[str], start: int, end: int) -> str:
    """The first lines of the symbols that enclose start..end, outermost first."""
    around = [symbol for symbol in context.symbols if symbol.line_start < start and end <= symbol.line_end]
    return "\n".join(lines[symbol.name_line - 1] for symbol in sorted(around, key=lambda each: each.line_start))


def _size(lines: list[str], start: int, end: int) -> int:
    return sum(len(line) + 1 for line in lines[start - 1 : end])
