"""POST /webhooks/github: prove who sent it, store it, acknowledge it, and only then ring for somebody to work on it."""

import re
from dataclasses import dataclass
from typing import Final

import structlog
from fastapi import APIRouter, Request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response

from app.db.models import Delivery
from app.db.session import Sessions, transaction
from app.domain.run import ItemState
from app.queue import Sender, enqueue, ring_quietly
from app.webhooks.body import BadBody, json_object, json_text, storable
from app.webhooks.signature import verify

MAX_BODY: Final = 25 * 1024 * 1024
"""Bytes. GitHub does not send more: https://docs.github.com/en/webhooks/webhook-events-and-payloads"""

_HEADER: Final = re.compile(r"[A-Za-z0-9_.:-]{1,100}")

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Answer:
    """What GitHub is told: a status and one line."""

    status: int
    message: str

    def response(self) -> Response:
        """As HTTP, in JSON like GitHub's own answers."""
        headers = {"Retry-After": "60"} if self.status == 503 else {}
        return JSONResponse({"message": self.message}, self.status, headers)


TOO_LARGE: Final = Answer(413, f"The body is over {MAX_BODY} bytes.")


class Receiver:
    """Everything that receiving needs: the secrets, the database and the bell."""

    def __init__(self, secrets: tuple[str, ...], factory: Sessions, sender: Sender) -> None:
        self._secrets = secrets
        self._factory = factory
        self._sender = sender

    async def receive(self, request: Request) -> Response:
        """Answer one request. Work on the body happens off the event loop: it may be 25 MiB."""
        body = await _read(request)
        if isinstance(body, Answer):
            return body.response()
        headers = request.headers
        answer = await run_in_threadpool(
            self.accept,
            body,
            signature=headers.get("x-hub-signature-256"),
            guid=headers.get("x-github-delivery", ""),
            event=headers.get("x-github-event", ""),
            content_type=headers.get("content-type", ""),
        )
        response = answer.response()
        if answer.status == 202:
            response.background = BackgroundTask(ring_quietly, self._factory, self._sender)
        return response

    def accept(self, body: bytes, *, signature: str | None, guid: str, event: str, content_type: str) -> Answer:
        """Verify, parse and store one delivery. Nothing of it is parsed before its signature holds."""
        if not verify(self._secrets, body, signature):
            log.warning("delivery_refused", reason="signature")
            return Answer(401, "The signature in X-Hub-Signature-256 is missing or wrong.")
        if not _HEADER.fullmatch(guid):
            return Answer(400, "The header X-GitHub-Delivery is missing or malformed.")
        if not _HEADER.fullmatch(event):
            return Answer(400, "The header X-GitHub-Event is missing or malformed.")
        try:
            text = json_text(body, content_type)
            action = json_object(text).get("action")
        except BadBody as error:
            return Answer(400, f"Refused: {error}.")
        delivery = Delivery(
            guid=guid, event=event, action=storable(action)[:100] if isinstance(action, str) else "", payload=text
        )
        try:
            return self._store(delivery)
        except (OperationalError, InterfaceError, ProgrammingError, PoolTimeout) as error:
            # ProgrammingError is a database that was never migrated: away, as far as a delivery is concerned.
            log.error("delivery_not_stored", guid=guid, delivery_event=event, reason=str(error).splitlines()[0])
            return Answer(503, "The database is away; deliver again later.")

    def _store(self, delivery: Delivery) -> Answer:
        guid, event = delivery.guid, delivery.event
        try:
            with transaction(self._factory) as session:
                session.add(delivery)
                session.flush()
                enqueue(session, "handle_delivery", delivery.id)
        except IntegrityError:
            return self._known(guid)
        log.info("delivery_stored", guid=guid, delivery_event=event)
        return Answer(202, "Stored.")

    def _known(self, guid: str) -> Answer:
        """A redelivery: GitHub's id stays the same. One that had failed gets its attempts anew, anything else is done."""
        with transaction(self._factory) as session:
            delivery = session.scalars(select(Delivery).where(Delivery.guid == guid).with_for_update()).one()
            if delivery.state == ItemState.DEAD:
                delivery.state, delivery.attempt, delivery.outcome, delivery.handled_at = ItemState.QUEUED, 0, "", None
                enqueue(session, "handle_delivery", delivery.id)
        return Answer(200, "Already known.")


async def _read(request: Request) -> bytes | Answer:
    """The body, up to `MAX_BODY` bytes, whatever Content-Length claims or does not."""
    declared = request.headers.get("content-length", "")
    if declared.isdecimal() and len(declared) <= 20 and int(declared) > MAX_BODY:
        return TOO_LARGE
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MAX_BODY:
                return TOO_LARGE
    except ClientDisconnect:
        return Answer(400, "The body ended early.")
    return bytes(body)


def router(receiver: Receiver) -> APIRouter:
    """The route of the receiver."""
    routes = APIRouter()
    routes.add_api_route("/webhooks/github", receiver.receive, methods=["POST"], include_in_schema=False, response_model=None)
    return routes
