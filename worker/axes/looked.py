"""What a prover that asks another program returns."""

from dataclasses import dataclass

from app.domain.finding import Claim
from worker.source.facts import Skipped


@dataclass(frozen=True, slots=True)
class Looked:
    """Claims, and the files that the other program did not get through: nothing that it could say is said about them."""

    claims: list[Claim]
    left_out: list[Skipped]
