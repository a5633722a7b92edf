"""What the back office does with orders."""

from dataclasses import asdict

from shop.api.routing import Router
from shop.api.web import Request, Response
from shop.errors import HttpProblem


async def inspect_order(request: Request, order_id: int) -> Response:
    """One order, whoever placed it, for the staff."""
    order = await request.orders.find(order_id)
    if order is None:
        raise HttpProblem(404, f"there is no order {order_id}")
    if not request.user.staff:
        raise HttpProblem(403, "this is for the staff")
    return Response(200, asdict(order))


async def withdraw_order(request: Request, order_id: int) -> Response:
    """Cancel an order at any time until it is shipped, whoever placed it, for the staff."""
    order = await request.orders.find(order_id)
    if order is None:
        raise HttpProblem(404, f"there is no order {order_id}")
    if not request.user.staff:
        raise HttpProblem(403, "this is for the staff")
    if order.state not in {"open", "paid", "packed"}:
        raise HttpProblem(409, f"order {order_id} is {order.state}")
    order.state = "cancelled"
    await request.orders.save(order)
    return Response(200, asdict(order))


async def list_states(request: Request) -> Response:
    """The states of the orders that were asked for, for the staff; unknown orders are left out."""
    if not request.user.staff:
        raise HttpProblem(403, "this is for the staff")
    states: dict[int, str] = {}
    for part in request.arguments.get("ids", "").split(","):
        if part.strip().isdecimal():
            order = await request.orders.find(int(part))
            if order is not None:
                states[order.id] = order.state
    return Response(200, states)


def register_staff_routes(router: Router) -> None:
    router.add("GET", "/staff/orders/{order_id}", inspect_order)
    router.add("POST", "/staff/orders/{order_id}/withdraw", withdraw_order)
    router.add("GET", "/staff/states", list_states)
