"""What the sentences and the plan need to know of a run: plain data, put together by whoever plans."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from app.domain.axis import Severity
from app.domain.finding import Finding
from app.domain.run import RunKind


@dataclass(frozen=True, slots=True)
class Where:
    """A repository at one commit."""

    github_url: str
    owner: str
    name: str
    commit: str

    @property
    def short(self) -> str:
        """The first seven digits of the commit."""
        return self.commit[:7]

    def permalink(self, path: str, start: int, end: int | None = None) -> str:
        """The address of lines at exactly this commit: it shows the same for ever."""
        lines = f"#L{start}" + (f"-L{end}" if end and end > start else "")
        base = self.github_url.rstrip("/")
        return f"{base}/{quote(self.owner)}/{quote(self.name)}/blob/{quote(self.commit)}/{quote(path)}{lines}"


@dataclass(frozen=True, slots=True)
class NotAnalysed:
    """Something the run did not look at, and why: `("src/big.py", "larger than 1 MB")`."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class AuditedRun:
    """A run whose findings are to be published."""

    id: str
    kind: RunKind
    installation_id: int
    repository_id: int
    where: Where
    page_url: str
    full: bool
    """Models were asked; otherwise the run was static."""
    files_total: int
    files_reviewed: int
    not_analysed: tuple[NotAnalysed, ...] = ()
    model_calls: int = 0
    usd: float = 0.0
    pull_number: int | None = None
    comment_id: int | None = None
    """The comment that commanded the run."""
    config_problems: tuple[str, ...] = ()
    """Lines that say what in `.anatoly.yml` was not understood."""
    scope_words: str = ""
    """What the run was limited to, "only `docs/`, along the axis utility"; "" when it looked at everything."""
    unanswered: int = 0
    """Questions that got no answer: their subjects are among `not_analysed`."""

    @property
    def partial(self) -> bool:
        """Something was not looked at that another run would have: what this one does not show may still be there."""
        return bool(self.scope_words) or self.unanswered > 0


def count_words(findings: Iterable[Finding]) -> str:
    """`no findings`, `1 finding (high)`, `3 findings (1 high, 2 low)`."""
    severities = [finding.claim.severity for finding in findings]
    if not severities:
        return "no findings"
    if len(severities) == 1:
        return f"1 finding ({severities[0]})"
    parts = [f"{severities.count(severity)} {severity}" for severity in Severity if severity in severities]
    return f"{len(severities)} findings ({', '.join(parts)})"
