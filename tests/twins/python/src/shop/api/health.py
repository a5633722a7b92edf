"""What the load balancer asks."""

import time

from shop.api.routing import Router
from shop.api.web import Request, Response

STARTED = time.monotonic()


async def alive(request: Request) -> Response:
    return Response(200, {"seconds": int(time.monotonic() - STARTED)})


async def ready(request: Request) -> Response:
    """Whether the database answers; the balancer sends nobody to us until then."""
    try:
        await request.orders.find(0)
    except (ConnectionError, TimeoutError) as failure:
        return Response(503, {"database": str(failure)})
    return Response(200, {"database": "ok"})


def register_health_routes(router: Router) -> None:
    router.add("GET", "/alive", alive)
    router.add("GET", "/ready", ready)
    router.add("HEAD", "/alive", alive)
