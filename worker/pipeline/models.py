"""The models of a run: one budget, one account of every call, one set of boundaries around untrusted text."""

import threading
from functools import partial

from sqlalchemy import func, select

from app.db.models import ModelCall, Run, now
from app.db.session import Sessions
from app.settings import Settings
from worker.llm import tiers
from worker.llm.ask import Ask
from worker.llm.budget import Budget
from worker.llm.record import CallRecord
from worker.llm.tiers import Tier


def configured() -> str:
    """The tiers that are set, with endpoint and model, as one line; "" when none is and a run must be static."""
    found = [(tier, endpoint) for tier in Tier if (endpoint := tiers.endpoint(tier)) and endpoint.tier is tier]
    return ", ".join(f"{tier.value}={endpoint.model}@{endpoint.base_url}" for tier, endpoint in found)


class Models:
    """The open connections of this process, by run."""

    def __init__(self, settings: Settings, sessions: Sessions) -> None:
        self._settings, self._sessions = settings, sessions
        self._asks: dict[str, Ask] = {}
        self._lock = threading.Lock()

    def ask(self, run: Run) -> Ask:
        """The door to the models for one run. All its items share it, and with it the budget."""
        with self._lock:
            if run.id not in self._asks:
                self._asks[run.id] = Ask(self._budget(run), partial(self._record, run.id))
            return self._asks[run.id]

    def close(self, run_id: str) -> None:
        """Close the connections of a run that is over."""
        with self._lock:
            ask = self._asks.pop(run_id, None)
        if ask is not None:
            ask.close()

    def _budget(self, run: Run) -> Budget:
        with self._sessions() as session:
            spent = session.scalar(select(func.coalesce(func.sum(ModelCall.usd), 0.0)).where(ModelCall.run_id == run.id))
        usd = run.scope.get("budget_usd")
        minutes = run.scope.get("max_minutes")
        used = (now() - run.started_at).total_seconds() if run.started_at else 0.0
        return Budget(
            usd=self._settings.run_budget_usd if usd is None else usd,
            seconds=max(0.0, 60 * (self._settings.run_max_minutes if minutes is None else minutes) - used),
            spent=float(spent or 0.0),
        )

    def _record(self, run_id: str, call: CallRecord) -> None:
        with self._sessions.begin() as session:
            session.add(
                ModelCall(
                    run_id=run_id,
                    tier=call.tier,
                    endpoint=call.endpoint,
                    model=call.model,
                    prompt=call.prompt,
                    prompt_hash=call.prompt_hash,
                    reason=call.reason,
                    outcome=call.outcome,
                    input_tokens=call.input_tokens,
                    cached_tokens=call.cached_tokens,
                    output_tokens=call.output_tokens,
                    usd=call.usd,
                    seconds=call.seconds,
                )
            )
