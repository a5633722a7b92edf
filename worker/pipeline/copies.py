"""The same symbol with the same body in several files: each is a finding of its own, and keeps its identity while others go.

The first file has the plain fingerprint, every other one that of a copy. Who has which is remembered: when the first is gone,
the second is not taken for it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.db.models import ClaimRow, FindingRow, Run
from app.domain.finding import Claim
from app.domain.fingerprint import of_copy, of_original
from app.domain.run import RunKind

Remembered = Mapping[tuple[str, str], Sequence[str]]
"""By plain fingerprint and file: the identities that findings there had, oldest first."""


def identities(claims: Sequence[Claim], taken: Iterable[str], remembered: Remembered) -> list[str]:
    """Return the identity of each claim, whatever order they come in. `taken`: what the run has used already."""
    used = set(taken)
    named: dict[int, str] = {}
    order = sorted(range(len(claims)), key=lambda at: (claims[at].file, claims[at].line_start, at))
    for at in order:
        known = remembered.get((claims[at].fingerprint, claims[at].file), ())
        mine = next((one for one in known if one not in used), None)
        if mine is not None:
            named[at] = mine
            used.add(mine)
    for at in order:
        if at not in named:
            named[at] = _fresh(claims[at], used)
            used.add(named[at])
    return [named[at] for at in range(len(claims))]


def _fresh(claim: Claim, used: set[str]) -> str:
    plain, copy = claim.fingerprint, of_copy(claim.fingerprint, claim.file)
    if plain not in used:
        return plain
    ordinal, name = 1, copy
    while name in used:  # twice in one file
        ordinal += 1
        name = f"{copy}-{ordinal}"
    return name


def remembered(session: Session, run: Run) -> Remembered:
    """What earlier runs of the same default branch, or of the same pull request, called what they found."""
    if run.kind == RunKind.LOCAL or run.repository_id is None:
        return {}
    if run.kind == RunKind.NIGHT:
        rows = session.execute(
            select(FindingRow.fingerprint, FindingRow.body["claim"]["file"].as_string())
            .where(FindingRow.repository_id == run.repository_id)
            .order_by(FindingRow.id)
        )
    else:
        rows = session.execute(
            select(ClaimRow.fingerprint, ClaimRow.body["file"].as_string())
            .join(Run, Run.id == ClaimRow.run_id)
            .where(Run.repository_id == run.repository_id, Run.pull_number == run.pull_number, Run.id != run.id)
            .order_by(ClaimRow.id)
        )
    known: dict[tuple[str, str], dict[str, None]] = defaultdict(dict)
    for fingerprint, file in rows:
        known[of_original(fingerprint), file][fingerprint] = None
    return {place: list(names) for place, names in known.items()}
