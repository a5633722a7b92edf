"""What the stories plan."""

from dataclasses import replace

from app.domain.run import RunKind
from tests.worker.publish.conftest import Stage
from tests.worker.publish.samples import FakeDiff, FakeHunk, bug, dead, pass_through, text_of
from worker.publish.intents import Intent
from worker.publish.plan import Earlier, Known, Looked, plan_night, plan_pull_request

WHOLE = {"calc/sums.py": FakeDiff([FakeHunk(range(1, 20))])}
BEYOND = {"calc/sums.py": FakeDiff([FakeHunk(range(1, 200))])}


def pull_request(stage: Stage, *findings: object, earlier: Earlier | None = None) -> tuple[Intent, ...]:
    found = list(findings) or [bug(), dead(), pass_through()]
    return plan_pull_request(stage.audited, found, WHOLE, text_of, earlier or Earlier()).intents  # type: ignore[arg-type] - findings


def night(stage: Stage, *findings: object, known: dict[str, Known] | None = None) -> tuple[Intent, ...]:
    audited = replace(stage.audited, kind=RunKind.NIGHT, pull_number=None, comment_id=None)
    looked = Looked(
        frozenset({"calc/io.py", "calc/sums.py"}),
        frozenset((f.claim.axis, f.claim.file) for f in [bug(), dead()]),
        lambda _: True,
    )
    return plan_night(audited, list(findings), looked, text_of, Earlier(known=known or {})).intents  # type: ignore[arg-type] - findings
