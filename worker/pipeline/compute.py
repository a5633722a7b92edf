"""What each stage computes: one method per stage, from the workspace and the models to JSON."""

import hashlib
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from typing import Any, TypeVar

from pydantic import TypeAdapter
from sqlalchemy import select

from app.db.models import ClaimRow, Run, WorkItem
from app.db.session import Sessions
from app.domain.axis import Axis
from app.domain.evidence import Evidence
from app.domain.finding import Claim, Finding
from app.domain.run import RunKind, Stage
from app.settings import Settings
from worker.axes import correction, provers
from worker.axes.correction import Review
from worker.axes.graph_fact import fact_query
from worker.checkout import CheckoutError
from worker.deliberation.challenge import challenge
from worker.deliberation.decide import decide
from worker.deliberation.outcome import Outcome, OutcomeKind
from worker.deliberation.recheck import rechecked
from worker.index.likeness import unlike
from worker.llm.errors import (
    AnswerInvalid,
    AnswerRefused,
    BudgetExhausted,
    EndpointAway,
    PromptError,
    RequestRejected,
    TierMisconfigured,
    TierUnavailable,
)
from worker.pipeline import publishing, scope, twins
from worker.pipeline.context import file_context
from worker.pipeline.engine import Compute
from worker.pipeline.errors import MODEL_AWAY, FinalError
from worker.pipeline.models import Models, configured
from worker.pipeline.workspace import Workspace, Workspaces
from worker.publish.plan import Plan
from worker.source.languages import offers
from worker.tools import Toolbox

T = TypeVar("T")
_EVIDENCE: TypeAdapter[tuple[Evidence, ...]] = TypeAdapter(tuple[Evidence, ...])


_NOTHING_ASKED: dict[str, Any] = {
    "claims": [],
    "files_reviewed": 0,
    "files_skipped": [],
    "languages": {},
    "files_understood": 0,
    "files_broken": [],
    "broken_lines": {},
    "muted": [],
    "review": {},
    "twins_wanted": False,
    "seconds": {},
}
"""What the proving stage says of a run for which nothing changed: no file is read."""
_BROKEN_SHOWN = 5
"""So many places of a file say what it is about its syntax that is not understood."""


class Computer:
    """Computes items on this box. `on_file` is told each file that was read."""

    def __init__(
        self,
        settings: Settings,
        sessions: Sessions,
        workspaces: Workspaces,
        on_file: Callable[[int, int, str], None] | None = None,
    ) -> None:
        self._settings, self._sessions, self._workspaces, self._on_file = settings, sessions, workspaces, on_file
        self._models = Models(settings, sessions)
        self._twins = twins.Twins(settings)

    @property
    def table(self) -> dict[Stage, Compute]:
        """The function of each stage."""
        return {
            Stage.CHECKOUT: self.checkout,
            Stage.PROVE: self.prove,
            Stage.INDEX: self.index,
            Stage.REVIEW: self.review,
            Stage.DELIBERATE: self.deliberate,
            Stage.RECHECK: self.recheck,
        }

    def close(self, run_id: str) -> None:
        """Forget a run that is over: its checkout and its connections."""
        self._workspaces.close(run_id)
        self._models.close(run_id)

    def checkout(self, run: Run, _item: WorkItem) -> dict[str, Any]:
        """Fetch the commit and say which it is."""
        space = self._workspaces.head(run)
        return {
            "commit": space.checkout.commit,
            "dirty": space.checkout.dirty,
            "files": len(space.files),
            "seconds": space.seconds.copy(),
        }

    def prove(self, run: Run, _item: WorkItem) -> dict[str, Any]:
        """Read every file, link them, and claim what can be proven without a model; plan what a model is asked."""
        space = self._workspaces.head(run)
        if not any(scope.covers(run, file) for file in space.files):
            line = scope.nothing_to_look_at(run)
            raise FinalError(line, line)
        # A base that does not exist is refused before the work, not after it.
        changed = self._changed(run, space)
        asked = self._asked_about(run, space, changed)
        models = "" if run.scope.get("static") else _configured_models()
        outline = {
            "files_total": len(space.files) + len(space.checkout.omitted),
            "files_asked": asked,
            "models": models,
            "mode": "full" if models else "static",
        }
        if not asked and changed is not None and not scope.differs(space.checkout, _base(run)):
            return {**_NOTHING_ASKED, **outline}
        source = space.read(self._on_file)
        graph = space.graph
        started = time.perf_counter()
        proven = provers.prove(source, graph, [axis for axis in Axis if scope.wants(run, axis)])
        claims = [claim for claim in proven.claims if scope.covers(run, claim.file)]
        at_base = self._at_base(run) if claims and changed is not None else set()
        seconds = {"source": space.seconds["source"], "graph": space.seconds["graph"], "prove": time.perf_counter() - started}
        looked_at = [file for file in source.files if scope.covers(run, file) and (changed is None or file in changed)]
        broken = [file for file in looked_at if source.files[file].parse_errors]
        left_out = {each.file: each.reason for each in (*source.skipped, *proven.left_out)}
        return {
            **outline,
            "claims": [claim.model_dump(mode="json") for claim in claims if claim.fingerprint not in at_base],
            "files_reviewed": len({*source.files, *source.others}),
            "files_skipped": [{"path": file, "reason": reason} for file, reason in left_out.items()],
            "languages": dict(Counter(read.language for read in source.files.values()).most_common()),
            "files_understood": len(looked_at),
            "files_broken": broken,
            "broken_lines": {file: [first for first, _ in source.files[file].broken[:_BROKEN_SHOWN]] for file in broken},
            "muted": [asdict(each) for each in proven.muted],
            "review": self._questions(run, space, changed) if models and scope.wants(run, Axis.CORRECTION) else {},
            "twins_wanted": bool(models) and scope.wants(run, Axis.DUPLICATION),
            "seconds": seconds,
        }

    def index(self, run: Run, _item: WorkItem) -> dict[str, Any]:
        """Find the functions that may do the same as another, for the reviewer."""
        space = self._workspaces.head(run)
        base = self._workspaces.before(run, _base(run)) if _base(run) else None
        asked = twins.Asked(_configured_models(), self._models.ask(run).prompts.template_hash("duplication"))
        return self._twins.found(run, space, base, asked, [claim for claim, _ in self._claims(run).values()])

    def review(self, run: Run, item: WorkItem) -> dict[str, Any]:
        """Ask the reviewers about one file along one axis, or about one function and those that may do the same."""
        started = time.perf_counter()
        file, axis = scope.split_subject(item.subject)
        space = self._workspaces.head(run)
        if axis is Axis.DUPLICATION:
            result = _asked(run, lambda: twins.compared(run, item.subject, space, self._models.ask(run)))
        else:
            context = file_context(space, file)
            result = _asked(run, lambda: correction.review(context, self._models.ask(run))) if context else Review((), {}, ())
        return {
            "claims": [claim.model_dump(mode="json") for claim in result.claims],
            "dropped": result.dropped,
            "not_reviewed": list(result.not_reviewed),
            "seconds": {"review": time.perf_counter() - started},
        }

    def deliberate(self, run: Run, item: WorkItem) -> dict[str, Any]:
        """Let the challenger try to disprove one claim."""
        started = time.perf_counter()
        claim = self._claims(run)[item.subject][0]
        space = self._workspaces.head(run)
        context = file_context(space, claim.file)
        if context is None:
            raise FinalError(f"{claim.file} cannot be shown to the challenger")
        toolbox = Toolbox(space.root, files=space.files)
        outcome = _asked(run, lambda: challenge(claim, context, toolbox, self._models.ask(run), space.jail))
        return {
            "outcome": outcome.kind.value,
            "evidence": _EVIDENCE.dump_python(outcome.evidence, mode="json"),
            "counter_evidence": _EVIDENCE.dump_python(outcome.counter_evidence, mode="json"),
            "reasoning": outcome.reasoning,
            "rounds": outcome.rounds,
            "tried": outcome.tried,
            "seconds": {"deliberate": time.perf_counter() - started},
        }

    def recheck(self, run: Run, _item: WorkItem) -> dict[str, Any]:
        """Check all evidence again at the commit, decide what is a finding, and find where its comment goes."""
        space = self._workspaces.head(run)
        started = time.perf_counter()
        settled: dict[str, dict[str, Any]] = {}
        found: list[Finding] = []
        rule_fires = provers.Again(space.source, space.graph).fires
        likeness = partial(unlike, space.source)
        for identity, (claim, outcome) in self._claims(run).items():
            evidence = (*claim.evidence, *(outcome.evidence if outcome else ()))
            decided = decide(claim, outcome, rechecked(evidence, space.jail, fact_query(space.graph), rule_fires, likeness))
            if isinstance(decided, Finding):
                finding = decided.model_copy(update={"id": identity})
                found.append(finding)
                settled[identity] = {"finding": finding.model_dump(mode="json")}
            else:
                settled[identity] = {"dropped": decided.reason.value}
        return {
            "claims": settled,
            "plan": self._planned(run, found, space),
            "peak_rss_mb": _peak_rss_mb(),
            "seconds": {"recheck": time.perf_counter() - started},
        }

    def _planned(self, run: Run, found: list[Finding], space: Workspace) -> dict[str, Any]:
        if run.kind == RunKind.LOCAL:
            return publishing.dump(Plan((), {}))
        with self._sessions() as session:
            current = session.get_one(Run, run.id)
            return publishing.dump(publishing.plan(session, self._settings, current, found, space))

    def _claims(self, run: Run) -> dict[str, tuple[Claim, Outcome | None]]:
        with self._sessions() as session:
            rows = session.scalars(select(ClaimRow).where(ClaimRow.run_id == run.id).order_by(ClaimRow.id))
            return {row.fingerprint: (Claim.model_validate(row.body), _outcome(row.deliberation)) for row in rows}

    def _changed(self, run: Run, space: Workspace) -> set[str] | None:
        """The files that the run is limited to because they changed; None when it looks at everything."""
        base = _base(run)
        if not base:
            return None
        try:
            return set(scope.changed(space.checkout, base))
        except CheckoutError as error:
            raise FinalError(error.message, error.message, error.reason) from error

    @staticmethod
    def _asked_about(run: Run, space: Workspace, changed: set[str] | None) -> int:
        return len([file for file in space.files if scope.covers(run, file) and (changed is None or file in changed)])

    def _at_base(self, run: Run) -> set[str]:
        """Fingerprints of what is proven at the base already: a change is not blamed for what it found."""
        space = self._workspaces.before(run, _base(run))
        return {claim.fingerprint for claim in provers.prove(space.source, space.graph, list(Axis)).claims}

    def _questions(self, run: Run, space: Workspace, changed: set[str] | None) -> dict[str, str]:
        """Subject and key of each review: the key hashes everything that the answer depends on."""
        questions = {}
        for file, facts in space.source.files.items():
            if (
                facts.is_test
                or not facts.symbols
                or not offers(facts.language)[Axis.CORRECTION].reviewed
                or not scope.covers(run, file)
                or (changed is not None and file not in changed)
            ):
                continue
            context = file_context(space, file)
            if context is not None:
                ask = self._models.ask(run)
                parts = (run.repository_id, _configured_models(), ask.prompts.template_hash("correction"), context)
                questions[scope.subject(file, Axis.CORRECTION)] = hashlib.sha256(repr(parts).encode()).hexdigest()
        return questions


def _base(run: Run) -> str:
    """What the run's change is compared with; "" when it looks at everything."""
    if run.scope.get("full"):
        return ""
    return run.base_commit or run.scope.get("diff_base") or ""


def _outcome(stored: dict[str, Any] | None) -> Outcome | None:
    if stored is None:
        return None
    return Outcome(
        OutcomeKind(stored["outcome"]),
        _EVIDENCE.validate_python(stored["evidence"]),
        _EVIDENCE.validate_python(stored["counter_evidence"]),
        stored["reasoning"],
        stored["rounds"],
        stored["tried"],
    )


def _asked(run: Run, question: Callable[[], T]) -> T:
    """Ask, and turn what a second try cannot cure into a final failure of the item: what is proven is reported without it."""
    try:
        return question()
    except BudgetExhausted as error:
        raise FinalError(str(error), "the run's budget or its time was used up") from error
    except (AnswerInvalid, AnswerRefused, PromptError, RequestRejected) as error:
        raise FinalError(str(error), "no usable answer came from the model") from error
    except TierMisconfigured as error:
        raise FinalError(str(error)) from error
    except TierUnavailable as error:
        # A service has time: what is only busy is asked again after a lease. Somebody who waits at a terminal has not.
        if not isinstance(error, EndpointAway) and run.kind != RunKind.LOCAL:
            raise
        raise FinalError(str(error), "no model could be reached", MODEL_AWAY) from error


def _configured_models() -> str:
    try:
        return configured()
    except TierMisconfigured as error:
        raise FinalError(str(error)) from error


def _peak_rss_mb() -> float:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    # Linux counts kilobytes, macOS bytes.
    return round(peak / (1024 * 1024 if sys.platform == "darwin" else 1024), 1)
