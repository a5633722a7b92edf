"""GET /metrics: what Prometheus scrapes, counted in the database at that moment. No label names a repository."""

from collections.abc import Iterator

from fastapi import APIRouter, Request
from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from prometheus_client.registry import Collector
from sqlalchemy import case, func, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session
from starlette.responses import Response

from app.db.models import Delivery, ModelCall, OutboxMessage, Publication, Run, WorkItem
from app.db.session import Sessions, transaction

OUTCOMES = ("run", "duplicate", "ignored", "refused", "failed")


class DatabaseCollector(Collector):
    """Counts rows when asked. A database that is away shows as `anatoly_database_up 0` and nothing else."""

    def __init__(self, factory: Sessions) -> None:
        self._factory = factory

    def collect(self) -> Iterator[Metric]:
        """Yield the metrics of one scrape."""
        up = GaugeMetricFamily("anatoly_database_up", "Whether the database answered this scrape.")
        try:
            with transaction(self._factory) as session:
                metrics = _metrics(session)
        except (DBAPIError, PoolTimeout):
            up.add_metric([], 0)
            yield up
            return
        up.add_metric([], 1)
        yield up
        yield from metrics


def _metrics(session: Session) -> list[Metric]:
    outcome = case(
        *((Delivery.outcome.startswith(word), word) for word in OUTCOMES),
        (Delivery.state == "queued", "queued"),
        else_="other",
    )
    deliveries = GaugeMetricFamily("anatoly_deliveries", "Webhooks by what came of them.", labels=["outcome"])
    for word, count in session.execute(select(outcome, func.count()).group_by(outcome)):
        deliveries.add_metric([word], count)
    calls = CounterMetricFamily("anatoly_model_calls", "Requests to models.", labels=["tier", "outcome"])
    dollars = CounterMetricFamily("anatoly_model_dollars", "What requests to models cost, in US dollars.", labels=["tier"])
    spent: dict[str, float] = {}
    by_tier = select(ModelCall.tier, ModelCall.outcome, func.count(), func.sum(ModelCall.usd))
    for tier, result, count, usd in session.execute(by_tier.group_by(ModelCall.tier, ModelCall.outcome)):
        calls.add_metric([tier, result], count)
        spent[tier] = spent.get(tier, 0.0) + usd
    for tier, usd in spent.items():
        dollars.add_metric([tier], usd)
    depth = GaugeMetricFamily("anatoly_outbox_unsent", "Doorbells that nobody has rung yet.")
    depth.add_metric([], session.scalar(select(func.count()).where(OutboxMessage.sent_at.is_(None))) or 0)
    return [
        deliveries,
        _by_state(session, "anatoly_runs", "Runs by state.", Run),
        _by_state(session, "anatoly_work_items", "Work items by state.", WorkItem),
        _by_state(session, "anatoly_publications", "Things written to GitHub, by state.", Publication),
        depth,
        calls,
        dollars,
    ]


def _by_state(session: Session, name: str, text: str, table: type[Run | WorkItem | Publication]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=["state"])
    for state, count in session.execute(select(table.state, func.count()).group_by(table.state)):
        family.add_metric([state], count)
    return family


router = APIRouter()


@router.get("/metrics", include_in_schema=False)
def metrics(request: Request) -> Response:
    """All metrics in Prometheus's text format."""
    registry = CollectorRegistry()
    registry.register(DatabaseCollector(request.app.state.sessions))
    return Response(generate_latest(registry), media_type=CONTENT_TYPE_LATEST)
