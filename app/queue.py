"""The doorbell: rows of the outbox that become broker messages once their transaction is committed.

A message is a task's name and one id. Ringing twice is harmless, because tasks are idempotent; a ring is never lost,
because its row stays unsent until the broker took it.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

import structlog
from sqlalchemy import select, update
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from app.db.models import OutboxMessage, now
from app.db.session import Sessions, transaction

AUDIT_QUEUE = "audit"
PUBLISH_QUEUE = "publish"

QUEUES = {
    "work_item": AUDIT_QUEUE,
    "advance_run": AUDIT_QUEUE,
    "handle_delivery": PUBLISH_QUEUE,
    "send_publication": PUBLISH_QUEUE,
    "grant_token": PUBLISH_QUEUE,
    "publish_run": PUBLISH_QUEUE,
}
"""Every task that a doorbell can ring, and the queue that its workers listen on."""

RINGING = timedelta(seconds=30)
"""How long a ringer has a message to itself. When it dies meanwhile, another rings after that time."""

Sender = Callable[[str, str], None]
"""Takes a task's name (without `anatoly.`) and its argument; raises `BrokerAway` when the broker did not take it."""

log = structlog.get_logger(__name__)


def address(broker_url: str) -> str:
    """The broker's URL as kombu wants it: for one in memory it would warn that no host is named."""
    return "memory://localhost/" if broker_url.startswith("memory:") else broker_url


class BrokerAway(Exception):
    """The broker did not take a message. Its row stays in the outbox."""


def enqueue(session: Session, task: str, argument: str | int, not_before: datetime | None = None) -> None:
    """Add a doorbell to the caller's transaction: it exists if and only if what it announces does."""
    if task not in QUEUES:
        raise ValueError(f"no queue for task {task!r}; known: {', '.join(sorted(QUEUES))}")
    session.add(OutboxMessage(task=task, argument=str(argument), not_before=not_before or now()))


def ring(factory: Sessions, sender: Sender, limit: int = 100) -> int:
    """Send up to `limit` due messages, oldest first, and return how many the broker took.

    No lock and no transaction is held while the broker is talked to: a ringer first claims its messages by moving
    their `not_before`, then sends. Stops at the first `BrokerAway` and leaves the rest for the next ring.
    """
    claimed = _claim(factory, limit)
    sent: list[int] = []
    try:
        for message in claimed:
            sender(message.task, message.argument)
            sent.append(message.id)
    except BrokerAway as away:
        log.warning("doorbell_not_rung", left=len(claimed) - len(sent), reason=str(away))
    finally:
        _settle(factory, sent, [message.id for message in claimed if message.id not in sent])
    return len(sent)


def ring_quietly(factory: Sessions, sender: Sender) -> None:
    """Ring after a commit whose caller must not fail for it: what cannot be rung now is rung by the sweeper."""
    try:
        ring(factory, sender)
    except SQLAlchemyError as error:
        log.warning("doorbell_not_rung", reason=str(error).splitlines()[0])


def _claim(factory: Sessions, limit: int) -> list[OutboxMessage]:
    with transaction(factory) as session:
        due = (
            select(OutboxMessage)
            .where(OutboxMessage.sent_at.is_(None), OutboxMessage.not_before <= now())
            .order_by(OutboxMessage.id)
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
        messages = list(session.scalars(due))
        for message in messages:
            message.not_before = now() + RINGING
        return messages


def _settle(factory: Sessions, sent: list[int], unsent: list[int]) -> None:
    if not sent and not unsent:
        return
    with transaction(factory) as session:
        session.execute(update(OutboxMessage).where(OutboxMessage.id.in_(sent)).values(sent_at=now()))
        session.execute(
            update(OutboxMessage).where(OutboxMessage.id.in_(unsent), OutboxMessage.sent_at.is_(None)).values(not_before=now())
        )


class CeleryDoorbell:
    """Rings tasks by name, so that the ringing process needs none of the code that answers.

    Celery is imported with the first ring.
    """

    def __init__(self, broker_url: str) -> None:
        self._broker_url = broker_url

    @cached_property
    def _celery(self) -> Any:
        from celery import Celery

        app = Celery("anatoly", broker=address(self._broker_url), set_as_current=False)
        app.conf.update(
            task_ignore_result=True,
            task_serializer="json",
            # The outbox is the retry: a web process must not hang on a broker that is away.
            task_publish_retry=False,
            broker_connection_timeout=3,
            broker_transport_options=(
                {"socket_connect_timeout": 3, "socket_timeout": 5} if self._broker_url.startswith("redis") else {}
            ),
        )
        return app

    def __call__(self, task: str, argument: str) -> None:
        """Send one message; raises `BrokerAway`."""
        from kombu.exceptions import OperationalError

        try:
            self._celery.send_task(f"anatoly.{task}", args=[argument], queue=QUEUES[task], ignore_result=True)
        except (OperationalError, OSError) as error:
            raise BrokerAway(_line(error)) from error

    def check(self) -> None:
        """Raise `BrokerAway` unless the broker answers."""
        from kombu.exceptions import OperationalError

        try:
            with self._celery.connection_for_write() as connection:
                connection.ensure_connection(max_retries=1, interval_start=0, timeout=3)
        except (OperationalError, OSError) as error:
            raise BrokerAway(_line(error)) from error


def _line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
