"""Find the lines that a model quotes. The model gives words, code finds the place: a model's line numbers are not used."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.evidence import Quote
from worker.llm.prompts import visible
from worker.source.facts import Symbol


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a quote has no place, in words that the model can act on."""

    problem: str


def locate(file: str, lines: Sequence[str], symbols: Sequence[Symbol], symbol: str | None, quote: str) -> Quote | Missing:
    """The one place in `symbol` (None: anywhere in the file) where `quote` stands, however its spaces are laid out.

    The evidence returned holds whole lines of the file itself, not the model's copy of them.
    """
    regions = [(1, len(lines))]
    where = file
    if symbol is not None:
        regions = [(each.line_start, each.line_end) for each in symbols if each.qualname == symbol]
        where = f"{symbol} in {file}"
        if not regions:
            return Missing(f"symbol {symbol!r} is not declared in {file}; use a name from the list of symbols, or null")
    wanted = "".join(visible(quote).split())
    if len(wanted) < 3:
        return Missing(f"the quote {quote!r} is too short to point anywhere; copy a whole line")
    found = sorted({place for start, end in regions for place in _places(lines, start, end, wanted)})
    if not found:
        return Missing(f"the quote {quote!r} does not stand in {where}; copy it exactly")
    if len(found) > 1:
        at = ", ".join(str(start) for start, _ in found[:5])
        return Missing(f"the quote {quote!r} stands {len(found)} times in {where} (lines {at}); quote more lines")
    start, end = found[0]
    return Quote(file=file, line_start=start, line_end=end, text="\n".join(lines[start - 1 : end]))


def standing(file: str, lines: Sequence[str], quote: str) -> Quote | Missing:
    """The first place where `quote` stands byte for byte, as evidence of whole lines."""
    wanted = quote.replace("\r\n", "\n").strip("\n")
    if len("".join(wanted.split())) < 3:
        return Missing(f"the quote {quote!r} is too short to show anything; copy a whole line")
    text = "\n".join(lines)
    at = text.find(wanted)
    if at < 0:
        return Missing(f"the quote {quote!r} does not stand in {file}; copy it exactly, spaces included")
    start = text.count("\n", 0, at) + 1
    end = start + wanted.count("\n")
    return Quote(file=file, line_start=start, line_end=end, text="\n".join(lines[start - 1 : end]))


def _places(lines: Sequence[str], start: int, end: int, wanted: str) -> list[tuple[int, int]]:
    """Every (first, last) line at which `wanted`, which has no white space, stands when white space is left out."""
    text: list[str] = []
    owner: list[int] = []
    for number in range(start, min(end, len(lines)) + 1):
        bare = "".join(visible(lines[number - 1]).split())
        text.append(bare)
        owner.extend([number] * len(bare))
    whole = "".join(text)
    places = []
    at = whole.find(wanted)
    while at >= 0:
        places.append((owner[at], owner[at + len(wanted) - 1]))
        at = whole.find(wanted, at + 1)
    return places
