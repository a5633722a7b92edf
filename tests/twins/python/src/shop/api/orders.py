"""What customers do with their orders."""

from dataclasses import asdict

from shop.api.routing import Router
from shop.api.web import Request, Response
from shop.errors import HttpProblem


async def show_order(request: Request, order_id: int) -> Response:
    """One order, for the customer who placed it."""
    order = await request.orders.find(order_id)
    if order is None:
        raise HttpProblem(404, f"there is no order {order_id}")
    if order.customer_id != request.user.id:
        raise HttpProblem(403, f"order {order_id} belongs to somebody else")
    return Response(200, asdict(order))


async def cancel_order(request: Request, order_id: int) -> Response:
    """Cancel an order before it is packed, for the customer who placed it."""
    order = await request.orders.find(order_id)
    if order is None:
        raise HttpProblem(404, f"there is no order {order_id}")
    if order.customer_id != request.user.id:
        raise HttpProblem(403, f"order {order_id} belongs to somebody else")
    if order.state not in {"open", "paid"}:
        raise HttpProblem(409, f"order {order_id} is {order.state}")
    order.state = "cancelled"
    await request.orders.save(order)
    return Response(200, asdict(order))


async def confirm_delivery(request: Request, order_id: int) -> Response:
    """Say that a parcel arrived, for the customer who placed the order."""
    order = await request.orders.find(order_id)
    if order is None:
        raise HttpProblem(404, f"there is no order {order_id}")
    if order.customer_id != request.user.id:
        raise HttpProblem(403, f"order {order_id} belongs to somebody else")
    if order.state not in {"shipped"}:
        raise HttpProblem(409, f"order {order_id} is {order.state}")
    order.state = "delivered"
    await request.orders.save(order)
    return Response(200, asdict(order))


def register_order_routes(router: Router) -> None:
    router.add("GET", "/orders/{order_id}", show_order)
    router.add("POST", "/orders/{order_id}/cancel", cancel_order)
    router.add("POST", "/orders/{order_id}/delivered", confirm_delivery)
