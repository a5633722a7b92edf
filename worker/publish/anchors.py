"""Where on a pull request a finding can stand: GitHub takes comments only on lines inside a hunk of the diff.

One line that is not in the diff makes GitHub refuse a whole review, so every place is checked here, against the diff that
git made of the clone. All lines are 1-based lines of the new side. Pure.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.evidence import Quote
from app.domain.finding import Claim, Finding


class Hunk(Protocol):
    """A hunk of a diff, see `worker.checkout.hunks`."""

    def new_side(self, marks: str) -> list[int]:
        """The numbers of the new side's lines that carry one of these marks (`+` added, space context)."""
        ...


class FileDiff(Protocol):
    """The hunks of one changed file."""

    @property
    def hunks(self) -> Sequence[Hunk]:
        """In order of their lines."""
        ...


@dataclass(frozen=True, slots=True)
class Inline:
    """A comment on a line of the diff's new side; on several lines when `start_line` is set (it is below `line` then)."""

    path: str
    line: int
    start_line: int | None = None


@dataclass(frozen=True, slots=True)
class FileLevel:
    """The pull request changes the file, but shows none of the finding's lines."""

    path: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The pull request does not touch the file."""


Place = Inline | FileLevel | Summary
TextOf = Callable[[str], str | None]
"""A file's text at the audited commit; None when there is no such text file."""


def anchor(quote_text: str, file_text: str, hint: int) -> tuple[int, int] | None:
    """Find the lines that read `quote_text`, as (start, end).

    They must be the only such lines, or start exactly at line `hint`. Lines that differ in nothing but leading and trailing
    space count when none match exactly. None when there is no match, or no telling which.
    """
    wanted, lines = quote_text.split("\n"), file_text.split("\n")
    if not quote_text.strip():
        return None
    for same in (str, str.strip):
        starts = _starts([same(line) for line in wanted], [same(line) for line in lines])
        if starts:
            found = starts[0] if len(starts) == 1 else hint if hint in starts else None
            return (found, found + len(wanted) - 1) if found else None
    return None


def place(finding: Finding, diffs: Mapping[str, FileDiff], text_of: TextOf) -> Place:
    """The best place for a finding: all of its lines, else its quoted lines, else its first line that the diff shows."""
    claim = finding.claim
    diff = diffs.get(claim.file)
    if diff is None:
        return Summary()
    shown = [frozenset(hunk.new_side("+ ")) for hunk in diff.hunks]
    ranges = [(claim.line_start, claim.line_end), *_quoted(claim, text_of(claim.file))]
    for start, end in ranges:
        if any(lines.issuperset(range(start, end + 1)) for lines in shown):
            return Inline(claim.file, end, start if start < end else None)
    for start, end in ranges:
        visible = [line for lines in shown for line in lines if start <= line <= end]
        if visible:
            return Inline(claim.file, min(visible))
    return FileLevel(claim.file)


def committable(finding: Finding, where: Place, text_of: TextOf) -> str | None:
    """The replacement that GitHub may offer to commit, or None.

    Only when the comment covers exactly the finding's lines, and a quote of exactly these lines equals the file at head:
    a suggestion on anything else would corrupt the file.
    """
    claim = finding.claim
    if claim.suggestion is None or claim.suggestion.replacement is None or not isinstance(where, Inline):
        return None
    if (where.start_line or where.line, where.line) != (claim.line_start, claim.line_end):
        return None
    at_head = (text_of(claim.file) or "").split("\n")[claim.line_start - 1 : claim.line_end]
    quoted = [
        evidence.text
        for evidence in claim.evidence
        if isinstance(evidence, Quote)
        and (evidence.file, evidence.line_start, evidence.line_end) == (claim.file, claim.line_start, claim.line_end)
    ]
    before = "\n".join(at_head)
    # GitHub commits suggestions with plain newlines; in a CRLF file that mixes line ends.
    if before not in quoted or "\r" in before or claim.suggestion.replacement == before:
        return None
    return claim.suggestion.replacement


def _starts(wanted: list[str], lines: list[str]) -> list[int]:
    size = len(wanted)
    return [at + 1 for at in range(len(lines) - size + 1) if lines[at] == wanted[0] and lines[at : at + size] == wanted]


def _quoted(claim: Claim, text: str | None) -> list[tuple[int, int]]:
    if text is None:
        return []
    quotes = [e for e in claim.evidence if isinstance(e, Quote) and e.file == claim.file]
    return [found for quote in quotes if (found := anchor(quote.text, text, quote.line_start))]
