"""What a coverage report says, whatever its format."""

from collections.abc import Callable
from dataclasses import dataclass, field

LARGEST = 16 << 20
"""Bytes of a report that is read at all."""
MOST_LINES = 1_000_000
"""Lines that a report may speak of, over all its files."""
LONGEST_PATH = 1024
"""Characters of a path that can be the path of a file."""


class ReportError(Exception):
    """The report cannot be read, or is not what its name says."""


@dataclass(slots=True)
class FileCoverage:
    """How often lines of one file ran."""

    lines: dict[int, int] = field(default_factory=dict)
    """line -> how often it ran; lines without code are not among them."""
    complete: bool = True
    """Lines that did not run are there, too, with 0. Not so in coverage.py's database."""
    names: list[tuple[int, str]] = field(default_factory=list)
    """Functions, as (line, name), where the format names them."""

    def ran(self, line: object, hits: object) -> None:
        """Note a line as a report has it. Several statements of one line count together; nonsense is left out."""
        if isinstance(line, int) and isinstance(hits, int) and line > 0 and hits >= 0:
            self.lines[line] = max(self.lines.get(line, 0), hits)


Covered = dict[str, FileCoverage]
"""By path, as the report writes it."""
Read = Callable[[bytes], Covered]
"""Reads a report. Raises `ReportError`."""


def within_limits(covered: Covered) -> Covered:
    """Return what was read, less what no file can be called.

    Raises:
        ReportError: it speaks of more lines than any repository has.

    """
    if sum(len(one.lines) for one in covered.values()) > MOST_LINES:
        raise ReportError(f"speaks of more than {MOST_LINES} lines")
    return {path: one for path, one in covered.items() if len(path) <= LONGEST_PATH}
