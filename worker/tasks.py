"""The Celery tasks: each takes one id and calls one function. Nothing is decided here."""

from datetime import UTC, datetime

from celery import shared_task

from app.db.models import now
from worker import hands


@shared_task(name="anatoly.advance_run")
def advance_run(run_id: str) -> None:
    """Plan what can be worked on in a run."""
    hands.audit().engine.advance(run_id)


@shared_task(name="anatoly.work_item")
def work_item(item_id: str) -> None:
    """Work on one item of a run."""
    hands.audit().engine.work(int(item_id))


@shared_task(name="anatoly.handle_delivery")
def handle_delivery(delivery_id: str) -> None:
    """Act on a webhook that was stored."""
    hands.publisher().handle_delivery(int(delivery_id))


@shared_task(name="anatoly.send_publication")
def send_publication(_publication_id: str) -> None:
    """Write to GitHub what is due: this publication, or one that waits before it."""
    hands.publisher().send()


@shared_task(name="anatoly.grant_token")
def grant_token(grant_id: str) -> None:
    """Hand a read-only token to the audit worker that asked for one."""
    hands.publisher().grant(grant_id)


@shared_task(name="anatoly.sweep")
def sweep() -> None:
    """Ring again for what was lost."""
    hands.publisher().sweep(now())


@shared_task(name="anatoly.plan_nights")
def plan_nights() -> None:
    """Start the night's runs once their hour has come."""
    hands.publisher().plan_nights(datetime.now(UTC))
