"""What a prover returns that could not use all that it was given."""

from dataclasses import dataclass

from app.domain.finding import Claim
from worker.source.facts import Skipped


@dataclass(frozen=True, slots=True)
class Looked:
    """Claims, and the files that it could not use: what another program did not get through, a report that fits nothing."""

    claims: list[Claim]
    left_out: list[Skipped]
