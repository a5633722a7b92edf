"""Work off one stored delivery, exactly once in effect, however often the doorbell rings. Runs in the publisher."""

from datetime import timedelta
from functools import partial
from typing import Final

import structlog
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from app.db.models import Delivery, now
from app.db.session import Sessions, transaction
from app.domain.run import ItemState
from app.github.errors import HEADERLESS_SECONDS, GitHubError, GitHubLimited, GitHubTrouble
from app.github.identity import GitHubIdentity
from app.queue import enqueue
from app.webhooks import installation, installation_repositories, issue_comment, issues, pull_request, repository
from app.webhooks.body import BadBody, json_object
from app.webhooks.effect import Effect, ignored

ATTEMPTS: Final = 3
RETRY: Final = timedelta(seconds=30)
"""Before the second attempt; twice as long before the third."""
LONGEST_WAIT: Final = timedelta(minutes=15)
"""Between two tries under a limit of which GitHub does not say when it ends."""
TASK: Final = "handle_delivery"

log = structlog.get_logger(__name__)


def handle_delivery(factory: Sessions, delivery_id: int, identity: GitHubIdentity) -> str:
    """Handle a delivery and return its outcome, one line, which is also kept in its row.

    A delivery that is handled already only returns what came of it. When GitHub is in trouble or limits us, the next
    attempt is put into the outbox and the `GitHubError` is raised; the third trouble leaves the delivery dead with the reason,
    a limit is waited out however often it comes.
    """
    delivery = _begin(factory, delivery_id)
    if delivery.state != ItemState.QUEUED:
        return delivery.outcome
    try:
        effect = _prepare(factory, delivery, identity)
    except GitHubLimited as error:
        _wait_out(factory, delivery, error)
        raise
    except GitHubTrouble as error:
        if delivery.attempt >= ATTEMPTS:
            return _finish(factory, delivery_id, _failed(error), ItemState.DEAD)
        _postpone(
            factory, delivery, f"attempt {delivery.attempt} of {ATTEMPTS} failed: {error}", RETRY * 2 ** (delivery.attempt - 1)
        )
        raise
    except GitHubError as error:
        return _finish(factory, delivery_id, _failed(error), ItemState.DEAD)
    return _finish(factory, delivery_id, effect, ItemState.DONE)


def _begin(factory: Sessions, delivery_id: int) -> Delivery:
    """Count the attempt before anything can go wrong, so that a delivery that kills its handler is not tried forever."""
    with transaction(factory) as session:
        delivery = session.get_one(Delivery, delivery_id, with_for_update=True)
        if delivery.state == ItemState.QUEUED:
            if delivery.attempt >= ATTEMPTS:
                delivery.state, delivery.handled_at = ItemState.DEAD, now()
                delivery.outcome = f"failed: {ATTEMPTS} attempts ended without an answer"
            else:
                delivery.attempt += 1
        return delivery


def _prepare(factory: Sessions, delivery: Delivery, identity: GitHubIdentity) -> Effect:
    try:
        payload = json_object(delivery.payload)
        match delivery.event:
            case "issue_comment":
                return issue_comment.prepare(payload, identity)
            case "issues":
                return issues.prepare(payload, identity)
            case "pull_request":
                return pull_request.prepare(payload, identity, factory, delivery)
            case "repository":
                return repository.prepare(payload, identity, factory)
            case "installation":
                return installation.prepare(payload, identity)
            case "installation_repositories":
                return installation_repositories.prepare(payload, identity)
            case "ping":
                return ignored("ping")
            case other:
                return ignored(f"event {other} is not acted on")
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        return ignored(f"{delivery.event} without a usable {'.'.join(map(str, first['loc']))}: {first['msg']}")
    except BadBody as error:
        return ignored(str(error))


def _failed(error: GitHubError) -> Effect:
    reason = f"failed: {error}"
    return lambda session: reason


def _finish(factory: Sessions, delivery_id: int, effect: Effect, state: ItemState) -> str:
    """Write the effect and the outcome in one transaction.

    Somebody else may add the same row at the same time; the loser's transaction is rolled back and finds it then.
    """
    attempt = partial(_write, factory, delivery_id, effect, state)
    for _ in range(ATTEMPTS):
        try:
            return attempt()
        except IntegrityError as error:
            log.info("delivery_raced", delivery=delivery_id, reason=str(error.orig))
    return attempt()


def _write(factory: Sessions, delivery_id: int, effect: Effect, state: ItemState) -> str:
    with transaction(factory) as session:
        delivery = session.get_one(Delivery, delivery_id, with_for_update=True)
        if delivery.state != ItemState.QUEUED:
            return delivery.outcome
        delivery.outcome = effect(session)
        delivery.state, delivery.handled_at = state, now()
        log.info("delivery_handled", guid=delivery.guid, delivery_event=delivery.event, outcome=delivery.outcome)
        return delivery.outcome


def _wait_out(factory: Sessions, delivery: Delivery, error: GitHubLimited) -> None:
    """GitHub refused before anything was done: no attempt is used up. Where it names no time, waits grow with the waiting."""
    wait = timedelta(seconds=error.retry_after)
    if error.retry_after == HEADERLESS_SECONDS:
        wait = max(wait, min((now() - delivery.received_at) / 2, LONGEST_WAIT))
    _postpone(factory, delivery, f"waits for GitHub: {error}", wait, given_back=1)


def _postpone(factory: Sessions, delivery: Delivery, reason: str, wait: timedelta, given_back: int = 0) -> None:
    with transaction(factory) as session:
        row = session.get_one(Delivery, delivery.id, with_for_update=True)
        if row.state == ItemState.QUEUED:
            row.outcome, row.attempt = reason, row.attempt - given_back
            enqueue(session, TASK, delivery.id, now() + wait)
