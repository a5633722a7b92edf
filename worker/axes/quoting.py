"""What every prover that works by rules says alike: a quote of the lines, the rule that fired, and a hash of the code."""

import hashlib
from collections.abc import Iterable

from app.domain.axis import Axis, Severity, Verdict
from app.domain.evidence import Evidence, Quote, Rule
from app.domain.finding import Certainty, Claim, Origin, Related, Suggestion
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
            known = self._lines[file] = self.text(file).split("\n")
        return known

    def text(self, file: str) -> str:
        """Return a file's text with LF line ends: a search in it costs less than one in each of its lines."""
        return text_of(self._root, file).replace("\r\n", "\n")

    def quote(self, file: str, first: int, last: int) -> Quote:
        """Quote the lines `first` to `last`."""
        return Quote(file=file, line_start=first, line_end=last, text="\n".join(self.of(file)[first - 1 : last]))

    def proof(self, rule: str, file: str, first: int, last: int, tool: str = TOOL) -> tuple[Quote, Rule]:
        """Return the evidence of a rule that fired on lines."""
        return self.quote(file, first, last), Rule(id=rule, tool=tool, file=file, line=first)

    def claim(
        self,
        *,
        axis: Axis,
        rule: str,
        verdict: Verdict,
        severity: Severity,
        confidence: float,
        file: str,
        first: int,
        last: int,
        title: str,
        message: str,
        symbol: str | None = None,
        suggestion: Suggestion | None = None,
        more: Iterable[Evidence] = (),
        related: tuple[Related, ...] = (),
        hashed: tuple[int, int] | None = None,
    ) -> Claim:
        """Return the claim of a rule that fired on the lines `first` to `last`, proven by them, by the rule, and by `more`.

        `hashed` are the lines by which it is known again where those are others.
        """
        return Claim(
            axis=axis,
            rule=rule,
            verdict=verdict,
            severity=severity,
            confidence=confidence,
            certainty=Certainty.PROVEN,
            origin=Origin.PROVER,
            file=file,
            symbol=symbol,
            line_start=first,
            line_end=last,
            title=title,
            message=message,
            suggestion=suggestion,
            evidence=(*self.proof(rule, file, first, last), *more),
            related=related,
            body_hash=self.body_hash(file, *(hashed or (first, last))),
        )

    def body_hash(self, file: str, first: int, last: int) -> str:
        """Hash lines, blind to their layout (16 hex digits)."""
        return hashlib.sha256("".join("".join(self.of(file)[first - 1 : last]).split()).encode()).hexdigest()[:16]
