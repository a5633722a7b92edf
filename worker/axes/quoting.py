"""What every prover that works by rules says alike: a quote of the lines, the rule that fired, and a hash of the code."""

import hashlib

from app.domain.evidence import Quote, Rule
from worker.source.facts import Source
from worker.source.words import text_of

TOOL = "anatoly"


class Lines:
    """The lines of a repository's files, read once each."""

    def __init__(self, source: Source) -> None:
        self._root = source.root
        self._lines: dict[str, list[str]] = {}

    def of(self, file: str) -> list[str]:
        """Return a file's lines without their ends."""
        known = self._lines.get(file)
        if known is None:
            known = self._lines[file] = text_of(self._root, file).replace("\r\n", "\n").split("\n")
        return known

    def quote(self, file: str, first: int, last: int) -> Quote:
        """Quote the lines `first` to `last`."""
        return Quote(file=file, line_start=first, line_end=last, text="\n".join(self.of(file)[first - 1 : last]))

    def proof(self, rule: str, file: str, first: int, last: int, tool: str = TOOL) -> tuple[Quote, Rule]:
        """Return the evidence of a rule that fired on lines."""
        return self.quote(file, first, last), Rule(id=rule, tool=tool, file=file, line=first)

    def body_hash(self, file: str, first: int, last: int) -> str:
        """Hash lines, blind to their layout (16 hex digits)."""
        return hashlib.sha256("".join("".join(self.of(file)[first - 1 : last]).split()).encode()).hexdigest()[:16]
