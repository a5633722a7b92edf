"""What happens before and after every request."""

from __future__ import annotations

import logging
import time
import uuid

from shop.api.web import Next, Request, Response

log = logging.getLogger(__name__)


class RequestId:
    async def __call__(self, request: Request, call_next: Next) -> Response:
        number = request.headers.get("x-request-id") or uuid.uuid4().hex
        response = await call_next(request)
        response.headers["x-request-id"] = number
        return response


class Timing:
    async def __call__(self, request: Request, call_next: Next) -> Response:
        started = time.perf_counter()
        response = await call_next(request)
        response.headers["server-timing"] = f"app;dur={(time.perf_counter() - started) * 1000:.0f}"
        return response


class AccessLog:
    async def __call__(self, request: Request, call_next: Next) -> Response:
        who = f"staff {request.user.id}" if request.user.staff else f"customer {request.user.id}"
        response = await call_next(request)
        log.info("%s %s %d", who, request.path, response.status)
        return response
